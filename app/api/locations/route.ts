import { defineRoute } from "@/lib/http/define-route";
import { listLocations } from "@/lib/locations/list-locations";
import { locationsReply } from "@/lib/locations/schema";

export const GET = defineRoute({
  summary: "List the locations you were granted.",
  access: { role: "viewer", location: "list" },
  output: locationsReply,
  run: ({ ctx }) => listLocations(ctx),
});
