import type { Database } from "@/db/client";
import { hashOf } from "./record-audit";
import { listHeads, readChain } from "./repository";

const PAGE = 2_000;

export type ChainFault = {
  companyId: string;
  /** The event's number, or null for events missing at the end. */
  seq: number | null;
  fault: "edited" | "broken_link" | "cut_off";
  message: string;
};

export type ChainReport = { companies: number; events: number; faults: ChainFault[] };

type Tail = { hash: string; events: number };

/**
 * Walks every company's chain from its first event: a changed event no longer fits its own hash, a removed or reordered
 * one breaks the link of the next, and events cut off at the end are missed by the chain's head.
 */
export async function verifyChain(db: Database): Promise<ChainReport> {
  const tails = new Map<string, Tail>();
  const faults: ChainFault[] = [];
  let events = 0;
  let after = 0;
  while (true) {
    const page = await readChain(db, after, PAGE);
    for (const { seq, hash, ...event } of page) {
      // Events without a company (made by the database's own tests) belong to no chain.
      if (event.companyId === null) continue;
      const { companyId } = event;
      const tail = tails.get(companyId);
      events++;
      if (hashOf(event) !== hash) {
        faults.push({
          companyId,
          seq,
          fault: "edited",
          message: `Event ${seq} (${event.action}) was changed after it was written.`,
        });
      }
      if (event.previousHash !== (tail?.hash ?? null)) {
        faults.push({
          companyId,
          seq,
          fault: "broken_link",
          message: `Event ${seq} (${event.action}) does not follow the event before it: one was removed or moved.`,
        });
      }
      tails.set(companyId, { hash, events: (tail?.events ?? 0) + 1 });
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) break;
  }
  faults.push(...(await headFaults(db, tails)));
  return { companies: tails.size, events, faults };
}

async function headFaults(db: Database, tails: ReadonlyMap<string, Tail>): Promise<ChainFault[]> {
  const heads = new Map((await listHeads(db)).map((head) => [head.companyId, head]));
  return [...new Set([...tails.keys(), ...heads.keys()])].flatMap((companyId): ChainFault[] => {
    const head = heads.get(companyId);
    const tail = tails.get(companyId);
    if (head && tail && head.hash === tail.hash && head.events === tail.events) return [];
    const message = `The chain should end after ${head?.events ?? 0} events and has ${tail?.events ?? 0}: some at its end were removed or added.`;
    return [{ companyId, seq: null, fault: "cut_off", message }];
  });
}

/** The report in words, one line a fault; the last line sums up. */
export function wordsOf(report: ChainReport): string {
  const lines = report.faults.map(({ companyId, message }) => `${companyId}: ${message}`);
  const sum = `${report.events} events of ${report.companies} companies read, ${report.faults.length} faults.`;
  return [...lines, report.faults.length === 0 ? `${sum} The audit is whole.` : sum].join("\n");
}
