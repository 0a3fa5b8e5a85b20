import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { syncLocations } from "./sync-locations";

export const job = defineJob({
  name: "locations.sync",
  payload: z.object({ companyId: z.string() }),
  run: async (ctx) => {
    await syncLocations(ctx);
  },
});
