import { z } from "zod";

export const accountView = z.object({
  id: z.string(),
  profileId: z.string().nullable(),
  name: z.string(),
  platform: z.string(),
  type: z.string().nullable(),
  avatar: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  isExpired: z.boolean(),
  assigned: z.boolean(),
});
export type AccountView = z.output<typeof accountView>;

export const groupView = z.object({ id: z.string(), name: z.string(), accountIds: z.array(z.string()) });

export const ASSIGNMENT_OUTCOMES = ["saving", "accepted", "stored", "refused", "unknown"] as const;

export const assignmentView = z.object({
  accountIds: z.array(z.string()),
  outcome: z.enum(ASSIGNMENT_OUTCOMES),
  /** One sentence: what the upstream said. */
  detail: z.string().nullable(),
  unknownIds: z.array(z.string()),
  traceId: z.string().nullable(),
  assignedAt: z.iso.datetime(),
  verifiedAt: z.iso.datetime().nullable(),
});
export type AssignmentView = z.output<typeof assignmentView>;

export const accountsReply = z.object({
  locationId: z.string(),
  accounts: z.array(accountView),
  groups: z.array(groupView),
  assignment: assignmentView.nullable(),
  /** When the upstream was last asked; an older list is shown with the reason why a newer one could not be read. */
  syncedAt: z.iso.datetime().nullable(),
  stale: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type AccountsReply = z.output<typeof accountsReply>;

export const assignAccountsBody = z.object({
  accountIds: z
    .array(z.string().min(1).max(200))
    .max(200, "At most 200 accounts can be assigned to one location.")
    .refine((ids) => new Set(ids).size === ids.length, "The same account is chosen twice."),
});

export const assignResult = z.object({
  /** `accepted`: the upstream took it. `stored`: kept here, goes along with the location's next csv. */
  outcome: z.enum(["accepted", "stored", "refused"]),
  message: z.string(),
  accepted: z.array(z.string()),
  stored: z.array(z.string()),
  unknown: z.array(z.string()),
  verifiedAt: z.iso.datetime().nullable(),
});
export type AssignResult = z.output<typeof assignResult>;
