/** The social networks that accounts of a location can belong to. */
export const PLATFORMS = [
  "google",
  "facebook",
  "instagram",
  "linkedin",
  "twitter",
  "tiktok",
  "tiktok-business",
  "youtube",
  "pinterest",
  "threads",
  "community",
] as const;
export type Platform = (typeof PLATFORMS)[number];

export const PLATFORM_LABELS: Record<Platform, string> = {
  google: "Google Business Profile",
  facebook: "Facebook",
  instagram: "Instagram",
  linkedin: "LinkedIn",
  twitter: "X (Twitter)",
  tiktok: "TikTok",
  "tiktok-business": "TikTok Business",
  youtube: "YouTube",
  pinterest: "Pinterest",
  threads: "Threads",
  community: "Community",
};

/** Whether a word the upstream sent names a platform that this product knows. */
export function isPlatform(word: unknown): word is Platform {
  return PLATFORMS.some((platform) => platform === word);
}

/** Names where room is scarce, and in a sentence beside a row. */
const SHORT_LABELS: Partial<Record<Platform, string>> = { google: "Google", twitter: "X" };

/** A platform's name; one the product does not know yet is shown as the upstream writes it. */
export function platformLabel(platform: string): string {
  if (isPlatform(platform)) return PLATFORM_LABELS[platform];
  return platform === "bluesky" ? "Bluesky" : platform;
}

/** The short name: "Google" for Google Business Profile, "X" for X (Twitter). */
export function platformShortLabel(platform: string): string {
  return (isPlatform(platform) ? SHORT_LABELS[platform] : undefined) ?? platformLabel(platform);
}

/** Platforms whose connect pop-up (`/oauth/:platform/start`) the upstream documents. */
export const OAUTH_PLATFORMS = [
  "google",
  "facebook",
  "instagram",
  "linkedin",
  "tiktok",
  "tiktok-business",
  "youtube",
  "pinterest",
  "threads",
  "bluesky",
] as const;
export type OauthPlatform = (typeof OAUTH_PLATFORMS)[number];

/** Platforms that an account can be attached for: the connect pop-up's without `tiktok-business`. */
export const ATTACH_PLATFORMS = [
  "google",
  "facebook",
  "instagram",
  "linkedin",
  "tiktok",
  "youtube",
  "pinterest",
  "threads",
  "bluesky",
] as const;

/** Platforms that `POST /social-media-posting/statistics` can filter by. */
export const STATISTICS_PLATFORMS = [
  "facebook",
  "instagram",
  "linkedin",
  "google",
  "pinterest",
  "youtube",
  "tiktok",
] as const;
export type StatisticsPlatform = (typeof STATISTICS_PLATFORMS)[number];

export const COMMENT_PLATFORMS = [
  "facebook",
  "instagram",
  "linkedin",
  "community",
  "tiktok",
  "bluesky",
  "youtube",
  "threads",
] as const;

export const LIKE_PLATFORMS = ["facebook", "linkedin", "community", "tiktok", "bluesky"] as const;

/** States of one csv upstream: pending → in_progress → in_review → importing → completed, or failed, deleted. */
export const CSV_STATUSES = [
  "pending",
  "in_progress",
  "in_review",
  "importing",
  "completed",
  "failed",
  "deleted",
] as const;
export type CsvStatus = (typeof CSV_STATUSES)[number];

/** States of one row of a csv upstream. */
export const CSV_POST_STATUSES = ["pending", "accepted", "rejected", "deleted"] as const;
export type CsvPostStatus = (typeof CSV_POST_STATUSES)[number];

export const CSV_FILE_TYPES = ["basic", "advance"] as const;
export type CsvFileType = (typeof CSV_FILE_TYPES)[number];

/** The most posts one csv upstream can hold. */
export const MAX_POSTS_PER_CSV = 90;
/** The most posts one bulk-delete call can name. */
export const MAX_POSTS_PER_BULK_DELETE = 50;
/** The most accounts one statistics call can name. */
export const MAX_PROFILES_PER_STATISTICS = 100;

export const POST_STATUSES = [
  "draft",
  "scheduled",
  "in_review",
  "published",
  "in_progress",
  "pending",
  "failed",
  "notification_sent",
  "deleted",
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** What `POST …/posts/list` can be asked for. */
export const POST_LIST_TYPES = [
  "recent",
  "all",
  "scheduled",
  "draft",
  "failed",
  "in_review",
  "published",
  "in_progress",
  "pending",
  "deleted",
] as const;
export type PostListType = (typeof POST_LIST_TYPES)[number];

export const POST_TYPES = ["post", "story", "reel"] as const;
export type PostType = (typeof POST_TYPES)[number];

export const POST_SOURCES = ["composer", "csv", "recurring", "review", "rss"] as const;
export type PostSource = (typeof POST_SOURCES)[number];

export const MEDIA_TYPES = [
  "image/jpeg",
  "image/jpg",
  "image/png",
  "image/gif",
  "video/mp4",
  "video/mov",
  "video/webm",
] as const;

/** Why the upstream refused a whole CSV file. */
export const CSV_REFUSAL_CODES = [
  "CSV_EMPTY_FILE",
  "CSV_INVALID_FORMAT",
  "CSV_HEADERS_NOT_MATCHING",
  "CSV_MISSING_HEADERS",
  "CSV_MISSING_REQUIRED_ROWS",
  "CSV_UNSUPPORTED_EXTENSION",
  "CSV_NO_VALID_POST",
  "CSV_PROCESSING_ERROR",
] as const;
export type CsvRefusalCode = (typeof CSV_REFUSAL_CODES)[number];

export const CSV_REFUSAL_LABELS: Record<CsvRefusalCode, string> = {
  CSV_EMPTY_FILE: "The file is empty. Add at least one row with a post.",
  CSV_INVALID_FORMAT: "The file could not be read as CSV. Save it again as CSV (UTF-8) and try once more.",
  CSV_HEADERS_NOT_MATCHING: "The header differs from the template. Start from the template's header row.",
  CSV_MISSING_HEADERS: "Some columns of the template are missing. Add them and try again.",
  CSV_MISSING_REQUIRED_ROWS: "The header is there but no rows follow it. Add at least one post.",
  CSV_UNSUPPORTED_EXTENSION: "Only .csv and .xlsx files are accepted.",
  CSV_NO_VALID_POST: "No row of the file holds a post that can be scheduled.",
  CSV_PROCESSING_ERROR: "The upstream could not process the file. Try again in a few minutes.",
};

/** Company, location and user ids: 20 letters and digits. */
export const ACCOUNT_HOLDER_ID = /^[A-Za-z0-9]{20}$/;
/** Post, csv, tag, category and profile ids: 24 hexadecimal digits. */
export const OBJECT_ID = /^[0-9a-f]{24}$/i;
/** Account ids: `{oauthId}_{locationId}_{originId}`. */
export const ACCOUNT_ID = /^[A-Za-z0-9-]+_[A-Za-z0-9]{20}_[^\s,/?#]+$/;
/** What an id may hold anywhere in a path or query: some published examples are longer or shorter than the rule. */
export const SAFE_ID = /^[A-Za-z0-9_-]{1,128}$/;
/** An account id in a path: it ends with the network's own id, which may hold colons and dots. */
export const SAFE_ACCOUNT_ID = /^(?!\.{1,2}$)[^\s,/?#\\]{1,256}$/;

/** Error messages of the upstream that call for different cures, word for word. */
export const UPSTREAM_MESSAGES = {
  scopeMissing: "The token is not authorized for this scope.",
  refreshTokenUsed: "Invalid grant: refresh token is invalid",
  locationNotActive: "Location is not active",
  invalidAccessToken: "Invalid token: access token is invalid",
  unknownAccount: "Invalid account id in accountIds list",
} as const;
