import { confirmInstall } from "@/lib/connections/confirm-install";
import { confirmReply } from "@/lib/connections/schema";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Confirm an installation that was started from the marketplace instead of from this product.",
  access: { role: "admin", location: "none", stepUp: true },
  output: confirmReply,
  run: ({ ctx, request }) => confirmInstall(ctx, request),
});
