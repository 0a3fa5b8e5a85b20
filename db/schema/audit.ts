import { bigint, bigserial, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * Append-only (a trigger in the migrations refuses UPDATE, DELETE and TRUNCATE) and chained per company:
 * `hash` covers the row and the hash before it.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    /** Null: an event of the installation itself. */
    companyId: uuid("company_id"),
    at: instant("at").notNull().defaultNow(),
    actorKind: text("actor_kind", { enum: ["person", "job", "api_key", "webhook", "system"] }).notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    /** `domain.verb`, for example `accounts.assigned`. */
    action: text("action").notNull(),
    targetKind: text("target_kind").notNull(),
    targetId: text("target_id"),
    targetName: text("target_name"),
    locationId: text("location_id"),
    before: jsonb("before"),
    after: jsonb("after"),
    address: text("address"),
    requestId: text("request_id"),
    traceId: text("trace_id"),
    previousHash: text("previous_hash"),
    hash: text("hash").notNull(),
  },
  (t) => [
    index("audit_events_company_at").on(t.companyId, t.seq.desc()),
    index("audit_events_action").on(t.companyId, t.action, t.seq.desc()),
  ],
);

/** Where each company's chain ends: without it, events cut off at the end would not be missed. */
export const auditHeads = pgTable("audit_heads", {
  companyId: uuid("company_id").primaryKey(),
  events: bigint("events", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});
