import { z } from "zod";

const day = z.iso.date("Give the day as YYYY-MM-DD.");

export const auditFilter = z.object({
  action: z.string().max(80).optional(),
  person: z.uuid("This is no person's id.").optional(),
  location: z.string().max(40).optional(),
  /** Days on the agency's clock, both included. */
  from: day.optional(),
  to: day.optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  cursor: z.coerce.number().int().positive("This is no cursor of an earlier page.").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.output<typeof auditQuery>;

export const auditExportQuery = auditFilter.extend({ format: z.enum(["csv", "json"]) });

export const auditEventSchema = z.object({
  seq: z.number(),
  at: z.iso.datetime(),
  actorKind: z.enum(["person", "job", "api_key", "webhook", "system"]),
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  locationId: z.string().nullable(),
  locationName: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
  traceId: z.string().nullable(),
  previousHash: z.string().nullable(),
  hash: z.string(),
});
export type AuditEvent = z.output<typeof auditEventSchema>;

export const auditPageSchema = z.object({
  events: z.array(auditEventSchema),
  /** Null on the last page. */
  nextCursor: z.number().nullable(),
  timezone: z.string(),
  actions: z.array(z.string()),
  people: z.array(z.object({ userId: z.string(), name: z.string() })),
  locations: z.array(z.object({ locationId: z.string(), name: z.string() })),
});
export type AuditPage = z.output<typeof auditPageSchema>;

/** Where a check of the log goes on: after which event, and how many were read before. */
export const logCheckQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  events: z.coerce.number().int().min(0).default(0),
});
export type LogCheckQuery = z.output<typeof logCheckQuery>;

export const logCheckSchema = z.object({
  checkedAt: z.iso.datetime(),
  /** Entries read so far, of how many. */
  events: z.number(),
  total: z.number(),
  faultCount: z.number(),
  /** The first ones; `seq` is null for entries missing at the end. */
  faults: z.array(z.object({ seq: z.number().nullable(), message: z.string() })),
  /** Null: the whole log was read. */
  next: z.number().nullable(),
});
export type LogCheck = z.output<typeof logCheckSchema>;
