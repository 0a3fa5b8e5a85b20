import { z } from "zod";
import { email, personName } from "@/lib/auth/schema";
import { ROLES } from "@/lib/context";

export const role = z.enum(ROLES);

const locationIds = z.array(z.string().regex(/^[A-Za-z0-9]{1,40}$/, "This is no location id.")).max(5_000);

export const personSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  /** `invited`: has not set a password yet. */
  status: z.enum(["active", "invited", "disabled"]),
  allLocations: z.boolean(),
  locationIds: z.array(z.string()),
  lastSeenAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  secondFactor: z.boolean(),
});
export type Person = z.output<typeof personSchema>;

export const peopleSchema = z.object({
  people: z.array(personSchema),
  locations: z.array(z.object({ locationId: z.string(), name: z.string() })),
});
export type People = z.output<typeof peopleSchema>;

export const addPersonInput = z.object({
  name: personName,
  email,
  role,
  allLocations: z.boolean(),
  locationIds: locationIds.default([]),
});
export type AddPersonInput = z.output<typeof addPersonInput>;

export const changePersonInput = z
  .object({
    name: personName.optional(),
    role: role.optional(),
    allLocations: z.boolean().optional(),
    locationIds: locationIds.optional(),
    disabled: z.boolean().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name what is to change.");
export type ChangePersonInput = z.output<typeof changePersonInput>;

/** Shown once: the link is not stored. */
export const passwordLinkAnswer = z.object({
  person: personSchema,
  link: z.string(),
  expiresAt: z.iso.datetime(),
  /** Null: no mail server is set, the link is handed over by hand. */
  mailed: z.object({ sent: z.boolean(), problem: z.string().nullable() }).nullable(),
});
