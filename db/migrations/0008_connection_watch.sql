CREATE TABLE "connection_alerts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "connection_minutes" (
	"connection_id" uuid NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "connection_minutes_connection_id_minute_pk" PRIMARY KEY("connection_id","minute")
);
--> statement-breakpoint
CREATE TABLE "upstream_deliveries" (
	"webhook_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"upstream_company_id" text,
	"location_id" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "previous_ciphertext" text;--> statement-breakpoint
ALTER TABLE "credentials" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection_alerts" ADD CONSTRAINT "connection_alerts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_minutes" ADD CONSTRAINT "connection_minutes_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_alerts_open" ON "connection_alerts" USING btree ("connection_id","kind","opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "connection_minutes_minute" ON "connection_minutes" USING btree ("minute");