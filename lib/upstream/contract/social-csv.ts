import { z } from "zod";
import { csvFields, csvImport, csvPost, uploadedCsv } from "./csv-shapes";
import { defineOperation } from "./operation";
import {
  accountIds,
  anyObject,
  bareEnvelope,
  envelope,
  flagText,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  text,
  USUAL_REFUSALS,
  userId,
} from "./shapes";
import { CSV_FILE_TYPES, MAX_POSTS_PER_CSV } from "./words";

export const uploadCsv = defineOperation({
  id: "upload-csv",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/csv",
  summary: "Upload a CSV file of at most 90 posts.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "write",
  params: input({ locationId }),
  query: noFields,
  body: input({
    file: z
      .file({ error: "Attach the CSV as a file in the field named file." })
      .min(1, { error: "The file is empty. Add at least one row with a post." }),
  }),
  bodyKind: "multipart",
  status: 201,
  answer: envelope(uploadedCsv),
  refusals: USUAL_REFUSALS,
});

export const getUploadStatus = defineOperation({
  id: "get-upload-status",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/csv",
  summary: "List the CSV imports of a location with their status.",
  scope: "socialplanner/csv.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: input({
    skip: numberText.optional(),
    limit: numberText.optional(),
    includeUsers: flagText.optional(),
    isFromTemplate: flagText.optional(),
    userId,
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ csvs: z.array(csvImport), count: z.number().nullish() })),
  refusals: USUAL_REFUSALS,
});

const setAccountsForFile = input({
  accountIds,
  filePath: text("file path"),
  rowsCount: z
    .number({ error: "Give the number of rows." })
    .int({ error: "The number of rows must be a whole number." })
    .min(1, { error: "A CSV needs at least one row." })
    .max(MAX_POSTS_PER_CSV, {
      error: `A CSV may hold at most ${MAX_POSTS_PER_CSV} posts. Cut the file into parts.`,
    }),
  fileName: text("file name"),
  approver: userId.optional(),
  userId,
  csvFileType: oneOf("file type", CSV_FILE_TYPES).optional(),
});

/** The short form used when a location is onboarded, before there is any file. */
const setAccountsForLocation = input({
  accountIds,
  filePath: z.never().optional(),
  rowsCount: z.never().optional(),
  fileName: z.never().optional(),
  userId: z.never().optional(),
});

/** With a file, `filePath` is there; without, the accounts stand alone. */
export const setAccountsBody = z.union([setAccountsForFile, setAccountsForLocation], {
  error: (issue) => {
    if (issue.code !== "invalid_union") return undefined;
    const fields = anyObject.safeParse(issue.input).data ?? {};
    const [forFile, forLocation] = issue.errors;
    const speaksOfFile = Object.keys(fields).some((field) => field !== "accountIds");
    const reasons = (speaksOfFile ? forFile : forLocation) ?? [];
    return reasons.map((reason) => reason.message).join(" ");
  },
});

export type SetAccountsRequest = z.input<typeof setAccountsBody>;

/** Whether a set-accounts body speaks of a file, or only assigns accounts to a location. */
export function namesFile(body: SetAccountsRequest): body is z.input<typeof setAccountsForFile> {
  return body.filePath !== undefined;
}

export const setAccounts = defineOperation({
  id: "set-accounts",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/set-accounts",
  summary: "Choose the accounts that an uploaded CSV goes to, or assign accounts to a location.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "write",
  params: input({ locationId }),
  query: noFields,
  body: setAccountsBody,
  bodyKind: "json",
  status: 201,
  // API version 2021-07-28 and the short form answer without a csvId.
  answer: envelope(z.looseObject({ csvId: z.string().min(1).nullish() }).nullish()),
  refusals: USUAL_REFUSALS,
});

export const getCsvPost = defineOperation({
  id: "get-csv-post",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/csv/:id",
  summary: "Read the rows of one CSV import, with what is wrong in each.",
  scope: "socialplanner/csv.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId, id: idOf("csv") }),
  query: input({ skip: numberText.optional(), limit: numberText.optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(
    z.looseObject({
      csv: csvImport.nullish(),
      count: z.number().nullish(),
      posts: z.array(csvPost),
    }),
  ),
  refusals: USUAL_REFUSALS,
});

export const startCsvFinalize = defineOperation({
  id: "start-csv-finalize",
  resource: "social-planner",
  method: "PATCH",
  path: "/social-media-posting/:locationId/csv/:id",
  summary: "Finalize a CSV import: every good row becomes a scheduled post.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "write",
  params: input({ locationId, id: idOf("csv") }),
  query: noFields,
  body: input({ userId }),
  bodyKind: "json",
  status: 200,
  answer: bareEnvelope,
  refusals: USUAL_REFUSALS,
});

export const deleteCsv = defineOperation({
  id: "delete-csv",
  resource: "social-planner",
  method: "DELETE",
  path: "/social-media-posting/:locationId/csv/:id",
  summary: "Delete a CSV import.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "delete",
  params: input({ locationId, id: idOf("csv") }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ csv: z.looseObject(csvFields).nullish() }).nullish()),
  refusals: USUAL_REFUSALS,
});

export const deleteCsvPost = defineOperation({
  id: "delete-csv-post",
  resource: "social-planner",
  method: "DELETE",
  path: "/social-media-posting/:locationId/csv/:csvId/post/:postId",
  summary: "Drop one row of a CSV import.",
  scope: "socialplanner/csv.write",
  token: "location",
  effect: "delete",
  params: input({ locationId, csvId: idOf("csv"), postId: idOf("post") }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(
    z.looseObject({ postId: z.string(), csv: identified(z.looseObject(csvFields)).nullish() }).nullish(),
  ),
  refusals: USUAL_REFUSALS,
});

export const csvOperations = [
  uploadCsv,
  getUploadStatus,
  setAccounts,
  getCsvPost,
  startCsvFinalize,
  deleteCsv,
  deleteCsvPost,
] as const;
