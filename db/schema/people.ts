import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";

/** The agency using the product: the tenant. `upstreamId` is the upstream's company id, known once it is connected. */
export const companies = pgTable(
  "companies",
  {
    id: id(),
    name: text("name").notNull(),
    upstreamId: text("upstream_id"),
    timezone: text("timezone").notNull().default("Europe/London"),
    /** Settings an admin changes in the product (session lengths, quiet hours…), parsed by their domain. */
    settings: jsonb("settings").notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("companies_upstream_id").on(t.upstreamId)],
);

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** argon2id; null for people who only sign in through an identity provider. */
    passwordHash: text("password_hash"),
    timezone: text("timezone"),
    disabledAt: instant("disabled_at"),
    failedSignIns: jsonb("failed_sign_ins").notNull().default({ count: 0 }),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);

export const memberships = pgTable(
  "memberships",
  {
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["admin", "marketer", "viewer"] }).notNull(),
    /** True: every location, those to come too. Admins always see all. False: only `location_grants`. */
    allLocations: boolean("all_locations").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.userId] }), uniqueIndex("memberships_user").on(t.userId)],
);

/** No foreign key to locations: a grant may be given before the location was read from the upstream. */
export const locationGrants = pgTable(
  "location_grants",
  {
    companyId: uuid("company_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    locationId: text("location_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.locationId] })],
);

/** One signed-in device. The cookie carries a random id; only its SHA-256 is stored. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    tokenHash: text("token_hash").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    companyId: uuid("company_id").notNull(),
    userAgent: text("user_agent"),
    address: text("address"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    idleExpiresAt: instant("idle_expires_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Set when a second factor or password was given again; sensitive actions need it fresh. */
    steppedUpAt: instant("stepped_up_at"),
    secondFactorAt: instant("second_factor_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("sessions_token_hash").on(t.tokenHash), index("sessions_user").on(t.userId)],
);

/** The one-time code that opens the first-run page (first admin of a real installation). */
export const firstRunCodes = pgTable("first_run_codes", {
  codeHash: text("code_hash").primaryKey(),
  createdAt: createdAt(),
  usedAt: instant("used_at"),
});
