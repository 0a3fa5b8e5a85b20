import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { getDeletion } from "@/lib/posts/delete-posts";
import { deletionView } from "@/lib/posts/schema";

export const GET = defineRoute({
  summary: "How far a bulk delete is, with the result of each call.",
  access: { role: "viewer", location: "record" },
  params: z.object({ deletionId: z.uuid() }),
  output: deletionView,
  run: ({ ctx, params }) => getDeletion(ctx, params.deletionId),
});
