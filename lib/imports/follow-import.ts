import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { getImport } from "./get-import";
import type { BatchView } from "./schema";

const LOOK_MS = 700;
/** A look at a large batch takes its time: so many times as long nobody looks again. */
const SHARE = 4;
const KEEP_ALIVE_MS = 15_000;
const SETTLED = new Set<BatchView["status"]>(["completed", "cancelled", "failed"]);

/** Server-sent events of one batch: its whole view whenever it changed, `end` when it is settled. */
export async function followImport(
  ctx: Context,
  batchId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const first = await getImport(ctx, batchId);
  const encoder = new TextEncoder();
  async function* messages(): AsyncGenerator<string> {
    let last = "";
    let saidAt = Date.now();
    let lookMs = LOOK_MS;
    const look = async () => {
      const began = performance.now();
      const view = await getImport(ctx, batchId);
      lookMs = Math.max(LOOK_MS, SHARE * (performance.now() - began));
      return view;
    };
    for (let view = first; ; view = await look()) {
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
