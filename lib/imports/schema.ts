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
export const OUTCOMES = ["waiting", "scheduled", "failed", "skipped"] as const;
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
});

export const reading = z.object({
  /** The field of each column of the file, as the person saw and may have changed it; null: recognised anew. */
  columns: z.array(fieldKey.nullable()).max(500).nullable().default(null),
  dateOrder: z.enum(["MDY", "DMY"]).nullable().default(null),
  edits: z
    .array(z.object({ row: z.number().int().min(1), field: fieldKey, value: z.string().max(100_000) }))
    .max(100_000)
    .default([]),
  excluded: z.array(z.number().int().min(1)).max(1_000_000).default([]),
  accountIds: z.array(z.string().min(1)).max(200),
});
export type Reading = z.output<typeof reading>;

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

/** Counts of rows; the four add up to `rows`, always. */
export const rowCounts = z.object({
  rows: z.number().int(),
  scheduled: z.number().int(),
  waiting: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
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
  stepTimes: z.record(z.string(), instant),
});
export type CsvView = z.output<typeof csvView>;

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

export const eventView = z.object({
  at: instant,
  csvNumber: z.number().int().nullable(),
  kind: z.enum(["good", "info", "warning", "bad"]),
  message: z.string(),
});

export const batchView = batchSummary.extend({
  csvs: z.array(csvView),
  failedRows: z.array(rowView),
  events: z.array(eventView),
  accounts: z.array(z.object({ id: z.string(), name: z.string(), platform: z.string() })),
  /** Parts of the file that are here; the rest is still to be sent. */
  parts: z.array(z.number().int()),
});
export type BatchView = z.output<typeof batchView>;

export const scheduleBody = z.object({ version: z.number().int().min(1) });
export const decisionBody = z.object({
  csvNumber: z.number().int().min(1),
  decision: z.enum(["adopt", "send_again"]),
});
