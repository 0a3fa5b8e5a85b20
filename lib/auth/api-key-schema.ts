import { z } from "zod";

/** What scripts may reach: the first part of an address below /api. People, audit, connections and accounts of people stay shut. */
export const KEY_DOMAINS = ["locations", "snapshots", "reports", "imports", "posts"] as const;
export const KEY_SCOPES = KEY_DOMAINS.flatMap((domain) => [`${domain}.read`, `${domain}.write`] as const);

/** The scope a request needs; null where no key may go. */
export function scopeOfRequest(method: string, pathname: string): string | null {
  const domain = KEY_DOMAINS.find((one) => pathname === `/api/${one}` || pathname.startsWith(`/api/${one}/`));
  if (!domain) return null;
  return `${domain}.${method === "GET" || method === "HEAD" ? "read" : "write"}`;
}

/** Requests of one key within any minute, over all processes. */
export const KEY_CALLS_A_MINUTE = 600;

export const apiKeySchema = z.object({
  keyId: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()),
  allLocations: z.boolean(),
  locationIds: z.array(z.string()),
  createdByName: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  lastUsedAddress: z.string().nullable(),
  /** What paused it, in words; null unless it is paused. */
  pausedReason: z.string().nullable(),
  /** A newer key took over from this one, which ends at `expiresAt`. */
  replaced: z.boolean(),
  status: z.enum(["working", "paused", "expired", "revoked"]),
});
export type ApiKey = z.output<typeof apiKeySchema>;

export const apiKeysSchema = z.object({
  keys: z.array(apiKeySchema),
  /** Unusual use pauses a key by itself. */
  pauseKeys: z.boolean(),
});
export const keySettingsInput = z.strictObject({ pauseKeys: z.boolean() });

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1, "Name the key after what uses it.").max(80),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1, "Choose at least one permission."),
  allLocations: z.boolean(),
  locationIds: z.array(z.string().max(40)).max(5_000).default([]),
  expiresInDays: z.number().int().min(1).max(730).nullable(),
});
export type CreateApiKeyInput = z.output<typeof createApiKeyInput>;

/** Shown once. */
export const createdApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() });

/** How long the old key goes on beside the new one, in hours. */
export const OVERLAP_HOURS = [0, 1, 24, 168] as const;
export const rerollInput = z.strictObject({
  overlapHours: z.literal(OVERLAP_HOURS, "Choose now, 1 hour, 24 hours or 7 days."),
});
