import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { changePosts } from "@/lib/posts/change-posts";
import { changePostsBody, changeView } from "@/lib/posts/change-schema";
import { bulkAction } from "@/lib/posts/history-schema";
import { listBulkActions } from "@/lib/posts/list-bulk-actions";

export const GET = defineRoute({
  summary: "Bulk changes and deletions of posts, newest first.",
  access: { role: "viewer", location: "list" },
  query: z.object({
    before: z.iso.datetime().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ actions: z.array(bulkAction) }),
  run: async ({ ctx, query }) => ({ actions: await listBulkActions(ctx, query) }),
});

export const POST = defineRoute({
  summary: "Move scheduled posts, or give them a category or tags; follow it by its changeId.",
  access: { role: "marketer", location: "input" },
  body: changePostsBody,
  output: changeView,
  status: 202,
  run: ({ ctx, body }) => changePosts(ctx, body),
});
