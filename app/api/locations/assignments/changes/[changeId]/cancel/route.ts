import { z } from "zod";
import { assignmentChangeView } from "@/lib/accounts/assignment-change-schema";
import { cancelAssignments } from "@/lib/accounts/change-assignments";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Stop what of a sheet of assignments was not sent yet.",
  access: { role: "admin", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: assignmentChangeView,
  status: 202,
  run: ({ ctx, params }) => cancelAssignments(ctx, params.changeId),
});
