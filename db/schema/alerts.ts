import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { connections } from "./connections";
import { apiKeys, users } from "./people";

/** Unusual use of a connection, an API key or an account: open until an admin dismisses it. One subject an alert. */
export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    kind: text("kind", {
      enum: [
        "call_volume",
        "refusals",
        "rotation_due",
        "new_device",
        "new_country",
        "failed_factors",
        "bulk_export",
        "key_new_address",
      ],
    }).notNull(),
    connectionId: uuid("connection_id").references(() => connections.id, { onDelete: "cascade" }),
    userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
    apiKeyId: uuid("api_key_id").references(() => apiKeys.id, { onDelete: "cascade" }),
    /** One sentence: what happened, with the number beside the subject's own habit. */
    message: text("message").notNull(),
    /** What the product did about it by itself, in words; null: nothing. */
    reaction: text("reaction"),
    openedAt: instant("opened_at").notNull().defaultNow(),
    dismissedAt: instant("dismissed_at"),
    dismissedBy: uuid("dismissed_by"),
  },
  (t) => [
    index("alerts_company_open").on(t.companyId, t.openedAt.desc()),
    index("alerts_connection").on(t.connectionId, t.kind, t.openedAt.desc()),
  ],
);

/** Devices, countries and addresses a person or an API key was seen from: the habit a new one is measured against. */
export const knownPlaces = pgTable(
  "known_places",
  {
    /** A user's or an API key's id. */
    subjectId: uuid("subject_id").notNull(),
    kind: text("kind", { enum: ["device", "country", "address"] }).notNull(),
    /** SHA-256 of a device's cookie or browser, a country code, or a network address. */
    value: text("value").notNull(),
    companyId: uuid("company_id").notNull(),
    firstSeenAt: instant("first_seen_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.kind, t.value] })],
);

/** Refusals, failed factors, exports and exported rows by the minute, per person or API key. */
export const refusalMinutes = pgTable(
  "refusal_minutes",
  {
    subjectId: uuid("subject_id").notNull(),
    kind: text("kind", { enum: ["refusal", "failed_factor", "export", "exported_row"] }).notNull(),
    minute: instant("minute").notNull(),
    companyId: uuid("company_id").notNull(),
    count: integer("count").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.kind, t.minute] })],
);
