import { z } from "zod";
import { revokeFeedToken } from "@/lib/feed/manage-feed-tokens";
import { feedToken } from "@/lib/feed/schema";
import { defineRoute } from "@/lib/http/define-route";

export const DELETE = defineRoute({
  summary: "Revoke a feed token at once, also for a download under way.",
  access: { role: "admin", location: "none" },
  params: z.object({ tokenId: z.uuid() }),
  output: feedToken,
  run: ({ ctx, params }) => revokeFeedToken(ctx, params.tokenId),
});
