import { env } from "@/lib/env";
import { checkHealth, health } from "@/lib/health/check-health";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute({
  summary: "Whether the database, the worker and the Social Media API answer, and which version this is.",
  access: { public: true },
  output: health,
  run: async ({ ctx }) => {
    const found = await checkHealth(ctx, env().upstream.baseUrl);
    return Response.json(found, { status: found.db === "ok" ? 200 : 503 });
  },
});
