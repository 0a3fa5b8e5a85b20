import { defineRoute } from "@/lib/http/define-route";
import { openShare } from "@/lib/reports/open-share";
import { openShareBody, openShareReply } from "@/lib/reports/share-schema";

export const POST = defineRoute({
  summary: "Open a shared report by its link, with the password where it has one.",
  access: { public: true },
  body: openShareBody,
  output: openShareReply,
  run: ({ ctx, body }) => openShare(ctx, body),
});
