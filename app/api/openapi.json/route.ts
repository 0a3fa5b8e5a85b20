import { env } from "@/lib/env";
import { defineRoute } from "@/lib/http/define-route";
import { openApiDocument } from "@/lib/http/open-api";
import { VERSION } from "@/lib/version";
import { allRoutes } from "../all-routes";

export const GET = defineRoute({
  summary: "This document: every route of the product.",
  access: { public: true },
  run: async () => {
    const document = openApiDocument(allRoutes, { version: VERSION, url: env().appUrl });
    return Response.json(document, { headers: { "cache-control": "public, max-age=300" } });
  },
});
