CREATE TABLE "mirrored_posts" (
	"location_id" text NOT NULL,
	"post_id" text NOT NULL,
	"company_id" uuid NOT NULL,
	"account_id" text,
	"platform" text NOT NULL,
	"status" text NOT NULL,
	"kind" text NOT NULL,
	"source" text,
	"caption" text DEFAULT '' NOT NULL,
	"media" text NOT NULL,
	"thumbnail" text,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"category_id" text,
	"has_link" integer DEFAULT 0 NOT NULL,
	"hashtags" integer DEFAULT 0 NOT NULL,
	"scheduled_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"likes" integer,
	"comments" integer,
	"shares" integer,
	"captured_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mirrored_posts_location_id_post_id_pk" PRIMARY KEY("location_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "post_slots" (
	"location_id" text NOT NULL,
	"day" date NOT NULL,
	"weekday" smallint NOT NULL,
	"hour" smallint NOT NULL,
	"platform" text NOT NULL,
	"company_id" uuid NOT NULL,
	"posts" integer NOT NULL,
	"rated" integer NOT NULL,
	"engagement" integer NOT NULL,
	CONSTRAINT "post_slots_location_id_day_hour_platform_pk" PRIMARY KEY("location_id","day","hour","platform")
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"label" text NOT NULL,
	"search" text NOT NULL,
	"location_ids" text[] NOT NULL,
	"password_hash" text,
	"failed_passwords" jsonb DEFAULT '{"count":0}'::jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"views" integer DEFAULT 0 NOT NULL,
	"last_viewed_at" timestamp with time zone,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mirrored_posts_published" ON "mirrored_posts" USING btree ("company_id","location_id","published_at");--> statement-breakpoint
CREATE INDEX "post_slots_company" ON "post_slots" USING btree ("company_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_token_hash" ON "share_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "share_links_company" ON "share_links" USING btree ("company_id","created_at" DESC NULLS LAST);