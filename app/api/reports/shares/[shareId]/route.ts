import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { endShare } from "@/lib/reports/share-report";
import { shareView } from "@/lib/reports/share-schema";

export const DELETE = defineRoute({
  summary: "Revoke a share link.",
  access: { role: "marketer", location: "record" },
  params: z.object({ shareId: z.uuid({ error: "This is not the id of a link." }) }),
  output: shareView,
  run: ({ ctx, params }) => endShare(ctx, params),
});
