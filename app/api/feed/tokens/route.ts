import { createFeedToken, listFeedTokens } from "@/lib/feed/manage-feed-tokens";
import { createdFeedToken, createFeedTokenInput, feedTokensReply } from "@/lib/feed/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "The agency's feed tokens, without their secrets.",
  access: { role: "admin", location: "none" },
  output: feedTokensReply,
  run: ({ ctx }) => listFeedTokens(ctx),
});

export const POST = defineRoute({
  summary: "Make a feed token. Its secret is answered this once.",
  access: { role: "admin", location: "none", stepUp: true },
  body: createFeedTokenInput,
  output: createdFeedToken,
  status: 201,
  run: ({ ctx, body }) => createFeedToken(ctx, body),
});
