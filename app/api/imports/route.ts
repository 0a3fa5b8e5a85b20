import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { listImports } from "@/lib/imports/get-import";
import { createImport } from "@/lib/imports/receive-file";
import { batchSummary, newImport } from "@/lib/imports/schema";

export const GET = defineRoute({
  summary: "List imports, newest first.",
  access: { role: "viewer", location: "list" },
  query: z.object({
    locationId: z.string().optional(),
    before: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ imports: z.array(batchSummary) }),
  run: async ({ ctx, query }) => ({ imports: await listImports(ctx, query) }),
});

export const POST = defineRoute({
  summary: "Open an import for one file of posts; the file follows in parts of at most 1 MB.",
  access: { role: "marketer", location: "input" },
  body: newImport,
  output: z.object({ batchId: z.string(), partBytes: z.number(), parts: z.number() }),
  status: 201,
  run: ({ ctx, body }) => createImport(ctx, body),
});
