import { z } from "zod";
import { defineRoute } from "@/lib/http/define-route";
import { readExisting } from "@/lib/imports/read-existing";
import { getLocation } from "@/lib/locations/get-location";

export const GET = defineRoute({
  summary: "What is scheduled already at a location between two days, as keys that rows are compared with.",
  access: { role: "viewer", location: "input" },
  query: z.object({ locationId: z.string().min(1), from: z.iso.date(), to: z.iso.date() }),
  output: z.object({ keys: z.array(z.string()), complete: z.boolean() }),
  run: async ({ ctx, query }) => readExisting(ctx, await getLocation(ctx, query.locationId), query),
});
