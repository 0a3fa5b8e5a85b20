import { z } from "zod";

/** What an alert can say was unusual. */
export const ALERT_KINDS = [
  "call_volume",
  "refusals",
  "rotation_due",
  "new_device",
  "new_country",
  "failed_factors",
  "bulk_export",
  "key_new_address",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Whose use an alert is about. */
export const ALERT_SUBJECTS = ["connection", "person", "api_key"] as const;
export type SubjectKind = (typeof ALERT_SUBJECTS)[number];
export type Subject = { kind: SubjectKind; id: string };

export const alertView = z.object({
  alertId: z.uuid(),
  about: z.enum(ALERT_SUBJECTS),
  subjectId: z.uuid(),
  /** The name of the connection, person or key. */
  label: z.string(),
  kind: z.enum(ALERT_KINDS),
  /** What happened, with the number beside the habit, and the next step. */
  message: z.string(),
  /** What the product did about it by itself. */
  reaction: z.string().nullable(),
  openedAt: z.iso.datetime(),
});
export type AlertView = z.output<typeof alertView>;

export const alertsQuery = z.object({ about: z.enum(ALERT_SUBJECTS).optional() });
export const alertsReply = z.object({ alerts: z.array(alertView) });
