import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "./columns";

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

/** The picture of an agency on shared reports, PDFs and e-mails. */
export const companyLogos = pgTable("company_logos", {
  companyId: uuid("company_id")
    .primaryKey()
    .references(() => companies.id, { onDelete: "cascade" }),
  contentType: text("content_type", { enum: ["image/png", "image/jpeg"] }).notNull(),
  bytes: bytea("bytes").notNull(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const users = pgTable(
  "users",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** argon2id; null for people who only sign in through an identity provider. */
    passwordHash: text("password_hash"),
    /** `issuer|subject` of the identity provider, once the person has signed in through it. */
    externalId: text("external_id"),
    timezone: text("timezone"),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("users_email").on(sql`lower(${t.email})`),
    uniqueIndex("users_external_id").on(t.externalId),
  ],
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
    /** Two letters, from the header the proxy in front is trusted to set. */
    country: text("country"),
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

/**
 * Sign-in attempts, counted before the password is looked at. `key` is the SHA-256 of address and account (or of the
 * account alone), so an unknown account is counted like a known one.
 */
export const signInAttempts = pgTable("sign_in_attempts", {
  key: text("key").primaryKey(),
  count: integer("count").notNull().default(1),
  /** Whether the last attempt met a lock and was turned away unseen. */
  refused: boolean("refused").notNull().default(false),
  lockedUntil: instant("locked_until"),
  lastAt: instant("last_at").notNull().defaultNow(),
});

/** Single-use links that let a person set their password: an invitation, or a reset an admin made. */
export const passwordLinks = pgTable(
  "password_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    purpose: text("purpose", { enum: ["invitation", "reset"] }).notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("password_links_user").on(t.userId)],
);

/** An authenticator app. The secret is sealed with a vault key; `lastStep` is the newest time step already spent. */
export const totpFactors = pgTable("totp_factors", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  secretCiphertext: text("secret_ciphertext").notNull(),
  /** Null until a first code proved that the app holds the secret. */
  confirmedAt: instant("confirmed_at"),
  lastStep: bigint("last_step", { mode: "number" }),
  createdAt: createdAt(),
});

export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const passkeys = pgTable(
  "passkeys",
  {
    /** The credential id as the authenticator names it, base64url. */
    credentialId: text("credential_id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    publicKey: text("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default([]),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [index("passkeys_user").on(t.userId)],
);

/** Questions put to an authenticator; each is answered once, within minutes. */
export const passkeyChallenges = pgTable("passkey_challenges", {
  challengeHash: text("challenge_hash").primaryKey(),
  purpose: text("purpose", { enum: ["register", "sign_in", "step_up"] }).notNull(),
  /** The session that asked, for `register` and `step_up`. */
  sessionId: uuid("session_id"),
  /** Null at sign-in: nobody is known yet. */
  userId: uuid("user_id").references(() => users.id, { onDelete: "cascade" }),
  expiresAt: instant("expires_at").notNull(),
});

/** Keys of scripts. Only the SHA-256 is stored; `prefix` is what people recognise a key by. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    companyId: uuid("company_id")
      .notNull()
      .references(() => companies.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull(),
    /** `domain.read` or `domain.write`. */
    scopes: text("scopes").array().notNull(),
    allLocations: boolean("all_locations").notNull().default(false),
    locationIds: text("location_ids").array().notNull().default([]),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    lastUsedAddress: text("last_used_address"),
    revokedAt: instant("revoked_at"),
    /** The key this one takes over from; that one's `expiresAt` is the end of the overlap. */
    replacesId: uuid("replaces_id"),
    /** Refused until an admin resumes it; `pausedReason` says why in words. */
    pausedAt: instant("paused_at"),
    pausedReason: text("paused_reason"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.keyHash), index("api_keys_company").on(t.companyId)],
);
