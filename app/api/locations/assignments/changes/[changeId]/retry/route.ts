import { z } from "zod";
import { assignmentChangeView } from "@/lib/accounts/assignment-change-schema";
import { retryAssignments } from "@/lib/accounts/change-assignments";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Try the failed locations of a sheet of assignments again.",
  access: { role: "admin", location: "record" },
  params: z.object({ changeId: z.uuid() }),
  output: assignmentChangeView,
  status: 202,
  run: ({ ctx, params }) => retryAssignments(ctx, params.changeId),
});
