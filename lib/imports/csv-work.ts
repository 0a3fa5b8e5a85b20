import { setTimeout as sleep } from "node:timers/promises";
import type { Executor } from "@/db/client";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type CsvRow, moveCsv, readClaimedPosts, saveCsvOutcome } from "./csv-repository";
import type { CsvUpstream } from "./csv-upstream";
import { addEvent, type BatchRow } from "./repository";
import type { CsvStep, Evidence } from "./schema";

export type Timing = {
  /** How often a list that may lag is read before its silence counts, and how long between. */
  lagReads: number;
  lagMs: number;
  /** A status read directly (not from a list) is trusted this long after the call it may not know of yet. */
  settledMs: number;
  pollMs: number;
};

export const TIMING: Timing = { lagReads: 6, lagMs: 700, settledMs: 4_000, pollMs: 400 };

/** What one step of one csv works with. */
export type Work = {
  ctx: Context;
  csv: CsvRow;
  batch: BatchRow;
  upstream: CsvUpstream;
  signal: AbortSignal;
  timing: Timing;
};

/** Somebody moved the csv while a step was under way: what was read of it is no longer true. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

export const isFinal = (step: CsvStep): boolean =>
  step === "verified" || step === "failed" || step === "cancelled";

/** Among a csv's step times: when a person said that what is there of it counts, although it was never finalized. */
export const ADOPTED = "adopted";

export const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === "upstream_refused" || error.code === "upstream_not_found");
export const isUnknown = (error: unknown): boolean =>
  error instanceof AppError && error.code === "upstream_unknown_outcome";

async function move({ ctx, csv }: Work, change: Partial<CsvRow>, db: Executor = ctx.db): Promise<void> {
  if (!(await moveCsv(db, csv.id, csv.step, change))) throw new Overtaken();
}

/**
 * Stores that a step is done, with the outcomes of rows that it settled, at once. Throws `Overtaken` when the csv was
 * cancelled or decided on meanwhile.
 */
export async function reach(
  work: Work,
  step: CsvStep,
  change: Partial<CsvRow> = {},
  event?: string,
  settle?: (db: Executor) => Promise<void>,
): Promise<void> {
  const at = work.ctx.clock.now().toISOString();
  const stepTimes = { ...(work.csv.stepTimes as Record<string, string>), [step]: at };
  await work.ctx.db.transaction(async (tx) => {
    await move(work, { intentAttempt: 0, ...change, step, intent: null, intentAt: null, stepTimes }, tx);
    await settle?.(tx);
    if (event) await tell(work, EVENT_KIND[step] ?? "info", event, tx);
  });
}

const EVENT_KIND: Partial<Record<CsvStep, "good" | "bad">> = { verified: "good", failed: "bad" };

/** Goes back to an earlier step, keeping what is known of attempts. */
export const goBack = (work: Work, step: CsvStep, change: Partial<CsvRow> = {}): Promise<void> =>
  move(work, { ...change, step, intent: null, intentAt: null });

export const tell = (
  { ctx, csv }: Work,
  kind: "good" | "info" | "warning" | "bad",
  message: string,
  db: Executor = ctx.db,
): Promise<void> => addEvent(db, { batchId: csv.batchId, csvNumber: csv.number, kind, message });

/** Refusals that came before anything was done upstream. */
const NOT_MADE = new Set<AppError["code"]>([
  "not_connected",
  "needs_reauth",
  "connection_paused",
  "missing_scope",
  "location_inactive",
  "upstream_no_access",
  "upstream_rate_limited",
  "vault_sealed",
]);

/** Whether a failed write is known not to have been made: refused at the door, or never sent at all. */
const notMade = (error: unknown): boolean =>
  error instanceof AppError &&
  (NOT_MADE.has(error.code) || (error.code === "upstream_unavailable" && error.facts.upstreamStatus === 0));

/**
 * Makes one write with its intent stored before. The intent stays where nobody knows whether the write was made; it is
 * taken back where the call is known not to have been made. Only an answer that was refused or broken counts as an
 * attempt: a process that died on the way says nothing of the upstream, however often it dies.
 */
export async function write<T>(
  work: Work,
  intent: "upload" | "set_accounts" | "finalize",
  call: () => Promise<T>,
): Promise<T> {
  const { ctx, csv } = work;
  await move(work, { intent, intentAt: ctx.clock.now() });
  try {
    return await call();
  } catch (error) {
    if (notMade(error)) await move(work, { intent: null, intentAt: null });
    else if (isUnknown(error) || isRefusal(error)) await move(work, { intentAttempt: csv.intentAttempt + 1 });
    throw error;
  }
}

/** The upstream refused for good: nothing of this csv is or will be there. */
export const refuse = (work: Work, reason: string, change: Partial<CsvRow> = {}): Promise<void> =>
  reach(work, "failed", { ...change, statusReason: reason }, reason, (db) =>
    saveCsvOutcome(db, work.csv.id, "failed", reason),
  );

/** Stops this csv until a person decides, with what was sent and what was found. Nothing is sent meanwhile. */
export async function askPerson(work: Work, evidence: Evidence, upstreamCsvId?: string): Promise<void> {
  await move(work, {
    needsPerson: true,
    evidence,
    statusReason: evidence.title,
    ...(upstreamCsvId ? { upstreamCsvId } : {}),
  });
  await tell(work, "warning", `Waits for a person: ${evidence.title}`);
}

export async function pause(work: Work, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: work.signal }).catch(() => undefined);
}

/** Of these posts, those that other csvs of the location have claimed. */
export async function takenPosts({ ctx, csv }: Work, posts: readonly { id: string }[]): Promise<Set<string>> {
  return new Set(
    await readClaimedPosts(
      ctx.db,
      csv,
      posts.map(({ id }) => id),
    ),
  );
}
