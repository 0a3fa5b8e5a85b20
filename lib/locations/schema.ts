import { z } from "zod";

export const LOCATION_STATUSES = ["active", "inactive", "removed"] as const;

export const locationSummary = z.object({
  id: z.string(),
  name: z.string(),
  timezone: z.string(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  category: z.string().nullable(),
  status: z.enum(LOCATION_STATUSES),
  /** Connected accounts, how many of them expired, and how many are assigned; null: not read from the upstream yet. */
  accounts: z.number().int().nullable(),
  expiredAccounts: z.number().int().nullable(),
  assignedAccounts: z.number().int().nullable(),
  platforms: z.array(z.string()),
});
export type LocationSummary = z.output<typeof locationSummary>;

export const locationsReply = z.object({ locations: z.array(locationSummary), connected: z.boolean() });
