import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { syncLocations } from "@/lib/locations/sync-locations";

export const POST = defineRoute({
  summary: "Read the agency's locations and their accounts anew from the Social Media API.",
  access: { role: "admin", location: "none" },
  output: z.object({ locations: z.number().int() }),
  run: ({ ctx }) => syncLocations(ctx),
});
