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
  status: z.enum(["working", "expired", "revoked"]),
});
export type ApiKey = z.output<typeof apiKeySchema>;

export const apiKeysSchema = z.object({ keys: z.array(apiKeySchema) });

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
