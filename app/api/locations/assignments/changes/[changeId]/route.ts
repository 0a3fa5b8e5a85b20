import { z } from "zod";
import { assignmentChangeView } from "@/lib/accounts/assignment-change-schema";
import { getAssignmentChange } from "@/lib/accounts/change-assignments";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "How far a sheet of assignments is, with the result of each location.",
  access: { role: "admin", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: assignmentChangeView,
  run: ({ ctx, params }) => getAssignmentChange(ctx, params.changeId),
});
