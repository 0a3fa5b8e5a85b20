import { z } from "zod";

/** The figures of one account and day. Followers are a level (last known counts); all others add up over days. */
export const METRICS = ["reach", "impressions", "likes", "comments", "shares", "followers", "posts"] as const;
export type Metric = (typeof METRICS)[number];

const figure = z.number().int().nullable();

/** Null is "the network did not say", never zero. */
export const metrics = z.object({
  reach: figure,
  impressions: figure,
  likes: figure,
  comments: figure,
  shares: figure,
  followers: figure,
  posts: figure,
});
export type Metrics = z.output<typeof metrics>;

export const GRANULARITIES = ["day", "week", "month"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

export const SOURCES = ["snapshots", "statistics"] as const;
export type Source = (typeof SOURCES)[number];

export const COMPLETENESS = ["complete", "partial", "empty"] as const;
export type Completeness = (typeof COMPLETENESS)[number];

/** `complete`: all seven figures; `empty`: the network reported nothing that day. */
export function completenessOf(figures: Metrics): Completeness {
  const known = METRICS.filter((metric) => figures[metric] !== null).length;
  return known === 0 ? "empty" : known === METRICS.length ? "complete" : "partial";
}

export const MAX_PERIOD_DAYS = 1_096;
export const MAX_BACKFILL_DAYS = 400;
export const FIRST_CAPTURE_DAYS = 90;
/** Networks correct their figures for about a week. */
export const REFRESHED_DAYS = 7;

export const day = z.iso.date({ error: "Give the day as YYYY-MM-DD, for example 2026-03-01." });

/** A person names one thing or several: `?locationId=a&locationId=b` or `?locationId=a,b`. */
export const idList = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().flatMap((part) => part.split(",")))
  .transform((ids) => [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ""))])
  .pipe(z.array(z.string().max(300)).max(500, { error: "At most 500 can be named at once." }));

export const periodFields = {
  from: day.optional(),
  to: day.optional(),
};

export const snapshotsQuery = z.strictObject({
  companyId: z.string().optional(),
  locationId: idList.optional(),
  accountId: idList.optional(),
  platform: idList.optional(),
  ...periodFields,
  granularity: z.enum(GRANULARITIES).default("day"),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
  cursor: z.string().max(600).optional(),
});
export type SnapshotsQuery = z.output<typeof snapshotsQuery>;

export const snapshotRow = z.object({
  /** Null for a week or month: those are sums of several snapshots. */
  snapshotId: z.string().nullable(),
  /** The upstream's id of the agency. */
  companyId: z.string().nullable(),
  locationId: z.string(),
  accountId: z.string(),
  /** The day, or the first day of the week (Monday) or month, in the location's timezone. */
  day,
  platform: z.string(),
  metrics,
  source: z.enum(SOURCES).nullable(),
  completeness: z.enum(COMPLETENESS).nullable(),
  /** Snapshots behind the row: 1 for a day. */
  days: z.number().int(),
  capturedAt: z.string(),
});
export type SnapshotRow = z.output<typeof snapshotRow>;

export const snapshotsReply = z.object({
  rows: z.array(snapshotRow),
  from: day,
  to: day,
  granularity: z.enum(GRANULARITIES),
  /** Pass it as `cursor` for the next page; null on the last one. */
  nextCursor: z.string().nullable(),
});

export const exportQuery = snapshotsQuery.omit({ limit: true, cursor: true });

/** How often the worker of a capture says that it is there, and after how long without a word another takes it up. */
export const HEARTBEAT_SECONDS = 3;
export const SILENT_SECONDS = 10;

export const CAPTURE_KINDS = ["manual", "nightly", "backfill"] as const;
export const CAPTURE_STATUSES = [
  "queued",
  "running",
  "paused",
  "completed",
  "partial",
  "failed",
  "cancelled",
] as const;
export type CaptureStatus = (typeof CAPTURE_STATUSES)[number];
export const ACTIVE_CAPTURE: readonly CaptureStatus[] = ["queued", "running", "paused"];

export const captureFailure = z.object({
  accountId: z.string(),
  name: z.string(),
  platform: z.string(),
  reason: z.string(),
  /** `expired`: a person must reconnect it. `not_covered`: the upstream has no statistics for this kind of account. */
  kind: z.enum(["expired", "not_covered", "upstream"]),
});
export type CaptureFailure = z.output<typeof captureFailure>;

export const captureView = z.object({
  captureId: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  kind: z.enum(CAPTURE_KINDS),
  from: day,
  to: day,
  status: z.enum(CAPTURE_STATUSES),
  /** Account-days. */
  total: z.number().int(),
  done: z.number().int(),
  accountsTotal: z.number().int(),
  accountsComplete: z.number().int(),
  failures: z.array(captureFailure),
  error: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  heartbeatAt: z.string().nullable(),
  /** It runs, but its worker went away: another takes it up within seconds. */
  stalled: z.boolean(),
  finishedAt: z.string().nullable(),
});
export type CaptureView = z.output<typeof captureView>;

export const capturesQuery = z.strictObject({
  locationId: idList.optional(),
  captureId: idList.optional(),
  active: z.enum(["true", "false"]).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export const capturesReply = z.object({ captures: z.array(captureView) });

export const startCaptureBody = z.strictObject({
  /** One location; left out, every location the person was granted. */
  locationId: z.string().min(1).optional(),
  /** How many closed days back; 7 refreshes what networks still correct. */
  days: z
    .number()
    .int()
    .min(1)
    .max(MAX_BACKFILL_DAYS, {
      error: `The Social Media API keeps ${MAX_BACKFILL_DAYS} days. Ask for at most that many.`,
    })
    .default(REFRESHED_DAYS),
});

export const startCaptureReply = z.object({
  captures: z.array(z.object({ captureId: z.string(), locationId: z.string(), started: z.boolean() })),
});

export const CAPTURE_ACTIONS = ["pause", "resume", "cancel", "retry"] as const;
export type CaptureAction = (typeof CAPTURE_ACTIONS)[number];
export const controlCaptureBody = z.strictObject({ action: z.enum(CAPTURE_ACTIONS) });
