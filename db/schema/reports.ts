import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "./columns";

/** Posts mirrored from posts/list for the reports; the upstream's list stays the truth for everything that acts. */
export const mirroredPosts = pgTable(
  "mirrored_posts",
  {
    locationId: text("location_id").notNull(),
    postId: text("post_id").notNull(),
    companyId: uuid("company_id").notNull(),
    accountId: text("account_id"),
    platform: text("platform").notNull(),
    status: text("status").notNull(),
    /** post, story or reel. */
    kind: text("kind").notNull(),
    source: text("source"),
    caption: text("caption").notNull().default(""),
    media: text("media", { enum: ["none", "image", "images", "gif", "video"] }).notNull(),
    thumbnail: text("thumbnail"),
    tags: text("tags").array().notNull().default([]),
    categoryId: text("category_id"),
    hasLink: integer("has_link").notNull().default(0),
    hashtags: integer("hashtags").notNull().default(0),
    scheduledAt: instant("scheduled_at"),
    publishedAt: instant("published_at"),
    /** Null: not counted yet. */
    likes: integer("likes"),
    comments: integer("comments"),
    shares: integer("shares"),
    capturedAt: instant("captured_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locationId, t.postId] }),
    index("mirrored_posts_published").on(t.companyId, t.locationId, t.publishedAt),
  ],
);

/** Rollup of published posts with insights by day, weekday (1 is Monday) and hour of the location's own clock. */
export const postSlots = pgTable(
  "post_slots",
  {
    locationId: text("location_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    weekday: smallint("weekday").notNull(),
    hour: smallint("hour").notNull(),
    platform: text("platform").notNull(),
    companyId: uuid("company_id").notNull(),
    /** Posts, those of them with known insights, and the engagement of these. */
    posts: integer("posts").notNull(),
    rated: integer("rated").notNull(),
    engagement: integer("engagement").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.locationId, t.day, t.hour, t.platform] }),
    index("post_slots_company").on(t.companyId, t.day),
  ],
);

/** A report that opens without a sign-in, by its link. Only the SHA-256 of the token is stored. */
export const shareLinks = pgTable(
  "share_links",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    tokenHash: text("token_hash").notNull(),
    label: text("label").notNull(),
    /** The report's own address part (filters) and the locations it was shared for: a link never sees more. */
    search: text("search").notNull(),
    locationIds: text("location_ids").array().notNull(),
    passwordHash: text("password_hash"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    views: integer("views").notNull().default(0),
    lastViewedAt: instant("last_viewed_at"),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("share_links_token_hash").on(t.tokenHash),
    index("share_links_company").on(t.companyId, t.createdAt.desc()),
  ],
);

/** A page with its filters, kept under a name: for its owner, or for the whole company. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    ownerId: uuid("owner_id").notNull(),
    ownerName: text("owner_name").notNull(),
    name: text("name").notNull(),
    /** A page of the product with reports: `/overview`, `/snapshots`, `/locations/…`, `/posts`. */
    path: text("path").notNull(),
    search: text("search").notNull(),
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("saved_views_name").on(t.companyId, t.ownerId, t.name)],
);

/** A remark on a day, shown on charts: of one location, or of the whole company. */
export const annotations = pgTable(
  "annotations",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id"),
    day: date("day", { mode: "string" }).notNull(),
    text: text("text").notNull(),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("annotations_company").on(t.companyId, t.day)],
);

/** A target for one metric of one location in one month. */
export const goals = pgTable(
  "goals",
  {
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    /** `YYYY-MM`. */
    month: text("month").notNull(),
    metric: text("metric", { enum: ["reach", "impressions", "engagement", "followers", "posts"] }).notNull(),
    target: bigint("target", { mode: "number" }).notNull(),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.locationId, t.month, t.metric] })],
);

/** Locations put together by the agency for its reports. */
export const locationGroups = pgTable(
  "location_groups",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    name: text("name").notNull(),
    locationIds: text("location_ids").array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("location_groups_name").on(t.companyId, t.name)],
);

/** A token that reads the BI feed and nothing else. Only its SHA-256 is stored. */
export const feedTokens = pgTable(
  "feed_tokens",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    tokenHash: text("token_hash").notNull(),
    allLocations: boolean("all_locations").notNull().default(false),
    locationIds: text("location_ids").array().notNull().default([]),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("feed_tokens_hash").on(t.tokenHash), index("feed_tokens_company").on(t.companyId)],
);

/** A report that goes out by itself, weekly or monthly, on the recipients' clock. */
export const reportSchedules = pgTable(
  "report_schedules",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    name: text("name").notNull(),
    recipients: text("recipients").array().notNull(),
    timezone: text("timezone").notNull(),
    frequency: text("frequency", { enum: ["weekly", "monthly"] }).notNull(),
    /** 1 is Monday; of a weekly one. */
    weekday: integer("weekday"),
    /** 1 to 28; of a monthly one. */
    monthDay: integer("month_day"),
    hour: integer("hour").notNull(),
    /** The report's own address part (filters) and the locations it may show. */
    search: text("search").notNull(),
    locationIds: text("location_ids").array().notNull(),
    delivery: text("delivery", { enum: ["pdf", "link"] }).notNull(),
    nextRunAt: instant("next_run_at").notNull(),
    lastRunAt: instant("last_run_at"),
    lastError: text("last_error"),
    pausedAt: instant("paused_at"),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("report_schedules_due").on(t.nextRunAt), index("report_schedules_company").on(t.companyId)],
);

/** E-mails with reports. Without SMTP settings they stay `held` and can be downloaded as `.eml`. */
export const outboxMessages = pgTable(
  "outbox_messages",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    /** The same occasion is never sent twice: `schedule:<id>:<due>:<recipient>`. */
    occasion: text("occasion").notNull(),
    recipient: text("recipient").notNull(),
    subject: text("subject").notNull(),
    eml: bytea("eml").notNull(),
    status: text("status", { enum: ["queued", "sending", "sent", "held", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    facts: jsonb("facts").notNull().default({}),
    createdAt: createdAt(),
    sentAt: instant("sent_at"),
  },
  (t) => [
    uniqueIndex("outbox_messages_occasion").on(t.companyId, t.occasion),
    index("outbox_messages_company").on(t.companyId, t.createdAt.desc()),
  ],
);
