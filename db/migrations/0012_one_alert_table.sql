INSERT INTO "alerts" ("id", "company_id", "kind", "connection_id", "message", "opened_at", "dismissed_at", "dismissed_by")
SELECT "id", "company_id", "kind", "connection_id", "message", "opened_at", "dismissed_at", "dismissed_by" FROM "connection_alerts";
--> statement-breakpoint
DROP TABLE "connection_alerts" CASCADE;