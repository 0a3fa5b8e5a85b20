import type { Context } from "@/lib/context";
import { type ChainEvent, inOneView, readChain, readChainEvent, readHead } from "./repository";
import type { LogCheck, LogCheckQuery } from "./schema";
import { faultsOf, faultsOfEnd, type Tail } from "./verify-chain";

const LIMITS = { page: 2_000, ms: 2_000 };
const SHOWN = 20;

/**
 * Verifies the agency's own chain as `npm run audit:verify` does, for about two seconds: `next` names where to go on, so a
 * log of any length is read in answers of bounded time.
 */
export async function checkLog(ctx: Context, from: LogCheckQuery, limits = LIMITS): Promise<LogCheck> {
  const { companyId } = ctx;
  const end = performance.now() + limits.ms;
  return inOneView(ctx.db, async (tx) => {
    const start = from.after === 0 ? null : await readChainEvent(tx, companyId, from.after);
    let tail: Tail = { hash: start?.hash ?? null, events: from.events };
    let after = from.after;
    let page: ChainEvent[];
    const faults = [];
    do {
      page = await readChain(tx, { after, limit: limits.page, companyId });
      for (const event of page) {
        faults.push(...faultsOf(event, companyId, tail.hash));
        tail = { hash: event.hash, events: tail.events + 1 };
      }
      after = page.at(-1)?.seq ?? after;
    } while (page.length === limits.page && performance.now() < end);
    const over = page.length < limits.page;
    const head = await readHead(tx, companyId);
    if (over) faults.push(...faultsOfEnd(companyId, head, tail.events === 0 ? undefined : tail));
    return {
      checkedAt: ctx.clock.now().toISOString(),
      events: tail.events,
      total: Math.max(head?.events ?? 0, tail.events),
      faultCount: faults.length,
      faults: faults.slice(0, SHOWN).map(({ seq, message }) => ({ seq, message })),
      next: over ? null : after,
    };
  });
}
