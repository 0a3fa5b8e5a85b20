import { z } from "zod";
import { anyObject, bothIds, identified } from "./shapes";
import { CSV_FILE_TYPES, CSV_POST_STATUSES, CSV_STATUSES } from "./words";

const fileType = z.enum(CSV_FILE_TYPES).nullish();

/** The fields of a csv without its id: the answer of a deletion has none. */
export const csvFields = {
  locationId: z.string().nullish(),
  fileName: z.string().nullish(),
  accountIds: z.array(z.string()).nullish(),
  /** The `filePath` that the upload answered: what finds a csv again when its id was lost. */
  file: z.string().nullish(),
  status: z.enum(CSV_STATUSES).nullish(),
  count: z.number().nullish(),
  createdBy: z.string().nullish(),
  approver: z.string().nullish(),
  originId: z.string().nullish(),
  traceId: z.string().nullish(),
  channel: z.string().nullish(),
  csvFileType: fileType,
  mediaOptimization: z.boolean().nullish(),
  applyWatermark: z.boolean().nullish(),
  createdAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
};

export const csvImport = identified(z.looseObject({ ...bothIds, ...csvFields }));
export type CsvImport = z.output<typeof csvImport>;

const mediaError = z.string().nullish();

export const csvMedia = z.looseObject({
  url: z.string().nullish(),
  type: z.string().nullish(),
  size: z.number().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  aspectRatio: z.number().nullish(),
  duration: z.number().nullish(),
  format: z.string().nullish(),
  error: mediaError,
  instagramError: mediaError,
  gmbError: mediaError,
  facebookError: mediaError,
  linkedinError: mediaError,
  twitterError: mediaError,
  tiktokError: mediaError,
  tiktokBusinessError: mediaError,
  invalidError: mediaError,
});
export type CsvMedia = z.output<typeof csvMedia>;

export const csvPost = identified(
  z.looseObject({
    // The published shape of a row has no id at all, though one is needed to drop the row.
    id: z.string().min(1).nullish(),
    _id: z.string().min(1).nullish(),
    accountIds: z.array(z.string()).nullish(),
    summary: z.string().nullish(),
    followUpComment: z.string().nullish(),
    link: z.looseObject({ url: z.string().nullish(), error: z.string().nullish() }).nullish(),
    medias: z.array(csvMedia).nullish(),
    scheduleDate: z.string().nullish(),
    type: z.string().nullish(),
    tiktokPostDetails: anyObject.nullish(),
    gmbPostDetails: anyObject.nullish(),
    errorMessage: z.string().nullish(),
    csvFileType: fileType,
    status: z.enum(CSV_POST_STATUSES).nullish(),
    updatedAt: z.string().nullish(),
  }),
);
export type CsvPost = z.output<typeof csvPost>;

export const uploadedCsv = z.looseObject({
  filePath: z.string().min(1),
  rowsCount: z.number().int().nonnegative(),
  fileName: z.string().nullish(),
  fileSize: z.number().nullish(),
  csvFileType: fileType,
});
export type UploadedCsv = z.output<typeof uploadedCsv>;
