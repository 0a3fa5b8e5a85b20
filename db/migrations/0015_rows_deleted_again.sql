ALTER TABLE "post_deletions" ADD COLUMN "requested_by_name" text;--> statement-breakpoint
CREATE INDEX "post_deletions_batch" ON "post_deletions" USING btree ("batch_id","created_at" DESC NULLS LAST);--> statement-breakpoint
UPDATE "post_deletions" SET "requested_by_name" = "users"."name" FROM "users" WHERE "users"."id" = "post_deletions"."requested_by";--> statement-breakpoint
UPDATE "import_rows" SET "outcome" = 'deleted' WHERE "outcome" = 'skipped' AND "reason" = 'Scheduled, then deleted again.';
