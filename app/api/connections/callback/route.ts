import { answerCallback } from "@/lib/connections/answer-callback";
import { callbackQuery } from "@/lib/connections/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Where the Social Media API sends an admin back after an authorization; answers with a redirect.",
  // A browser arrives here: whoever is signed out is sent to a page with a sentence, not to a JSON refusal.
  access: { public: true },
  query: callbackQuery,
  run: ({ ctx, query, request }) => answerCallback(request, ctx.requestId, query),
});
