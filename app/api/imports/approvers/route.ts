import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { listApprovers } from "@/lib/imports/approve-import";

export const GET = defineRoute({
  summary: "People who could approve imports of a location.",
  access: { role: "marketer", location: "input" },
  query: z.object({ locationId: z.string().min(1) }),
  output: z.object({ approvers: z.array(z.object({ id: z.string(), name: z.string() })) }),
  run: async ({ ctx, query }) => ({ approvers: await listApprovers(ctx, query.locationId) }),
});
