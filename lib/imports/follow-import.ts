import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { getImport } from "./get-import";
import { loadBatch } from "./load-batch";
import { readPulse } from "./repository";
import type { BatchView } from "./schema";

const LOOK_MS = 700;
/** A look at a large batch takes its time: so many times as long nobody looks again. */
const SHARE = 4;
/** What no step tells (a moment that passes, an account that was renamed) is seen after so long. */
const ANYWAY_MS = 10_000;
const KEEP_ALIVE_MS = 15_000;
const SETTLED = new Set<BatchView["status"]>(["completed", "cancelled", "failed"]);

/** Server-sent events of one batch: its whole view whenever it changed, `end` when it is settled. */
export async function followImport(
  ctx: Context,
  batchId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const batch = await loadBatch(ctx, batchId);
  const encoder = new TextEncoder();
  async function* messages(): AsyncGenerator<string> {
    let last = "";
    let saidAt = Date.now();
    let lookMs = LOOK_MS;
    let pulse = await readPulse(ctx.db, batch);
    let lookedAt = Date.now();
    const look = async (view: BatchView) => {
      const now = await readPulse(ctx.db, batch);
      if (now === pulse && Date.now() - lookedAt < ANYWAY_MS) return view;
      const began = performance.now();
      const fresh = await getImport(ctx, batchId);
      lookMs = Math.max(LOOK_MS, SHARE * (performance.now() - began));
      pulse = now;
      lookedAt = Date.now();
      return fresh;
    };
    for (let view = await getImport(ctx, batchId); ; view = await look(view)) {
      const text = JSON.stringify(view);
      if (text !== last) {
        last = text;
        saidAt = Date.now();
        yield `data: ${text}\n\n`;
      } else if (Date.now() - saidAt > KEEP_ALIVE_MS) {
        saidAt = Date.now();
        yield ": still here\n\n";
      }
      if (SETTLED.has(view.status) && view.undo?.status !== "running") {
        yield "event: end\ndata: {}\n\n";
        return;
      }
      await sleep(lookMs, undefined, { signal });
    }
  }
  const source = messages();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        // The page was left: nobody is there to be told.
        if (signal.aborted) controller.close();
        else controller.error(error);
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}
