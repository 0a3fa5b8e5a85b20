import { z } from "zod";

export const FEED_PREFIX = "2cf_";
export const FEED_FORMATS = ["jsonl", "csv", "parquet"] as const;

const locationIds = z.array(z.string().regex(/^[A-Za-z0-9]{1,40}$/, "This is no location id.")).max(5_000);

export const createFeedTokenInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "Say what reads the feed.")
    .max(80, "The name is longer than 80 characters."),
  allLocations: z.boolean(),
  locationIds: locationIds.default([]),
  /** Null: until it is revoked. */
  expiresInDays: z.number().int().min(1).max(730).nullable(),
});
export type CreateFeedTokenInput = z.input<typeof createFeedTokenInput>;
export type NewFeedToken = z.output<typeof createFeedTokenInput>;

export const feedToken = z.object({
  tokenId: z.string(),
  name: z.string(),
  prefix: z.string(),
  allLocations: z.boolean(),
  locationIds: z.array(z.string()),
  createdByName: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  status: z.enum(["working", "expired", "revoked"]),
});
export type FeedToken = z.output<typeof feedToken>;

export const feedTokensReply = z.object({ tokens: z.array(feedToken), url: z.string() });
/** The secret is told this once: only its hash is stored. */
export const createdFeedToken = z.object({ token: feedToken, secret: z.string(), url: z.string() });

const SINCE = "Give since as a moment such as 2026-03-01T00:00:00Z, or the cursor of your last download.";

export const feedQuery = z.strictObject({
  token: z.string().max(200).optional(),
  since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], { error: SINCE })
    .refine((text) => !Number.isNaN(Date.parse(text)), SINCE)
    .optional(),
  format: z.enum(FEED_FORMATS, { error: `Name a format: ${FEED_FORMATS.join(", ")}.` }).default("jsonl"),
});
export type FeedQuery = z.output<typeof feedQuery>;

/** Names the moment up to which a download is complete: the next one's `since`. */
export const CURSOR_HEADER = "x-feed-cursor";
