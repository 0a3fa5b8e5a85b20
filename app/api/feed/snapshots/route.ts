import { feedSecretOf, readFeed } from "@/lib/feed/read-feed";
import { feedQuery } from "@/lib/feed/schema";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "The BI feed: snapshots captured since a moment, for a feed token (Bearer 2cf_… or ?token=).",
  access: { public: true, machine: true },
  query: feedQuery,
  run: ({ ctx, query, request }) => readFeed(ctx, query, feedSecretOf(request.headers, query)),
});
