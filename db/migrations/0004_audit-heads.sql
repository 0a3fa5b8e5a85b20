CREATE TABLE "audit_heads" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"events" bigint NOT NULL,
	"hash" text NOT NULL
);
