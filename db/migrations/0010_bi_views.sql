-- Read-only views for tools that speak PostgreSQL. Columns are only ever added. Unknown figures are null, never zero;
-- days are days of the location's own timezone.
CREATE VIEW "bi_locations" AS
SELECT c."id" AS "company_key", c."upstream_id" AS "company_id", c."name" AS "company", l."id" AS "location_id",
  l."name" AS "location", l."timezone", l."city", l."country", l."category", l."status"
FROM "locations" l JOIN "companies" c ON c."id" = l."company_id";--> statement-breakpoint
CREATE VIEW "bi_accounts" AS
SELECT a."company_id" AS "company_key", a."location_id", a."id" AS "account_id", a."profile_id", a."name" AS "account",
  a."platform", a."type", a."is_expired", a."expires_at", a."removed_at"
FROM "accounts" a;--> statement-breakpoint
CREATE VIEW "bi_snapshots" AS
SELECT s."id" AS "snapshot_id", s."company_id" AS "company_key", s."location_id", s."account_id", s."platform", s."day",
  s."reach", s."impressions", s."likes", s."comments", s."shares",
  CASE WHEN num_nonnulls(s."likes", s."comments", s."shares") > 0
    THEN coalesce(s."likes", 0) + coalesce(s."comments", 0) + coalesce(s."shares", 0) END AS "engagement",
  s."followers", s."posts", s."source", s."completeness", s."captured_at"
FROM "activity_snapshots" s;--> statement-breakpoint
CREATE VIEW "bi_location_days" AS
SELECT d."company_id" AS "company_key", d."location_id", d."day", d."reach", d."impressions", d."likes", d."comments",
  d."shares", d."posts", d."accounts", d."reach_accounts",
  d."rated_engagement"::float8 / nullif(d."rated_reach", 0) AS "engagement_rate"
FROM "location_days" d WHERE d."accounts" > 0;--> statement-breakpoint
CREATE VIEW "bi_posts" AS
SELECT p."company_id" AS "company_key", p."location_id", p."post_id", p."account_id", p."platform", p."status", p."kind",
  p."media", p."caption", p."tags", p."category_id", p."hashtags", p."has_link" = 1 AS "has_link", p."scheduled_at",
  p."published_at", p."likes", p."comments", p."shares", p."captured_at"
FROM "mirrored_posts" p;
