import { sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { newId } from "../new-id";
import { createdAt, id, instant } from "./columns";

const figure = (name: string) => bigint(name, { mode: "number" });

/** One account on one day (in its location's timezone). Null is "the network did not say", never zero. */
export const activitySnapshots = pgTable(
  "activity_snapshots",
  {
    accountId: text("account_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    id: uuid("id").notNull().$defaultFn(newId),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    platform: text("platform").notNull(),
    reach: figure("reach"),
    impressions: figure("impressions"),
    likes: figure("likes"),
    comments: figure("comments"),
    shares: figure("shares"),
    followers: figure("followers"),
    posts: figure("posts"),
    source: text("source", { enum: ["snapshots", "statistics"] }).notNull(),
    /** `partial`: some figures were absent although the day is over. */
    completeness: text("completeness", { enum: ["complete", "partial", "empty"] }).notNull(),
    capturedAt: instant("captured_at").notNull(),
    captureId: uuid("capture_id"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.day] }),
    uniqueIndex("activity_snapshots_id").on(t.id),
    // Serves one location's period, and reading a whole company page by page in this order.
    index("activity_snapshots_place").on(t.companyId, t.locationId, t.day, t.accountId),
    // Serves the BI feed, which reads in the order of capture.
    index("activity_snapshots_captured").on(t.companyId, t.capturedAt),
    // Serves follower counts of many accounts on one day from the index alone.
    index("activity_snapshots_levels")
      .on(t.companyId, t.day, t.accountId, t.followers)
      .where(sql`followers is not null`),
  ],
);

const sums = {
  reach: figure("reach"),
  impressions: figure("impressions"),
  likes: figure("likes"),
  comments: figure("comments"),
  shares: figure("shares"),
  followers: figure("followers"),
  posts: figure("posts"),
  /** Engagement and reach of the account-days that reported both: the two halves of the engagement rate. */
  ratedEngagement: figure("rated_engagement"),
  ratedReach: figure("rated_reach"),
  /** Accounts with a snapshot that day, and how many of them reported each figure. */
  accounts: integer("accounts").notNull(),
  reachAccounts: integer("reach_accounts").notNull(),
  impressionsAccounts: integer("impressions_accounts").notNull(),
  likesAccounts: integer("likes_accounts").notNull(),
  commentsAccounts: integer("comments_accounts").notNull(),
  sharesAccounts: integer("shares_accounts").notNull(),
  followersAccounts: integer("followers_accounts").notNull(),
  postsAccounts: integer("posts_accounts").notNull(),
  ratedAccounts: integer("rated_accounts").notNull(),
};

/** Rollups, kept in the capture's own transaction: sums over the snapshots of that day. */
export const locationDays = pgTable(
  "location_days",
  {
    locationId: text("location_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    companyId: uuid("company_id").notNull(),
    ...sums,
  },
  (t) => [
    primaryKey({ columns: [t.locationId, t.day] }),
    index("location_days_company").on(t.companyId, t.day),
  ],
);

export const companyPlatformDays = pgTable(
  "company_platform_days",
  {
    companyId: uuid("company_id").notNull(),
    platform: text("platform").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    ...sums,
  },
  (t) => [primaryKey({ columns: [t.companyId, t.platform, t.day] })],
);

/** What was asked of the upstream, how far it got, and which account failed and why. */
export const snapshotCaptures = pgTable(
  "snapshot_captures",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    kind: text("kind", { enum: ["manual", "nightly", "backfill"] }).notNull(),
    fromDay: date("from_day", { mode: "string" }).notNull(),
    toDay: date("to_day", { mode: "string" }).notNull(),
    status: text("status", {
      enum: ["queued", "running", "paused", "completed", "partial", "failed", "cancelled"],
    })
      .notNull()
      .default("queued"),
    /** Account-days wanted and done; a repeat starts where this stopped. */
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    /** `{accountId: {days, done}}`, counted from the newest day; written in one transaction with the snapshots. */
    progress: jsonb("progress").notNull().default({}),
    /** Runs that ended early because the upstream did not answer. */
    attempts: integer("attempts").notNull().default(0),
    /** `[{accountId, name, platform, reason, kind}]` */
    failures: jsonb("failures").notNull().default([]),
    accountsTotal: integer("accounts_total").notNull().default(0),
    accountsComplete: integer("accounts_complete").notNull().default(0),
    error: text("error"),
    requestedBy: uuid("requested_by"),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    heartbeatAt: instant("heartbeat_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("snapshot_captures_location").on(t.locationId, t.createdAt.desc()),
    index("snapshot_captures_company").on(t.companyId, t.createdAt.desc()),
    // Serves the look for captures without a worker, every few seconds over all that ever ran.
    index("snapshot_captures_under_way").on(t.heartbeatAt).where(sql`status in ('queued', 'running')`),
  ],
);
