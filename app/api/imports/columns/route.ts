import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { recallColumns, rememberColumns } from "@/lib/imports/column-mappings";
import { nothing } from "@/lib/imports/params";
import { rememberedColumns } from "@/lib/imports/schema";

const header = z.object({ locationId: z.string().min(1), header: z.string().min(1).max(60_000) });

export const POST = defineRoute({
  summary: "How the columns of a header were read at a location before.",
  access: { role: "viewer", location: "input" },
  body: header,
  output: z.object({ columns: rememberedColumns.nullable() }),
  run: async ({ ctx, body }) => ({ columns: await recallColumns(ctx, body) }),
});

export const PUT = defineRoute({
  summary: "Remember how the columns of a header are read at a location.",
  access: { role: "marketer", location: "input" },
  body: header.extend({ columns: rememberedColumns }),
  output: nothing,
  run: async ({ ctx, body }) => {
    await rememberColumns(ctx, body);
    return {};
  },
});
