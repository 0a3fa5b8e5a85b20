import { defineRoute } from "@/lib/http/define-route";
import { readBytes } from "@/lib/http/read-body";
import { previewSheet } from "@/lib/posts/apply-sheet";
import { MAX_SHEET_BYTES, sheetDiff, sheetQuery } from "@/lib/posts/sheet-schema";

export const POST = defineRoute({
  summary: "What an edited sheet of posts would change; nothing is sent.",
  access: { role: "marketer", location: "list" },
  query: sheetQuery,
  bodyKind: "bytes",
  maxBytes: MAX_SHEET_BYTES,
  output: sheetDiff,
  run: async ({ ctx, query, request }) =>
    previewSheet(ctx, await readBytes(request, MAX_SHEET_BYTES), query.fileName),
});
