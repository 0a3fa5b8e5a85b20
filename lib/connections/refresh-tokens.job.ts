import { defineSchedule } from "@/lib/jobs/define-job";
import { refreshTokens } from "./refresh-tokens";

export const schedule = defineSchedule({
  name: "connections.refresh-tokens",
  everySeconds: 60,
  run: async (ctx, signal) => {
    await refreshTokens(ctx, signal);
  },
});
