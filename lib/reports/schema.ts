import { z } from "zod";
import { captureFailure, day, GRANULARITIES, idList, periodFields } from "@/lib/snapshots/schema";

/** What a chart can show. Engagement = likes + comments + shares, of what each network reported. */
export const REPORT_METRICS = ["reach", "impressions", "engagement", "followers", "posts"] as const;
export type ReportMetric = (typeof REPORT_METRICS)[number];

export const COMPARISONS = ["previous", "year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A series has at most about this many points: days become weeks, weeks months. */
export const MAX_POINTS = 400;
/** Beyond five, the smaller series are summed as "Other". */
export const MAX_SERIES = 5;
/** Above this many accounts the account table is left to reports of fewer locations. */
export const MAX_TABLE_ACCOUNTS = 200;
/** Followers are a level: the last count counts for so many days when a network is silent. */
export const FOLLOWERS_CARRY_DAYS = 31;
/** A change is stated only where at least this share of the days compared to is stored. */
export const MIN_BASELINE = 0.8;
/** … and only where the known account-days of the two periods differ by no more than this share. */
export const COVERAGE_MARGIN = 0.05;
/** An account known on a smaller share of the period's days is partial: it takes no part in any change. */
export const MIN_KNOWN = 0.5;
/** Locations below this reach in either period are no movers. */
export const MOVER_MIN_REACH = 1_000;
export const SILENT_DAYS = 14;

export const METRIC_DEFINITIONS: Record<ReportMetric | "engagementRate", string> = {
  reach:
    "People who saw something of the account that day, as the network counts them. Days are added up, so one person counts once a day.",
  impressions: "How often something of the account was shown.",
  engagement: "Likes + comments + shares, of what each network reports.",
  engagementRate:
    "Engagement ÷ reach, over the account-days for which the network reported both. Unknown where no reach is known.",
  followers: "The last count known at the end of the period, added up over accounts; at most 31 days old.",
  posts:
    "Posts published in the period, counted from the posts themselves by the day on their location’s clock, for every network. Where the posts were not read that far back, the number that the network’s statistics report.",
};

/** What posts were counted from: the posts themselves, statistics, or for some locations one and for some the other. */
export const POSTS_FROM = ["posts", "statistics", "both"] as const;
export type PostsFrom = (typeof POSTS_FROM)[number];
/** Beside a count that is not of the posts themselves. */
export const POSTS_FROM_NOTES: Record<PostsFrom, string | null> = {
  posts: null,
  statistics: "by statistics",
  both: "partly by statistics",
};

const scopeFields = {
  companyId: z.string().optional(),
  locationId: idList.optional(),
  groupId: idList.optional(),
  accountId: idList.optional(),
  platform: idList.optional(),
  ...periodFields,
  compare: z.enum(COMPARISONS).default("previous"),
};

export const reportQuery = z.strictObject({
  ...scopeFields,
  granularity: z.enum(GRANULARITIES).default("day"),
  by: z.enum(["platform", "account"]).default("platform"),
  metric: z.enum(REPORT_METRICS).default("reach"),
});
export type ReportQuery = z.output<typeof reportQuery>;

export const overviewQuery = z.strictObject({
  ...scopeFields,
  /** Of the sparklines. */
  granularity: z.enum(GRANULARITIES).default("day"),
});
export type OverviewQuery = z.output<typeof overviewQuery>;

const figure = z.number().nullable();

/** `percent` is null without a baseline: an unknown, a zero, or a period that is not stored well enough. */
export const keyFigure = z.object({ value: figure, previous: figure, change: figure, percent: figure });
export type KeyFigure = z.output<typeof keyFigure>;

export const keyFigures = z.object({
  reach: keyFigure,
  impressions: keyFigure,
  engagement: keyFigure,
  /** A share of 1. Its `change` is a difference of shares (points). */
  engagementRate: keyFigure,
  followers: keyFigure,
  posts: keyFigure,
});
export type KeyFigures = z.output<typeof keyFigures>;

export const bucket = z.object({
  start: day,
  end: day,
  /** Not all of its days are over or inside the period. */
  partial: z.boolean(),
});

export const series = z.object({
  key: z.string(),
  label: z.string(),
  platform: z.string().nullable(),
  total: figure,
  /** One a bucket; null is a gap. */
  values: z.array(figure),
  previous: z.array(figure).nullable(),
});
export type Series = z.output<typeof series>;

const rowFigures = {
  /** Account-days known, of those the period has: figures of one day never pass for those of a month. */
  daysKnown: z.number().int(),
  daysInPeriod: z.number().int(),
  reach: keyFigure,
  impressions: figure,
  engagement: figure,
  engagementRate: figure,
  followers: figure,
  posts: figure,
};

export const platformRow = z.object({ platform: z.string(), accounts: z.number().int(), ...rowFigures });
export type PlatformRow = z.output<typeof platformRow>;

export const accountStatus = z.enum([
  "complete",
  "gaps",
  "partial",
  "no_data",
  "expired",
  "failing",
  "not_covered",
]);

export const accountRow = z.object({
  accountId: z.string(),
  name: z.string(),
  platform: z.string(),
  locationId: z.string(),
  locationName: z.string(),
  status: accountStatus,
  reason: z.string().nullable(),
  /** Reach of the period's last 14 days. */
  spark: z.array(figure),
  ...rowFigures,
});
export type AccountRow = z.output<typeof accountRow>;

export const namedFailure = captureFailure.extend({ locationId: z.string(), locationName: z.string() });
export type NamedFailure = z.output<typeof namedFailure>;

export const coverage = z.object({
  /** Accounts the upstream has statistics for, and those of them whose last capture was complete. */
  accounts: z.number().int(),
  complete: z.number().int(),
  failing: z.array(namedFailure),
  notCovered: z.array(namedFailure),
  /** Those of them that the figures count with fewer than half of the period's days, and their reach; null: none. */
  fewDays: z.object({ accounts: z.number().int(), reach: z.number().nullable() }).nullable(),
  /** Locations whose last capture failed as a whole. */
  failedLocations: z.array(z.object({ locationId: z.string(), name: z.string(), reason: z.string() })),
  /** When the last capture ended; null: never. */
  updatedAt: z.string().nullable(),
});
export type Coverage = z.output<typeof coverage>;

/** `not_connected` and `never_captured` have no history at all; `nothing` has none in this period. */
export const reportState = z.enum(["not_connected", "no_locations", "never_captured", "nothing", "data"]);

export const period = z.object({ from: day, to: day });

export const compared = period.extend({
  kind: z.enum(["previous", "year"]),
  storedDays: z.number().int(),
  usable: z.boolean(),
  /** Why no change is stated; null where it is. */
  reason: z.string().nullable(),
});
export type Compared = z.output<typeof compared>;

export const reportReply = z.object({
  state: reportState,
  locations: z.array(z.object({ id: z.string(), name: z.string(), timezone: z.string() })),
  timezones: z.array(z.string()),
  period: period.extend({ granularity: z.enum(GRANULARITIES), days: z.number().int() }),
  compared: compared.nullable(),
  figures: keyFigures,
  postsFrom: z.enum(POSTS_FROM),
  chart: z.object({
    metric: z.enum(REPORT_METRICS),
    by: z.enum(["platform", "account"]),
    buckets: z.array(bucket),
    series: z.array(series),
  }),
  platforms: z.array(platformRow),
  /** Null above 200 accounts. */
  accounts: z.array(accountRow).nullable(),
  /** Accounts that the account filter can choose from, whatever it chooses now; null above 200. */
  choices: z
    .array(
      z.object({ accountId: z.string(), name: z.string(), platform: z.string(), locationName: z.string() }),
    )
    .nullable(),
  /** Stretches of days on which an account said nothing. */
  silences: z.array(z.object({ name: z.string(), platform: z.string(), from: day, to: day })),
  coverage,
});
export type Report = z.output<typeof reportReply>;

export const locationRow = z.object({
  locationId: z.string(),
  name: z.string(),
  timezone: z.string(),
  category: z.string().nullable(),
  status: z.enum(["active", "inactive", "removed"]),
  spark: z.array(figure),
  accounts: z.number().int(),
  complete: z.number().int(),
  missing: z.array(z.string()),
  /** As last read from the upstream. */
  nextPost: z.object({ at: z.string(), platforms: z.array(z.string()) }).nullable(),
  updatedAt: z.string().nullable(),
  ...rowFigures,
});
export type LocationRow = z.output<typeof locationRow>;

export const attention = z.object({
  kind: z.enum([
    "connection_ended",
    "connection_paused",
    "expired",
    "reach_fell",
    "no_posts",
    "capture_failed",
    "import_waits",
  ]),
  /** Null: a connection of the whole agency. */
  locationId: z.string().nullable(),
  /** The location's name, or the connection's. */
  locationName: z.string(),
  /** Every location that stands still, where a connection is concerned. */
  locationIds: z.array(z.string()).optional(),
  /** One sentence with numbers. */
  sentence: z.string(),
  since: z.string().nullable(),
  /** Null: an admin has to act. */
  href: z.string().nullable(),
});
export type Attention = z.output<typeof attention>;

export const mover = z.object({
  locationId: z.string(),
  name: z.string(),
  change: z.number(),
  percent: z.number(),
});

export const overviewReply = z.object({
  state: reportState,
  period: period.extend({ days: z.number().int() }),
  compared: compared.nullable(),
  figures: keyFigures,
  postsFrom: z.enum(POSTS_FROM),
  accounts: z.number().int(),
  attention: z.array(attention),
  movers: z.object({ up: z.array(mover), down: z.array(mover), minReach: z.number().int() }),
  locations: z.array(locationRow),
  coverage,
});
export type Overview = z.output<typeof overviewReply>;
