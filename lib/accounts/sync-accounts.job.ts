import { z } from "zod";
import { AppError } from "@/lib/errors";
import { defineJob } from "@/lib/jobs/define-job";
import { syncAccounts } from "./sync-accounts";

const FIRST_CAPTURE = { name: "snapshots.start-first-capture" };

export const job = defineJob({
  name: "accounts.sync",
  payload: z.object({ companyId: z.string(), locationId: z.string() }),
  concurrency: 4,
  run: async (ctx, payload) => {
    try {
      await syncAccounts(ctx, payload.locationId);
    } catch (error) {
      // An inactive location is no failure: it is marked as such and tried again with the next sync.
      if (error instanceof AppError && error.code === "location_inactive") return;
      throw error;
    }
    await ctx.enqueue(FIRST_CAPTURE, payload, { key: payload.locationId });
  },
});
