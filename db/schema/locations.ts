import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, id, instant } from "./columns";
import { companies, users } from "./people";

/** A client of the agency, as the upstream names it; `id` is the upstream's locationId. */
export const locations = pgTable(
  "locations",
  {
    id: text("id").primaryKey(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    timezone: text("timezone").notNull(),
    city: text("city"),
    country: text("country"),
    category: text("category"),
    email: text("email"),
    /** `inactive`: the upstream answers "Location is not active". */
    status: text("status", { enum: ["active", "inactive", "removed"] })
      .notNull()
      .default("active"),
    /** When imports put no posts, `HH:mm-HH:mm`; `none`: at no time; null: as the company's setting says. */
    quietHours: text("quiet_hours"),
    accountsSyncedAt: instant("accounts_synced_at"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("locations_company").on(t.companyId, t.name)],
);

/** A connected social account, mirrored from GET …/accounts; `id` is `{oauthId}_{locationId}_{originId}`. */
export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id")
      .notNull()
      .references(() => locations.id, { onDelete: "cascade" }),
    /** 24 hex; statistics asks for this one. */
    profileId: text("profile_id"),
    oauthId: text("oauth_id"),
    name: text("name").notNull(),
    platform: text("platform").notNull(),
    type: text("type"),
    avatar: text("avatar"),
    expiresAt: instant("expires_at"),
    isExpired: boolean("is_expired").notNull().default(false),
    meta: jsonb("meta"),
    firstSeenAt: createdAt(),
    syncedAt: instant("synced_at").notNull().defaultNow(),
    /** Set when the upstream no longer lists it. Its history stays. */
    removedAt: instant("removed_at"),
  },
  (t) => [index("accounts_location").on(t.locationId), index("accounts_company").on(t.companyId)],
);

export const accountGroups = pgTable(
  "account_groups",
  {
    locationId: text("location_id")
      .notNull()
      .references(() => locations.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    name: text("name").notNull(),
    accountIds: text("account_ids").array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.locationId, t.id] })],
);

/** The accounts a location's posts go to (set-accounts). One row a location; what the upstream said is kept with it. */
export const accountAssignments = pgTable("account_assignments", {
  locationId: text("location_id")
    .primaryKey()
    .references(() => locations.id, { onDelete: "cascade" }),
  companyId: uuid("company_id").notNull(),
  accountIds: text("account_ids").array().notNull(),
  /** `accepted`: the upstream took it. `stored`: it wants a file first, so it goes along with the next csv. */
  outcome: text("outcome", { enum: ["saving", "accepted", "stored", "refused", "unknown"] }).notNull(),
  outcomeDetail: text("outcome_detail"),
  unknownIds: text("unknown_ids").array().notNull().default([]),
  traceId: text("trace_id"),
  assignedBy: uuid("assigned_by").references(() => users.id, { onDelete: "set null" }),
  assignedAt: instant("assigned_at").notNull().defaultNow(),
  verifiedAt: instant("verified_at"),
});

/** A sheet of assignments being applied, location by location. Every location has its own result. */
export const assignmentChanges = pgTable(
  "assignment_changes",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    fileName: text("file_name").notNull(),
    total: integer("total").notNull(),
    requestedBy: uuid("requested_by"),
    requestedByName: text("requested_by_name").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("assignment_changes_company").on(t.companyId, t.createdAt.desc())],
);

export const assignmentChangeItems = pgTable(
  "assignment_change_items",
  {
    changeId: uuid("change_id")
      .notNull()
      .references(() => assignmentChanges.id, { onDelete: "cascade" }),
    locationId: text("location_id").notNull(),
    /** `assignmentPlan` of `lib/accounts/assignment-sheet-schema.ts`, as it was shown. */
    plan: jsonb("plan").notNull(),
    outcome: text("outcome", { enum: ["waiting", "assigned", "stored", "refused", "failed", "skipped"] })
      .notNull()
      .default("waiting"),
    reason: text("reason"),
    traceId: text("trace_id"),
    settledAt: instant("settled_at"),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.locationId] })],
);
