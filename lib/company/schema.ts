import { z } from "zod";
import { ROLES } from "@/lib/context";

const timezone = z.string().refine(
  (name) => {
    try {
      new Intl.DateTimeFormat("en-GB", { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
  { error: "There is no such timezone. Use a name such as Europe/London." },
);

export const companyChange = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the agency a name.")
    .max(120, "The name is longer than 120 characters."),
  timezone,
});

export const securityChange = z.object({ secondFactorRoles: z.array(z.enum(ROLES)).max(3) });

export const companyView = z.object({
  name: z.string(),
  timezone: z.string(),
  /** The agency's id at the Social Media API; null until it is connected. */
  companyId: z.string().nullable(),
  /** Roles that must have a second factor, and how many people of each role have none yet. */
  secondFactorRoles: z.array(z.enum(ROLES)),
  withoutFactor: z.record(z.enum(ROLES), z.number()),
  /** What the sign-in page offers besides the password; null: nothing was set. */
  externalSignIn: z.string().nullable(),
  mail: z.boolean(),
  sessionIdleMinutes: z.number(),
  sessionMaxHours: z.number(),
  version: z.string(),
  demo: z.boolean(),
  upstream: z.string(),
});
export type CompanyView = z.output<typeof companyView>;
