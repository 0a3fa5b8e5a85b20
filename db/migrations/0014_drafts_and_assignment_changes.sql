CREATE TABLE "import_drafts" (
	"batch_id" uuid PRIMARY KEY NOT NULL,
	"reading" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"saved_by" uuid,
	"saved_by_name" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment_change_items" (
	"change_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"plan" jsonb NOT NULL,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"trace_id" text,
	"settled_at" timestamp with time zone,
	CONSTRAINT "assignment_change_items_change_id_location_id_pk" PRIMARY KEY("change_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "assignment_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"total" integer NOT NULL,
	"requested_by" uuid,
	"requested_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "locations" ADD COLUMN "quiet_hours" text;--> statement-breakpoint
ALTER TABLE "import_drafts" ADD CONSTRAINT "import_drafts_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_change_items" ADD CONSTRAINT "assignment_change_items_change_id_assignment_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."assignment_changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_changes_company" ON "assignment_changes" USING btree ("company_id","created_at" DESC NULLS LAST);