import { z } from "zod";
import { FIELD_KEYS, type FieldKey } from "@/lib/csv/formats";
import { ISSUES, type IssueCode } from "@/lib/csv/issues";

export const MAX_PART_BYTES = 1024 * 1024;
export const MAX_FILE_BYTES = 300 * 1024 * 1024;

const fieldKey = z.enum(FIELD_KEYS as [FieldKey, ...FieldKey[]]);
const instant = z.iso.datetime();

export const BATCH_STATUSES = [
  "receiving",
  "checking",
  "ready",
  "scheduling",
  "paused",
  "needs_person",
  "completed",
  "cancelled",
  "failed",
] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];
export const OUTCOMES = ["waiting", "scheduled", "failed", "skipped", "deleted"] as const;
export const CSV_STEPS = [
  "planned",
  "uploaded",
  "accounts_set",
  "in_review",
  "finalized",
  "verified",
  "failed",
  "cancelled",
] as const;
export type CsvStep = (typeof CSV_STEPS)[number];

export const newImport = z.object({
  locationId: z.string().min(1),
  fileName: z.string().min(1).max(255),
  fileSize: z
    .number()
    .int()
    .min(1, "The file is empty.")
    .max(MAX_FILE_BYTES, "The file is larger than 300 MB. Cut it into smaller ones."),
  /** SHA-256 over the SHA-256 of each part: an upload is taken up again only with the same file. */
  fileHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "The file's hash is 64 hex digits.")
    .nullable()
    .default(null),
});

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time of day is written HH:mm.");
export const quietHours = z.object({ from: timeOfDay, to: timeOfDay });
const rowNumber = z.number().int().min(1).max(100_000_000);
/** PostgreSQL keeps neither NUL nor half a character. */
const cell = z
  .string()
  .max(100_000)
  .transform((text) => text.replaceAll("\0", "").toWellFormed());

const MOST_EDITS = 100_000;
const TOO_MANY_EDITS =
  "At most 100,000 cells of one file can be changed here. Change the others in the spreadsheet and choose it again, or cut the file.";

export const reading = z.object({
  /** The field of each column of the file, as the person saw and may have changed it; null: recognised anew. */
  columns: z.array(fieldKey.nullable()).max(500).nullable().default(null),
  dateOrder: z.enum(["MDY", "DMY"]).nullable().default(null),
  edits: z
    .array(z.object({ row: rowNumber, field: fieldKey, value: cell }))
    .max(MOST_EDITS, TOO_MANY_EDITS)
    .default([]),
  excluded: z.array(rowNumber).max(1_000_000).default([]),
  /** Rows split off others for one network, by `derivedRow`; what differs in them stands in `edits`. */
  added: z.array(rowNumber).max(MOST_EDITS, TOO_MANY_EDITS).default([]),
  accountIds: z.array(z.string().min(1)).max(200),
  /** The same for other locations that a `location` column names; without it they take their usual accounts. */
  targets: z
    .array(z.object({ locationId: z.string().min(1), accountIds: z.array(z.string().min(1)).max(200) }))
    .max(2_000)
    .default([]),
  quietHours: quietHours.nullable().default(null),
});
export type Reading = z.output<typeof reading>;

/** The quiet hours that a location's imports begin with, and whose they are. */
export const quietHoursReply = z.object({
  quietHours: quietHours.nullable(),
  from: z.enum(["location", "company", "nobody"]),
});
export const rememberQuietHours = z.object({
  locationId: z.string().min(1),
  quietHours: quietHours.nullable(),
  /** `company`: of every location without its own; an admin settles that. */
  scope: z.enum(["location", "company"]),
});

export const rememberedColumns = z.array(fieldKey.nullable()).min(1).max(500);

/** What a check works by, as it is stored with the batch: asked again after a crash it makes the same rows. */
export const storedReading = reading.extend({
  /** Locations that the person may use; rows that name others have an issue. */
  granted: z.union([z.literal("all"), z.array(z.string())]),
  /** The moment that decides what has passed. */
  checkedAt: z.iso.datetime(),
  /** What the first pass over the file found; null: it has not ended yet. */
  found: z
    .object({
      rows: z.number().int(),
      format: z.enum(["basic", "advance", "own"]),
      headerRows: z.number().int(),
      columns: z.array(fieldKey.nullable()),
      dateOrder: z.enum(["MDY", "DMY"]),
      dateOrderProven: z.boolean(),
      /** The days between which its dates lie; null: none has a date. */
      days: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
      /** The batch of each location, the file's own first. */
      members: z.array(z.object({ locationId: z.string(), batchId: z.string() })).min(1),
    })
    .nullable()
    .default(null),
});
export type StoredReading = z.output<typeof storedReading>;

export const importIssue = z.object({
  row: z.number(),
  field: fieldKey.nullable(),
  code: z.enum(Object.keys(ISSUES) as [IssueCode, ...IssueCode[]]),
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  platforms: z.array(z.string()),
  limit: z.number().optional(),
  actual: z.number().optional(),
});

/** Counts of rows: scheduled, waiting, failed, skipped and deleted add up to `rows`, always. */
export const rowCounts = z.object({
  rows: z.number().int(),
  scheduled: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
  /** Scheduled, then deleted again: every post of the row is gone. */
  deleted: z.number().int(),
  /** Of the waiting ones: in a csv that waits for a person. */
  waitingForPerson: z.number().int(),
});
export type RowCounts = z.output<typeof rowCounts>;

export const batchSummary = z.object({
  batchId: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  timezone: z.string(),
  fileName: z.string(),
  fileSize: z.number(),
  format: z.enum(["basic", "advance", "own"]),
  status: z.enum(BATCH_STATUSES),
  statusReason: z.string().nullable(),
  version: z.number().int(),
  counts: rowCounts,
  /** Of the approval of this version, where one was asked and nothing is scheduled yet. */
  standing: z.enum(["asked", "approved", "sent_back"]).nullable(),
  createdBy: z.string(),
  createdAt: instant,
  scheduledBy: z.string().nullable(),
  scheduledAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type BatchSummary = z.output<typeof batchSummary>;

export const evidence = z.object({
  title: z.string(),
  sentence: z.string(),
  rows: z.array(z.object({ what: z.string(), sent: z.string(), found: z.string(), same: z.boolean() })),
  /** What a person may decide, with its consequence. */
  choices: z.array(
    z.object({ decision: z.enum(["adopt", "send_again"]), label: z.string(), consequence: z.string() }),
  ),
});
export type Evidence = z.output<typeof evidence>;

export const csvView = z.object({
  id: z.string(),
  number: z.number().int(),
  csvId: z.string().nullable(),
  step: z.enum(CSV_STEPS),
  needsPerson: z.boolean(),
  statusReason: z.string().nullable(),
  evidence: evidence.nullable(),
  rows: z.number().int(),
  accountIds: z.array(z.string()),
  firstLocal: z.string().nullable(),
  lastLocal: z.string().nullable(),
  scheduled: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  deleted: z.number().int(),
  /** Rows that failed in it and were sent again, and in which csvs they stand now (none: they wait to be cut). */
  sentAgain: z.object({ rows: z.number().int(), csvs: z.array(z.number().int()) }),
  /** When each step was done, and `SENT_AGAIN`. */
  stepTimes: z.record(z.string(), instant),
});
export type CsvView = z.output<typeof csvView>;

/** Among the times of a csv: when rows that had failed in it were last sent again. */
export const SENT_AGAIN = "sent_again";

/**
 * Waits for a person, failed, under way, not begun, verified, cancelled, every row failed and sent again: each csv is in
 * exactly one of them.
 */
export const CSV_STATES = ["person", "failed", "moving", "planned", "done", "cancelled", "again"] as const;
export type CsvState = (typeof CSV_STATES)[number];

/** All csvs of a batch, summed by state. */
export const csvSums = z.object({
  csvs: z.number().int(),
  /** Rows that stand in csvs. */
  rows: z.number().int(),
  states: z.record(z.enum(CSV_STATES), z.number().int()),
  /** Verified in the last two minutes. */
  verifiedLately: z.number().int(),
});
export type CsvSums = z.output<typeof csvSums>;

export const MOST_CSVS = 200;
export const csvsQuery = z.object({
  state: z.enum(CSV_STATES).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(MOST_CSVS).default(50),
});
export const csvsReply = z.object({ csvs: z.array(csvView) });

export const rowView = z.object({
  row: z.number().int(),
  fields: z.record(z.string(), z.string()),
  scheduledLocal: z.string().nullable(),
  accountIds: z.array(z.string()),
  issues: z.array(importIssue),
  outcome: z.enum(OUTCOMES),
  reason: z.string().nullable(),
  csvNumber: z.number().int().nullable(),
  postIds: z.array(z.string()),
});
export type RowView = z.output<typeof rowView>;

/** Why a row did not become a post, where nothing else is known. */
export const NO_REASON = {
  failed: "The Social Media API gave no reason.",
  skipped: "Left out.",
} as const;
export type SetAside = keyof typeof NO_REASON;

export const rowFileQuery = z.object({
  outcome: z.enum(["failed", "skipped"]),
  as: z.enum(["report", "rows"]).describe("The reasons, or the rows themselves to mend and import again."),
});
export type RowFileKind = z.output<typeof rowFileQuery>["as"];

export const eventView = z.object({
  at: instant,
  csvNumber: z.number().int().nullable(),
  kind: z.enum(["good", "info", "warning", "bad"]),
  message: z.string(),
});

export const scheduleBody = z.object({
  version: z.number().int().min(1),
  /** Also the batches of the other locations of the same file, all or none. */
  group: z.boolean().default(false),
});
export const approvalView = z.object({
  version: z.number().int(),
  status: z.enum(["asked", "approved", "sent_back"]),
  /** The rows are still the ones that were shown. */
  current: z.boolean(),
  /** Null: anybody with the role and the location. */
  approverName: z.string().nullable(),
  askedByName: z.string(),
  askedNote: z.string().nullable(),
  askedAt: instant,
  decidedByName: z.string().nullable(),
  decidedNote: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** The one who looks asked for it. */
  mine: z.boolean(),
  mayDecide: z.boolean(),
});
export type ApprovalView = z.output<typeof approvalView>;

const note = z.string().trim().max(2_000).nullable().default(null);
export const askApprovalBody = scheduleBody.extend({ approverId: z.uuid().nullable().default(null), note });
export const decideApprovalBody = scheduleBody.extend({ decision: z.enum(["approved", "sent_back"]), note });

export const decisionBody = z.object({
  csvNumber: z.number().int().min(1),
  decision: z.enum(["adopt", "send_again"]),
});

/** One location's part of a file that went to several. */
export const siblingView = z.object({
  batchId: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  status: z.enum(BATCH_STATUSES),
  counts: rowCounts,
  ready: z.number().int(),
  approval: approvalView.pick({ status: true, current: true, mayDecide: true }).nullable(),
});
export type SiblingView = z.output<typeof siblingView>;

/** How far the server is with reading and checking the file. */
export const checkProgress = z.object({
  /** Rows checked so far, and of how many; null: still counting. */
  rows: z.number().int(),
  total: z.number().int().nullable(),
});

/** The last deletion of what a batch scheduled. */
export const undoView = z.object({
  deletionId: z.string(),
  status: z.enum(["running", "completed", "partial", "failed"]),
  /** Posts: asked for, deleted, gone before, and those of calls that failed. */
  total: z.number().int(),
  deleted: z.number().int(),
  gone: z.number().int(),
  failed: z.number().int(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: instant,
  finishedAt: instant.nullable(),
});
export type UndoView = z.output<typeof undoView>;

export const batchView = batchSummary.extend({
  /** Null: nothing it scheduled was deleted from here. */
  undo: undoView.nullable(),
  /** Scheduled rows whose time has passed: deleting does not take them off their networks. */
  due: z.number().int(),
  /** While the worker cuts a scheduled batch into csvs: how many rows are left to cut. Nothing is sent before that ends. */
  cutting: z.object({ rows: z.number().int() }).nullable(),
  /** Waiting rows that can still be taken back: their finalize was never begun. */
  revocable: z.number().int(),
  /** Rows without an error that wait to be scheduled. */
  ready: z.number().int(),
  check: checkProgress.nullable(),
  approval: approvalView.nullable(),
  /** The other locations' batches of the same file; empty for a file of one location. */
  siblings: z.array(siblingView),
  /** Locations of the same file that the one who looks may not use. */
  hiddenLocations: z.number().int(),
  csvSums,
  /** The foremost csvs: those that wait for a person, then those under way, then what happened last. `…/csvs` tells of all. */
  csvs: z.array(csvView),
  failedRows: z.array(rowView),
  events: z.array(eventView),
  accounts: z.array(z.object({ id: z.string(), name: z.string(), platform: z.string() })),
  fileHash: z.string().nullable(),
  /** Parts of the file that are here; the rest is still to be sent. */
  parts: z.array(z.number().int()),
});
export type BatchView = z.output<typeof batchView>;
