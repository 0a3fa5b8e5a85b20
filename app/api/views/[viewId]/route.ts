import { defineRoute } from "@/lib/http/define-route";
import { changeView, removeView } from "@/lib/views/manage-views";
import { changeViewBody, savedView, viewParams } from "@/lib/views/schema";

export const PATCH = defineRoute({
  summary: "Rename a saved view of one's own, share it or stop sharing it.",
  access: { role: "viewer", location: "none" },
  params: viewParams,
  body: changeViewBody,
  output: savedView,
  run: ({ ctx, params, body }) => changeView(ctx, { ...params, ...body }),
});

export const DELETE = defineRoute({
  summary: "Delete a saved view of one's own.",
  access: { role: "viewer", location: "none" },
  params: viewParams,
  output: savedView,
  run: ({ ctx, params }) => removeView(ctx, params),
});
