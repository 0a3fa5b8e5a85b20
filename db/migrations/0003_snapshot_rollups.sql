DROP INDEX "activity_snapshots_location_day";--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "rated_engagement" bigint;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "rated_reach" bigint;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "likes_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "comments_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "shares_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "posts_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "company_platform_days" ADD COLUMN "rated_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "rated_engagement" bigint;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "rated_reach" bigint;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "likes_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "comments_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "shares_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "posts_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "location_days" ADD COLUMN "rated_accounts" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshot_captures" ADD COLUMN "progress" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshot_captures" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "activity_snapshots_place" ON "activity_snapshots" USING btree ("company_id","location_id","day","account_id");