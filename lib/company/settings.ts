import { z } from "zod";
import { ROLES } from "@/lib/context";

/**
 * What an admin settled for the agency, stored as `companies.settings`. Every part has a default, so an older row or
 * one that knows less reads as the defaults.
 */
export const companySettings = z.object({
  /** Roles whose people must have a second factor before they see anything but their account. */
  secondFactorRoles: z.array(z.enum(ROLES)).catch([]).default([]),
  /** Whether unusual use pauses the API key by itself, besides the alert. */
  pauseKeys: z.boolean().catch(false).default(false),
  /** `#rrggbb`: the accent of shared reports, PDFs and e-mails; null is the product's own. */
  brandColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .catch(null)
    .default(null),
  /** When imports put no posts, `HH:mm-HH:mm`, at locations that have no quiet hours of their own. */
  quietHours: z
    .string()
    .regex(/^\d\d:\d\d-\d\d:\d\d$/)
    .nullable()
    .catch(null)
    .default(null),
});
export type CompanySettings = z.output<typeof companySettings>;
