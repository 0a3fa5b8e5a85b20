import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { companies, users } from "./people";

/** One grant of the upstream to us: an agency install, a location install, or a pasted API key. */
export const connections = pgTable(
  "connections",
  {
    id: id(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["agency_oauth", "location_oauth", "api_key"] }).notNull(),
    label: text("label").notNull(),
    upstreamCompanyId: text("upstream_company_id"),
    /** Set when the connection serves one location only. */
    locationId: text("location_id"),
    /** The upstream's user id behind the grant: csv operations ask for it. */
    upstreamUserId: text("upstream_user_id"),
    scopes: text("scopes").array().notNull().default([]),
    status: text("status", { enum: ["working", "needs_reauth", "paused", "removed"] })
      .notNull()
      .default("working"),
    /** What happened, in words, with the next step; shown as it is. Never a secret. */
    statusReason: text("status_reason"),
    retryAt: instant("retry_at"),
    rotationDays: integer("rotation_days").notNull().default(90),
    rotationDueAt: instant("rotation_due_at"),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("connections_company").on(t.companyId, t.status)],
);

/**
 * The vault. `accessCiphertext` and `refreshCiphertext` are `v1:kid:nonce:ciphertext`, sealed with a data key of this
 * row, itself wrapped by the key `keyId`. An agency connection has one row with locationId null, and one per location
 * token minted from it.
 */
export const credentials = pgTable(
  "credentials",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    /** `""` for the connection's own token, else the location the token was minted for. */
    locationId: text("location_id").notNull().default(""),
    keyId: text("key_id").notNull(),
    wrappedDataKey: text("wrapped_data_key").notNull(),
    accessCiphertext: text("access_ciphertext").notNull(),
    refreshCiphertext: text("refresh_ciphertext"),
    /** The API key before this one, usable until `previousUntil`, then destroyed. */
    previousCiphertext: text("previous_ciphertext"),
    previousUntil: instant("previous_until"),
    scopes: text("scopes").array().notNull().default([]),
    /** Null: does not expire (API keys). */
    accessExpiresAt: instant("access_expires_at"),
    refreshExpiresAt: instant("refresh_expires_at"),
    /** Counts up with every change: a reader that waited for a refresh knows it has happened. */
    version: integer("version").notNull().default(1),
    /** Set before a refresh call, cleared with its save: found set later, the answer was lost. */
    refreshStartedAt: instant("refresh_started_at"),
    refreshedAt: instant("refreshed_at"),
    status: text("status", { enum: ["working", "needs_reauth", "paused"] })
      .notNull()
      .default("working"),
    statusReason: text("status_reason"),
    retryAt: instant("retry_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("credentials_connection_location").on(t.connectionId, t.locationId)],
);

/** OAuth round trips under way; `stateHash` is the SHA-256 of the state parameter, bound to session and browser. */
export const oauthStates = pgTable("oauth_states", {
  stateHash: text("state_hash").primaryKey(),
  companyId: uuid("company_id").notNull(),
  userId: uuid("user_id").notNull(),
  sessionId: uuid("session_id").notNull(),
  scopes: text("scopes").array().notNull(),
  /** Set when an existing connection is to be reconnected. */
  connectionId: uuid("connection_id"),
  returnTo: text("return_to").notNull().default("/connections"),
  createdAt: createdAt(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
});

/** Calls per connection, location, scope and UTC day: shown beside the quota, and which scopes are really used. */
export const connectionUsage = pgTable(
  "connection_usage",
  {
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    locationId: text("location_id").notNull().default(""),
    scope: text("scope").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    calls: bigint("calls", { mode: "number" }).notNull().default(0),
    refusals: bigint("refusals", { mode: "number" }).notNull().default(0),
    lastAt: instant("last_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.locationId, t.scope, t.day] })],
);

/** Sliding window of calls per upstream resource (company or location), shared by every process. */
export const rateWindows = pgTable("rate_windows", {
  resource: text("resource").primaryKey(),
  /** When the calls of the last interval were let through, oldest first. */
  calls: instant("calls").array().notNull().default([]),
  day: date("day", { mode: "string" }).notNull(),
  dayCalls: integer("day_calls").notNull().default(0),
  /** After a 429: nobody calls before this moment. */
  blockedUntil: instant("blocked_until"),
});

/** Calls of each connection by the minute: its own habit is what an unusual volume is measured against. */
export const connectionMinutes = pgTable(
  "connection_minutes",
  {
    connectionId: uuid("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    minute: instant("minute").notNull(),
    calls: integer("calls").notNull().default(0),
    refusals: integer("refusals").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.minute] }),
    index("connection_minutes_minute").on(t.minute),
  ],
);

/** Deliveries of the upstream, each id once. */
export const upstreamDeliveries = pgTable("upstream_deliveries", {
  webhookId: text("webhook_id").primaryKey(),
  type: text("type").notNull(),
  upstreamCompanyId: text("upstream_company_id"),
  locationId: text("location_id"),
  receivedAt: instant("received_at").notNull().defaultNow(),
  /** What came of it, in words. */
  outcome: text("outcome"),
});
