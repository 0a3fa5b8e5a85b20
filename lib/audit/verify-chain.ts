import type { Database } from "@/db/client";
import { hashOf } from "./record-audit";
import { type ChainEvent, type ChainHead, inOneView, listHeads, readChain } from "./repository";

const PAGE = 2_000;

export type ChainFault = {
  companyId: string;
  /** The event's number, or null for events missing at the end. */
  seq: number | null;
  fault: "edited" | "broken_link" | "cut_off";
  message: string;
};

export type ChainReport = { companies: number; events: number; faults: ChainFault[] };

/** How far a company's chain was read. */
export type Tail = { hash: string | null; events: number };

/**
 * Walks every company's chain from its first event: a changed event no longer fits its own hash, a removed or reordered
 * one breaks the link of the next, and events cut off at the end are missed by the chain's head.
 */
export async function verifyChain(db: Database): Promise<ChainReport> {
  return inOneView(db, async (tx) => {
    const tails = new Map<string, Tail>();
    const faults: ChainFault[] = [];
    let events = 0;
    let after = 0;
    while (true) {
      const page = await readChain(tx, { after, limit: PAGE });
      for (const event of page) {
        // Events without a company (made by the database's own tests) belong to no chain.
        if (event.companyId === null) continue;
        const tail = tails.get(event.companyId);
        events++;
        faults.push(...faultsOf(event, event.companyId, tail?.hash ?? null));
        tails.set(event.companyId, { hash: event.hash, events: (tail?.events ?? 0) + 1 });
      }
      after = page.at(-1)?.seq ?? after;
      if (page.length < PAGE) break;
    }
    const heads = new Map((await listHeads(tx)).map((head) => [head.companyId, head]));
    for (const companyId of new Set([...tails.keys(), ...heads.keys()])) {
      faults.push(...faultsOfEnd(companyId, heads.get(companyId), tails.get(companyId)));
    }
    return { companies: tails.size, events, faults };
  });
}

/** What is wrong with one event, given the hash of the one before it. */
export function faultsOf(
  { seq, hash, ...event }: ChainEvent,
  companyId: string,
  previousHash: string | null,
): ChainFault[] {
  const faults: ChainFault[] = [];
  if (hashOf(event) !== hash) {
    const message = `Event ${seq} (${event.action}) was changed after it was written.`;
    faults.push({ companyId, seq, fault: "edited", message });
  }
  if (event.previousHash !== previousHash) {
    const message = `Event ${seq} (${event.action}) does not follow the event before it: one was removed or moved.`;
    faults.push({ companyId, seq, fault: "broken_link", message });
  }
  return faults;
}

/** Whether a chain ends where its head says. */
export function faultsOfEnd(
  companyId: string,
  head: ChainHead | undefined,
  tail: Tail | undefined,
): ChainFault[] {
  if ((head?.hash ?? null) === (tail?.hash ?? null) && (head?.events ?? 0) === (tail?.events ?? 0)) return [];
  const message = `The chain should end after ${head?.events ?? 0} events and has ${tail?.events ?? 0}: some at its end were removed or added.`;
  return [{ companyId, seq: null, fault: "cut_off", message }];
}

/** The report in words, one line a fault; the last line sums up. */
export function wordsOf(report: ChainReport): string {
  const lines = report.faults.map(({ companyId, message }) => `${companyId}: ${message}`);
  const sum = `${report.events} events of ${report.companies} companies read, ${report.faults.length} faults.`;
  return [...lines, report.faults.length === 0 ? `${sum} The audit is whole.` : sum].join("\n");
}
