import { defineRoute } from "@/lib/http/define-route";
import { addPerson } from "@/lib/people/add-person";
import { listPeople } from "@/lib/people/list-people";
import { addPersonInput, passwordLinkAnswer, peopleSchema } from "@/lib/people/schema";

export const GET = defineRoute({
  summary: "List the people of your agency and the locations that can be granted.",
  access: { role: "admin", location: "none" },
  output: peopleSchema,
  run: ({ ctx }) => listPeople(ctx),
});

export const POST = defineRoute({
  summary: "Add a person and make the link that lets them set a password.",
  access: { role: "admin", location: "none", stepUp: true },
  body: addPersonInput,
  output: passwordLinkAnswer,
  status: 201,
  run: ({ ctx, body }) => addPerson(ctx, body),
});
