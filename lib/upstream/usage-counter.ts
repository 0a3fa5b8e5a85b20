import type { Database } from "@/db/client";
import type { Logger } from "@/lib/log";
import { addMinutes, addUsage, type UsageCount } from "./repository";

const FLUSH_MS = 2_000;

/** Counts calls in memory and adds them to the database every two seconds, so that a call costs no write for it. */
export function createUsageCounter(db: Database, log: Logger) {
  let counts = new Map<string, UsageCount>();
  let timer: NodeJS.Timeout | null = null;

  async function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const taken = counts;
    counts = new Map();
    try {
      await addUsage(db, [...taken.values()]);
      await addMinutes(db, [...taken.values()]);
    } catch (error) {
      log.warn({ err: error }, "usage could not be counted");
    }
  }

  return {
    add(call: { connectionId: string; locationId: string; scope: string | null; refused: boolean }): void {
      const scope = call.scope ?? "";
      const key = `${call.connectionId}/${call.locationId}/${scope}`;
      const count = counts.get(key) ?? {
        connectionId: call.connectionId,
        locationId: call.locationId,
        scope,
        calls: 0,
        refusals: 0,
      };
      count.calls++;
      if (call.refused) count.refusals++;
      counts.set(key, count);
      if (timer === null) {
        timer = setTimeout(() => void flush(), FLUSH_MS);
        timer.unref();
      }
    },
    flush,
  };
}
