import {
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

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
