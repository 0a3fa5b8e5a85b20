import { defineRoute } from "@/lib/http/define-route";
import { createView, listViews } from "@/lib/views/manage-views";
import { createViewBody, savedView, viewsReply } from "@/lib/views/schema";

export const GET = defineRoute({
  summary: "List saved views: one's own and those shared with the agency.",
  access: { role: "viewer", location: "none" },
  output: viewsReply,
  run: ({ ctx }) => listViews(ctx),
});

export const POST = defineRoute({
  summary: "Keep a page with its filters under a name.",
  access: { role: "viewer", location: "none" },
  body: createViewBody,
  output: savedView,
  status: 201,
  run: ({ ctx, body }) => createView(ctx, body),
});
