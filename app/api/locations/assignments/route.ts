import { assignmentPreview, MAX_ASSIGNMENT_SHEET_BYTES } from "@/lib/accounts/assignment-sheet-schema";
import { exportAssignments } from "@/lib/accounts/export-assignments";
import { previewAssignments } from "@/lib/accounts/preview-assignments";
import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders, streamOf } from "@/lib/http/download";
import { readBytes } from "@/lib/http/read-body";

export const GET = defineRoute({
  summary: "Download which accounts are assigned at each location, as CSV.",
  access: { role: "admin", location: "list" },
  run: async ({ ctx }) =>
    new Response(streamOf(exportAssignments(ctx)), {
      headers: downloadHeaders("assignments.csv", "text/csv; charset=utf-8"),
    }),
});

export const POST = defineRoute({
  summary: "What a sheet of assignments would change at each location; nothing is sent.",
  access: { role: "admin", location: "list" },
  bodyKind: "bytes",
  maxBytes: MAX_ASSIGNMENT_SHEET_BYTES,
  output: assignmentPreview,
  run: async ({ ctx, request }) =>
    previewAssignments(ctx, await readBytes(request, MAX_ASSIGNMENT_SHEET_BYTES)),
});
