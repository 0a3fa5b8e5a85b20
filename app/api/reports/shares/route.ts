import { defineRoute } from "@/lib/http/define-route";
import { listShares, shareReport } from "@/lib/reports/share-report";
import { createShareBody, createShareReply, sharesReply } from "@/lib/reports/share-schema";

export const GET = defineRoute({
  summary: "List share links with their views.",
  access: { role: "marketer", location: "list" },
  output: sharesReply,
  run: ({ ctx }) => listShares(ctx),
});

export const POST = defineRoute({
  summary: "Make a link that opens a report without a sign-in.",
  access: { role: "marketer", location: "list" },
  body: createShareBody,
  output: createShareReply,
  status: 201,
  run: ({ ctx, body }) => shareReport(ctx, body),
});
