import { z } from "zod";
import { isScope, type Scope } from "@/lib/upstream/contract/scopes";

export const CONNECTION_KINDS = ["agency_oauth", "location_oauth", "api_key"] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];
export const CONNECTION_STATUSES = ["working", "needs_reauth", "paused", "removed"] as const;

/** What the product's features need today, and nothing more: the scopes that "Connect agency" asks for. */
export const FEATURE_SCOPES = [
  "oauth.readonly",
  "oauth.write",
  "locations.readonly",
  "users.readonly",
  "snapshots.readonly",
  "socialplanner/account.readonly",
  "socialplanner/statistics.readonly",
  "socialplanner/post.readonly",
  "socialplanner/post.write",
  "socialplanner/csv.readonly",
  "socialplanner/csv.write",
  "socialplanner/tag.readonly",
  "socialplanner/category.readonly",
] as const satisfies readonly Scope[];

const scope = z.string().refine(isScope, { error: "The product knows no such permission." });

export const authorizeInput = z.strictObject({
  /** Permissions to ask for besides those the product needs, or the whole set when `only` is true. */
  scopes: z.array(scope).max(40).default([]),
  /** Ask for exactly `scopes`: "reconnect without the unused ones". */
  only: z.boolean().default(false),
  /** The connection to renew; left out: the agency's. */
  connectionId: z.uuid().optional(),
});
export type AuthorizeInput = z.output<typeof authorizeInput>;
export const authorizeReply = z.object({ url: z.url() });

export const callbackQuery = z.object({
  code: z.string().max(4_000).optional(),
  state: z.string().max(400).optional(),
  error: z.string().max(400).optional(),
});
export type CallbackQuery = z.output<typeof callbackQuery>;

/** Why an authorization did not end in a connection; the page shows the sentence. */
export const CALLBACK_PROBLEMS = {
  cancelled:
    "You left the authorization without allowing access. Nothing was changed; start again when ready.",
  no_code: "The Social Media API sent you back without a code. Nothing was changed; start again from here.",
  unknown_state:
    "This authorization was not started here, so it was refused. Nothing was changed; start again from here.",
  foreign_state:
    "This authorization was started by another person or in another browser, so it was refused. Start again from here.",
  used_state:
    "This authorization was used already. Nothing was changed; start again if you need another one.",
  late_state: "This authorization took longer than 10 minutes, so it was refused. Start again from here.",
  bad_code:
    "The code of this authorization has expired or was used before. Nothing was changed; start again from here.",
  other_agency:
    "You allowed access to another agency than the one connected here. Nothing was changed; sign in there with the right agency and start again.",
  taken_agency:
    "This agency is connected in another workspace of this product. Nothing was changed; disconnect it there first.",
  no_access:
    "The Social Media API gave a token but refused the first call with it. Nothing was stored; start again and leave all permissions allowed.",
  unavailable: "The Social Media API did not answer. Nothing was changed; start again in a minute.",
  signed_out: "You were signed out before you came back. Nothing was changed; start again from here.",
} as const;
export type CallbackProblem = keyof typeof CALLBACK_PROBLEMS;

export function isCallbackProblem(word: string | null | undefined): word is CallbackProblem {
  return word !== null && word !== undefined && Object.hasOwn(CALLBACK_PROBLEMS, word);
}

const key = z
  .string({ error: "Paste the key." })
  .trim()
  .min(1, { error: "Paste the key." })
  .regex(/^\S+$/, { error: "The key holds a space or a line break. Copy it again, in one piece." })
  .regex(/^pit-/, {
    error: "This does not look like a private integration key: those start with pit-. Copy it again.",
  })
  .regex(/^pit-[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, {
    error: "The key is not complete: it should have 40 characters. Copy the whole key and paste it again.",
  });

const label = z
  .string()
  .trim()
  .min(1, { error: "Give it a name you will recognise." })
  .max(80, { error: "The name is longer than 80 characters." });

export const apiKeyInput = z.strictObject({
  label,
  key,
  /** The location the key was made for; left out: a key of the agency. */
  locationId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,128}$/, { error: "A location id has letters and digits only." })
    .optional(),
});
export type ApiKeyInput = z.output<typeof apiKeyInput>;

export const rotateKeyInput = z.strictObject({
  key,
  /** Hours both keys stay usable; the upstream keeps an old key for at most 7 days. */
  overlapHours: z.number().int().min(0).max(168).default(24),
});
export type RotateKeyInput = z.output<typeof rotateKeyInput>;

export const CONNECTION_ACTIONS = ["pause", "resume", "remove", "retry", "end_overlap"] as const;
export const steerInput = z.strictObject({
  action: z.enum(CONNECTION_ACTIONS),
  /** Names the location whose token is tried again; left out: the connection's own. */
  locationId: z.string().max(128).optional(),
});
export type SteerInput = z.output<typeof steerInput>;

export const connectionChange = z
  .strictObject({
    label: label.optional(),
    /** After so many days the connection is due to be renewed. */
    rotationDays: z.number().int().min(7).max(365).optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), {
    error: "Name what to change: label or rotationDays.",
  });
export type ConnectionChange = z.output<typeof connectionChange>;

const moment = z.iso.datetime().nullable();
const count = z.number().int();

export const scopeUse = z.object({
  name: z.string(),
  label: z.string(),
  use: z.enum(["used", "unused", "never"]),
  calls: count,
  lastUsedAt: moment,
});
export type ScopeUse = z.output<typeof scopeUse>;

export const tokenView = z.object({
  locationId: z.string(),
  locationName: z.string(),
  status: z.enum(["working", "needs_reauth", "paused", "not_minted"]),
  statusReason: z.string().nullable(),
  retryAt: moment,
  lastRefreshAt: moment,
  nextRefreshAt: moment,
  callsToday: count,
});
export type TokenView = z.output<typeof tokenView>;

export const connectionView = z.object({
  id: z.uuid(),
  kind: z.enum(CONNECTION_KINDS),
  label: z.string(),
  locationId: z.string().nullable(),
  locationName: z.string().nullable(),
  addedBy: z.string().nullable(),
  addedAt: z.iso.datetime(),
  status: z.enum(CONNECTION_STATUSES),
  statusReason: z.string().nullable(),
  scopes: z.array(scopeUse),
  /** What the product's features need and this connection was not granted, with the feature that stands still. */
  missingScopes: z.array(z.object({ name: z.string(), label: z.string(), feature: z.string() })),
  lastRefreshAt: moment,
  nextRefreshAt: moment,
  accessExpiresAt: moment,
  callsToday: count,
  refusalsToday: count,
  quota: count,
  rotationDays: count,
  rotationDueAt: moment,
  /** An older API key that is still usable until then. */
  overlapUntil: moment,
  tokens: z.array(tokenView),
  dependents: z.array(z.string()),
});
export type ConnectionView = z.output<typeof connectionView>;

export const vaultView = z.object({
  keyId: z.string(),
  keyIds: z.array(z.string()),
  stored: count,
  onNewest: count,
  opened: count,
  rotatedAt: moment,
  /** The product keeps its own key file, so that it can add a key by itself. */
  canRotate: z.boolean(),
  rewrapping: z.boolean(),
});
export type VaultView = z.output<typeof vaultView>;

export const connectionsReply = z.object({
  connections: z.array(connectionView),
  vault: vaultView,
  timezone: z.string(),
  refreshes: z.object({ done: count, refused: count }),
});
export type ConnectionsReply = z.output<typeof connectionsReply>;

export const apiKeyReply = z.object({ connectionId: z.uuid(), scopes: z.array(z.string()) });

export const confirmReply = z.object({ connectionId: z.uuid() });
