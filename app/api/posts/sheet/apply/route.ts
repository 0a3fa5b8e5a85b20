import { defineRoute } from "@/lib/http/define-route";
import { readBytes } from "@/lib/http/read-body";
import { applySheet } from "@/lib/posts/apply-sheet";
import { applySheetQuery, MAX_SHEET_BYTES, sheetApplied } from "@/lib/posts/sheet-schema";

export const POST = defineRoute({
  summary: "Apply the difference of an edited sheet of posts, as it was looked at.",
  access: { role: "marketer", location: "list" },
  query: applySheetQuery,
  bodyKind: "bytes",
  maxBytes: MAX_SHEET_BYTES,
  output: sheetApplied,
  status: 202,
  run: async ({ ctx, query, request }) =>
    applySheet(ctx, { ...query, bytes: await readBytes(request, MAX_SHEET_BYTES) }),
});
