import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders, streamOf } from "@/lib/http/download";
import { exportPosts } from "@/lib/posts/export-posts";
import { exportQuery } from "@/lib/posts/schema";

export const GET = defineRoute({
  summary: "Download posts of one or several locations as a sheet that re-imports without a change.",
  access: { role: "viewer", location: "list" },
  query: exportQuery,
  run: async ({ ctx, query }) => {
    const { fileName, contentType, source } = await exportPosts(ctx, query);
    return new Response(streamOf(source), { headers: downloadHeaders(fileName, contentType) });
  },
});
