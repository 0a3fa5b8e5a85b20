import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders } from "@/lib/http/download";
import { exportPosts } from "@/lib/posts/export-posts";
import { exportQuery } from "@/lib/posts/schema";

export const GET = defineRoute({
  summary: "Download a location's posts as a basic or advance CSV that re-imports without a change.",
  access: { role: "viewer", location: "input" },
  query: exportQuery,
  run: async ({ ctx, query }) => {
    const { fileName, text } = await exportPosts(ctx, query);
    return new Response(text, { headers: downloadHeaders(fileName, "text/csv; charset=utf-8") });
  },
});
