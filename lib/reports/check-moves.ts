import type { Context } from "@/lib/context";
import { writeMoveResults } from "./slots-repository";

const AT_ONCE = 200;

/** Judges every moved post whose insights are known by now. Answers how many; safe to repeat and to run side by side. */
export async function checkMoves(ctx: Pick<Context, "db" | "clock">, signal: AbortSignal): Promise<number> {
  let judged = 0;
  while (!signal.aborted) {
    const found = await writeMoveResults(ctx.db, ctx.clock.now(), AT_ONCE);
    judged += found;
    if (found < AT_ONCE) break;
  }
  return judged;
}
