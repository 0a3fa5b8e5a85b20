import { env } from "@/lib/env";
import { defineSchedule } from "@/lib/jobs/define-job";
import { retireKeys, rewrapCredentials } from "./rotate-vault";
import { watchConnections } from "./watch-connections";

export const schedule = defineSchedule({
  name: "connections.watch",
  everySeconds: 30,
  run: async (ctx) => {
    await watchConnections(ctx);
    // A key that was put first in the setting, or a value sealed in the moment of a rotation.
    await rewrapCredentials({ db: ctx.db, env: env() });
    await retireKeys({ db: ctx.db, env: env() }, ctx.clock.now());
  },
});
