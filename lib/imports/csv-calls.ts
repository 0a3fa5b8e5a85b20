/**
 * The calls that take one csv from rows to posts, in order. A look that comes too early is a call more; the list tells of
 * several csvs at once, which saves some.
 */
export const CALLS_OF_A_CSV = [
  "upload-csv",
  "set-accounts",
  "get-upload-status",
  "start-csv-finalize",
  "get-csv-post",
  "get-posts",
] as const;

/** Requests of a location that the Social Media API answers in so many milliseconds. */
export const LOCATION_QUOTA = { calls: 100, windowMs: 10_000 };

/** Csvs a minute that a location's quota has room for. */
export const CSVS_A_MINUTE = Math.floor(
  ((LOCATION_QUOTA.calls / LOCATION_QUOTA.windowMs) * 60_000) / CALLS_OF_A_CSV.length,
);
