CREATE TABLE "audit_events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"company_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"target_kind" text NOT NULL,
	"target_id" text,
	"target_name" text,
	"location_id" text,
	"before" jsonb,
	"after" jsonb,
	"address" text,
	"request_id" text,
	"trace_id" text,
	"previous_hash" text,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_usage" (
	"connection_id" uuid NOT NULL,
	"location_id" text DEFAULT '' NOT NULL,
	"scope" text NOT NULL,
	"day" date NOT NULL,
	"calls" bigint DEFAULT 0 NOT NULL,
	"refusals" bigint DEFAULT 0 NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connection_usage_connection_id_location_id_scope_day_pk" PRIMARY KEY("connection_id","location_id","scope","day")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"upstream_company_id" text,
	"location_id" text,
	"upstream_user_id" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'working' NOT NULL,
	"status_reason" text,
	"retry_at" timestamp with time zone,
	"rotation_days" integer DEFAULT 90 NOT NULL,
	"rotation_due_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"location_id" text DEFAULT '' NOT NULL,
	"key_id" text NOT NULL,
	"wrapped_data_key" text NOT NULL,
	"access_ciphertext" text NOT NULL,
	"refresh_ciphertext" text,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"access_expires_at" timestamp with time zone,
	"refresh_expires_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"refresh_started_at" timestamp with time zone,
	"refreshed_at" timestamp with time zone,
	"status" text DEFAULT 'working' NOT NULL,
	"status_reason" text,
	"retry_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oauth_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"scopes" text[] NOT NULL,
	"connection_id" uuid,
	"return_to" text DEFAULT '/connections' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_windows" (
	"resource" text PRIMARY KEY NOT NULL,
	"calls" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"day" date NOT NULL,
	"day_calls" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"file_name" text NOT NULL,
	"file_size" integer NOT NULL,
	"file_hash" text,
	"format" text NOT NULL,
	"timezone" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"approved_version" integer,
	"status" text DEFAULT 'receiving' NOT NULL,
	"status_reason" text,
	"reading" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"account_ids" text[] DEFAULT '{}' NOT NULL,
	"row_count" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"scheduled_by" text,
	"scheduled_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_csvs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"number" integer NOT NULL,
	"row_count" integer NOT NULL,
	"account_ids" text[] NOT NULL,
	"first_local" text,
	"last_local" text,
	"file_name" text NOT NULL,
	"file_path" text,
	"upstream_csv_id" text,
	"step" text DEFAULT 'planned' NOT NULL,
	"intent" text,
	"intent_at" timestamp with time zone,
	"intent_attempt" integer DEFAULT 0 NOT NULL,
	"needs_person" boolean DEFAULT false NOT NULL,
	"evidence" jsonb,
	"status_reason" text,
	"step_times" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"csv_number" integer,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_parts" (
	"batch_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "import_parts_batch_id_part_pk" PRIMARY KEY("batch_id","part")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"batch_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"scheduled_local" text,
	"account_ids" text[] DEFAULT '{}' NOT NULL,
	"issues" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"has_error" boolean DEFAULT false NOT NULL,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"reason" text,
	"csv_id" uuid,
	"position" integer,
	"post_ids" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "import_rows_batch_id_row_pk" PRIMARY KEY("batch_id","row")
);
--> statement-breakpoint
CREATE TABLE "post_deletions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"batch_id" uuid,
	"total" integer NOT NULL,
	"deleted" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"calls" jsonb NOT NULL,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "account_assignments" (
	"location_id" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"account_ids" text[] NOT NULL,
	"outcome" text NOT NULL,
	"outcome_detail" text,
	"unknown_ids" text[] DEFAULT '{}' NOT NULL,
	"trace_id" text,
	"assigned_by" uuid,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"verified_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "account_groups" (
	"location_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"account_ids" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "account_groups_location_id_id_pk" PRIMARY KEY("location_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"profile_id" text,
	"oauth_id" text,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"type" text,
	"avatar" text,
	"expires_at" timestamp with time zone,
	"is_expired" boolean DEFAULT false NOT NULL,
	"meta" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"synced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"id" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"timezone" text NOT NULL,
	"city" text,
	"country" text,
	"category" text,
	"email" text,
	"status" text DEFAULT 'active' NOT NULL,
	"accounts_synced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"upstream_id" text,
	"timezone" text DEFAULT 'Europe/London' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "first_run_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "location_grants" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "location_grants_user_id_location_id_pk" PRIMARY KEY("user_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"all_locations" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_company_id_user_id_pk" PRIMARY KEY("company_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"idle_expires_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"stepped_up_at" timestamp with time zone,
	"second_factor_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"timezone" text,
	"disabled_at" timestamp with time zone,
	"failed_sign_ins" jsonb DEFAULT '{"count":0}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_snapshots" (
	"account_id" text NOT NULL,
	"day" date NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"platform" text NOT NULL,
	"reach" bigint,
	"impressions" bigint,
	"likes" bigint,
	"comments" bigint,
	"shares" bigint,
	"followers" bigint,
	"posts" bigint,
	"source" text NOT NULL,
	"completeness" text NOT NULL,
	"captured_at" timestamp with time zone NOT NULL,
	"capture_id" uuid,
	CONSTRAINT "activity_snapshots_account_id_day_pk" PRIMARY KEY("account_id","day")
);
--> statement-breakpoint
CREATE TABLE "company_platform_days" (
	"company_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"day" date NOT NULL,
	"reach" bigint,
	"impressions" bigint,
	"likes" bigint,
	"comments" bigint,
	"shares" bigint,
	"followers" bigint,
	"posts" bigint,
	"accounts" integer NOT NULL,
	"reach_accounts" integer NOT NULL,
	"impressions_accounts" integer NOT NULL,
	"followers_accounts" integer NOT NULL,
	CONSTRAINT "company_platform_days_company_id_platform_day_pk" PRIMARY KEY("company_id","platform","day")
);
--> statement-breakpoint
CREATE TABLE "location_days" (
	"location_id" text NOT NULL,
	"day" date NOT NULL,
	"company_id" uuid NOT NULL,
	"reach" bigint,
	"impressions" bigint,
	"likes" bigint,
	"comments" bigint,
	"shares" bigint,
	"followers" bigint,
	"posts" bigint,
	"accounts" integer NOT NULL,
	"reach_accounts" integer NOT NULL,
	"impressions_accounts" integer NOT NULL,
	"followers_accounts" integer NOT NULL,
	CONSTRAINT "location_days_location_id_day_pk" PRIMARY KEY("location_id","day")
);
--> statement-breakpoint
CREATE TABLE "snapshot_captures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"location_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"accounts_total" integer DEFAULT 0 NOT NULL,
	"accounts_complete" integer DEFAULT 0 NOT NULL,
	"error" text,
	"requested_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"heartbeat_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "installation_facts" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"pid" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "connection_usage" ADD CONSTRAINT "connection_usage_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_csvs" ADD CONSTRAINT "import_csvs_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_events" ADD CONSTRAINT "import_events_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_parts" ADD CONSTRAINT "import_parts_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_assignments" ADD CONSTRAINT "account_assignments_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_assignments" ADD CONSTRAINT "account_assignments_assigned_by_users_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_groups" ADD CONSTRAINT "account_groups_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "location_grants" ADD CONSTRAINT "location_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_company_at" ON "audit_events" USING btree ("company_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("company_id","action","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "connections_company" ON "connections" USING btree ("company_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_connection_location" ON "credentials" USING btree ("connection_id","location_id");--> statement-breakpoint
CREATE INDEX "import_batches_company" ON "import_batches" USING btree ("company_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "import_batches_location" ON "import_batches" USING btree ("location_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "import_csvs_number" ON "import_csvs" USING btree ("batch_id","number");--> statement-breakpoint
CREATE INDEX "import_csvs_upstream" ON "import_csvs" USING btree ("upstream_csv_id");--> statement-breakpoint
CREATE INDEX "import_events_batch" ON "import_events" USING btree ("batch_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "import_rows_csv" ON "import_rows" USING btree ("csv_id","position");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("batch_id","outcome");--> statement-breakpoint
CREATE INDEX "post_deletions_company" ON "post_deletions" USING btree ("company_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "accounts_location" ON "accounts" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "accounts_company" ON "accounts" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "locations_company" ON "locations" USING btree ("company_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "companies_upstream_id" ON "companies" USING btree ("upstream_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_user" ON "memberships" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "activity_snapshots_id" ON "activity_snapshots" USING btree ("id");--> statement-breakpoint
CREATE INDEX "activity_snapshots_location_day" ON "activity_snapshots" USING btree ("location_id","day");--> statement-breakpoint
CREATE INDEX "location_days_company" ON "location_days" USING btree ("company_id","day");--> statement-breakpoint
CREATE INDEX "snapshot_captures_location" ON "snapshot_captures" USING btree ("location_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "snapshot_captures_company" ON "snapshot_captures" USING btree ("company_id","created_at" DESC NULLS LAST);