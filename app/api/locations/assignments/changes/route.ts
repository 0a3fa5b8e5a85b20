import { z } from "zod";
import { assignmentChangeView, startAssignmentsBody } from "@/lib/accounts/assignment-change-schema";
import { getLatestAssignmentChange, startAssignments } from "@/lib/accounts/change-assignments";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "The sheet of assignments that was applied last, or is being applied.",
  access: { role: "admin", location: "list" },
  output: z.object({ latest: assignmentChangeView.nullable() }),
  run: async ({ ctx }) => ({ latest: await getLatestAssignmentChange(ctx) }),
});

export const POST = defineRoute({
  summary: "Assign what the preview of a sheet showed, location by location; follow it by its changeId.",
  access: { role: "admin", location: "record" },
  body: startAssignmentsBody,
  maxBytes: 16 * 1024 * 1024,
  output: assignmentChangeView,
  status: 202,
  run: ({ ctx, body }) => startAssignments(ctx, body),
});
