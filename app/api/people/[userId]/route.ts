import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { changePerson } from "@/lib/people/change-person";
import { changePersonInput, personSchema } from "@/lib/people/schema";

export const PATCH = defineRoute({
  summary: "Change a person's name, role, locations, or whether they may sign in.",
  access: { role: "admin", location: "none", stepUp: true },
  params: z.object({ userId: z.uuid("This is no person's id.") }),
  body: changePersonInput,
  output: personSchema,
  run: ({ ctx, params, body }) => changePerson(ctx, params.userId, body),
});
