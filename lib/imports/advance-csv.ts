import { setTimeout as sleep } from "node:timers/promises";
import { tryWithLock } from "@/db/locks";
import { findUpstreamUser } from "@/lib/connections/find-upstream-user";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type CsvUpstream, csvUpstream } from "./csv-upstream";
import { finalizeEvidence, sameSet, setAccountsEvidence, verifyEvidence } from "./evidence";
import { claimPosts, readRejections, settleRows } from "./match-posts";
import {
  addEvent,
  type BatchRow,
  type CsvRow,
  readBatch,
  readCsv,
  readPostIds,
  readRowsOfCsv,
  saveCsvOutcome,
  saveOutcomes,
  updateCsv,
} from "./repository";
import { fileNameOf } from "./schedule-import";
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

const POLL_MAX_MS = 3_000;
const VERIFY_READS = 10;

export type Advance = "done" | "waiting";

/**
 * Takes one csv as far as it goes: upload → set-accounts → review → finalize → verify. Each write is preceded by a stored
 * intent; an intent found without its step (a crash, a broken call) is settled by reading before anything is repeated.
 * One process at a time works on a csv. Throws what keeps the whole batch waiting (connection, quota, upstream down).
 */
export async function advanceCsv(
  ctx: Context,
  csvId: string,
  signal: AbortSignal,
  timing: Timing = TIMING,
): Promise<Advance> {
  const held = await tryWithLock(ctx.db, `import-csv:${csvId}`, async (): Promise<Advance> => {
    for (;;) {
      const csv = await readCsv(ctx.db, csvId);
      const batch = csv ? await readBatch(ctx.db, ctx.companyId, csv.batchId) : null;
      if (!csv || !batch) return "done";
      if (csv.needsPerson || isFinal(csv.step)) return "done";
      if (batch.status !== "scheduling" || signal.aborted) return "waiting";
      const upstream = csvUpstream(ctx, csv, await findUpstreamUser(ctx, csv.locationId));
      await takeStep({ ctx, csv, batch, upstream, signal, timing });
    }
  });
  return held.locked ? held.value : "waiting";
}

export const isFinal = (step: CsvStep): boolean =>
  step === "verified" || step === "failed" || step === "cancelled";

type Work = {
  ctx: Context;
  csv: CsvRow;
  batch: BatchRow;
  upstream: CsvUpstream;
  signal: AbortSignal;
  timing: Timing;
};

function takeStep(work: Work): Promise<void> {
  switch (work.csv.step) {
    case "planned":
      return upload(work);
    case "uploaded":
      return work.csv.intent === "set_accounts" ? settleSetAccounts(work) : assignAccounts(work);
    case "accounts_set":
      return awaitReview(work);
    case "in_review":
      return work.csv.intent === "finalize" ? settleFinalize(work) : finalize(work);
    case "finalized":
      return verify(work);
    default:
      return Promise.resolve();
  }
}

async function reach(
  { ctx, csv }: Work,
  step: CsvStep,
  change: Partial<CsvRow> = {},
  event?: string,
): Promise<void> {
  const stepTimes = { ...(csv.stepTimes as Record<string, string>), [step]: ctx.clock.now().toISOString() };
  await updateCsv(ctx.db, csv.id, { ...change, step, intent: null, intentAt: null, stepTimes });
  if (event) await tell(csv, ctx, step === "verified" ? "good" : "info", event);
}

const tell = (csv: CsvRow, ctx: Context, kind: "good" | "info" | "warning" | "bad", message: string) =>
  addEvent(ctx.db, { batchId: csv.batchId, csvNumber: csv.number, kind, message });

const intend = ({ ctx, csv }: Work, intent: "upload" | "set_accounts" | "finalize") =>
  updateCsv(ctx.db, csv.id, { intent, intentAt: ctx.clock.now(), intentAttempt: csv.intentAttempt + 1 });

/** The upstream refused for good: nothing of this csv is or will be there. */
async function refuse(work: Work, reason: string): Promise<void> {
  await saveCsvOutcome(work.ctx.db, work.csv.id, "failed", reason);
  await reach(work, "failed", { statusReason: reason });
  await tell(work.csv, work.ctx, "bad", reason);
}

const isRefusal = (error: unknown): error is AppError =>
  error instanceof AppError && (error.code === "upstream_refused" || error.code === "upstream_not_found");
const isUnknown = (error: unknown): boolean =>
  error instanceof AppError && error.code === "upstream_unknown_outcome";

/** An uploaded file alone posts nothing and shows in no list, so an upload of unknown outcome may simply be made again. */
async function upload(work: Work): Promise<void> {
  const { ctx, csv, upstream } = work;
  const rows = await readRowsOfCsv(ctx.db, csv.id);
  await intend(work, "upload");
  try {
    const { filePath, rowsCount } = await upstream.upload(rows);
    if (rowsCount !== rows.length) {
      return refuse(
        work,
        `The Social Media API read ${rowsCount} rows of ${rows.length}; nothing was scheduled. Look at the captions and dates of this part.`,
      );
    }
    await reach(work, "uploaded", { filePath }, `Uploaded ${rows.length} rows`);
  } catch (error) {
    if (isRefusal(error)) return refuse(work, error.message);
    if (!isUnknown(error) || csv.intentAttempt >= 5) throw error;
    await tell(
      csv,
      ctx,
      "warning",
      "The answer to the upload never came; a file alone posts nothing, so it is sent again",
    );
  }
}

async function assignAccounts(work: Work): Promise<void> {
  const { ctx, csv, upstream } = work;
  await intend(work, "set_accounts");
  try {
    const csvId = await upstream.setAccounts(csv.filePath ?? "", csv.rowCount);
    // The older API version answers without an id: the csv is found by its file.
    if (csvId) await reach(work, "accounts_set", { upstreamCsvId: csvId }, "Accounts set");
  } catch (error) {
    if (isRefusal(error)) return refuse(work, error.message);
    if (!isUnknown(error)) throw error;
    await tell(
      csv,
      ctx,
      "warning",
      "set-accounts was sent, the answer never came; looking for the import before anything is repeated",
    );
  }
}

/**
 * Was set-accounts done? The csv list tells by the file's path. Silent after several reads, the file is uploaded anew under
 * another name: only a finalized csv posts anything, and what may still turn up of the old one is deleted before that.
 */
async function settleSetAccounts(work: Work): Promise<void> {
  const { ctx, csv, upstream } = work;
  for (let read = 0; read < work.timing.lagReads; read++) {
    const [found] = await upstream.findByPath([csv.filePath ?? ""]);
    if (found) {
      const same =
        sameSet(found.accountIds ?? [], csv.accountIds) && (found.count ?? csv.rowCount) === csv.rowCount;
      if (same)
        return reach(
          work,
          "accounts_set",
          { upstreamCsvId: found.id },
          "Found the import by its file and went on with it",
        );
      return askPerson(work, found.id, setAccountsEvidence(csv, found));
    }
    await pause(work, work.timing.lagMs);
  }
  await tell(csv, ctx, "info", "The import was never made; the file is sent again under another name");
  await updateCsv(ctx.db, csv.id, {
    step: "planned",
    intent: null,
    intentAt: null,
    filePath: null,
    fileName: fileNameOf(csv.batchId, csv.number, csv.abandonedPaths.length + 2),
    abandonedPaths: [...csv.abandonedPaths, csv.filePath ?? ""],
  });
}

async function awaitReview(work: Work): Promise<void> {
  const status = await poll(work, (now) => now !== "pending" && now !== "in_progress");
  if (status === null) return;
  if (status === "in_review") return reach(work, "in_review", {}, "In review");
  if (status === "importing" || status === "completed") return reach(work, "finalized", {}, "Finalized");
  if (status === "deleted")
    return refuse(work, "The import was deleted at the Social Media API before it was finalized.");
  const { posts } = await work.upstream.read(work.csv.upstreamCsvId ?? "");
  const rows = await readRowsOfCsv(work.ctx.db, work.csv.id);
  const rejections = readRejections(rows, posts);
  await saveOutcomes(
    work.ctx.db,
    work.csv.batchId,
    rows.map((row) => ({
      row: row.row,
      outcome: "failed",
      reason: rejections.get(row.row) ?? "The Social Media API failed this csv.",
      postIds: [],
    })),
  );
  await refuse(work, "The Social Media API rejected every row of this csv.");
}

async function finalize(work: Work): Promise<void> {
  const { ctx, csv, upstream } = work;
  await removeAbandoned(work);
  await intend(work, "finalize");
  try {
    await upstream.finalize(csv.upstreamCsvId ?? "");
    await reach(work, "finalized", {}, "Finalized");
  } catch (error) {
    if (isUnknown(error) || isRefusal(error)) {
      await tell(
        csv,
        ctx,
        "warning",
        "finalize was sent without a clear answer; reading the import's state before anything is repeated",
      );
      return;
    }
    throw error;
  }
}

/** Was finalize done? The import's own state tells, once it had time to show. */
async function settleFinalize(work: Work): Promise<void> {
  const { ctx, csv } = work;
  const since = ctx.clock.now().getTime() - (csv.intentAt?.getTime() ?? 0);
  if (since < work.timing.settledMs) await pause(work, work.timing.settledMs - since);
  const { csv: found } = await work.upstream.read(csv.upstreamCsvId ?? "");
  if (found.status === "importing" || found.status === "completed")
    return reach(work, "finalized", {}, "Was finalized");
  if (found.status === "in_review") {
    const rows = await readRowsOfCsv(ctx.db, csv.id);
    const posts = claimPosts(
      rows,
      await work.upstream.postsAround(work.batch.timezone),
      work.batch.timezone,
      await takenPosts(work),
    );
    const there = [...posts.values()].filter((ids) => ids.length > 0).length;
    if (there === 0) return reach(work, "in_review", {}, "Was not finalized; it is done now");
    return askPerson(work, found.id, finalizeEvidence(csv, there));
  }
  return refuse(work, `The import is ${found.status ?? "gone"} at the Social Media API.`);
}

async function removeAbandoned(work: Work): Promise<void> {
  const { csv, upstream } = work;
  if (csv.abandonedPaths.length === 0) return;
  for (const orphan of await upstream.findByPath(csv.abandonedPaths)) {
    if (orphan.id === csv.upstreamCsvId || orphan.status === "importing" || orphan.status === "completed")
      continue;
    await upstream.remove(orphan.id);
    await tell(csv, work.ctx, "info", "Deleted an unanswered upload that had turned up after all");
  }
}

async function verify(work: Work): Promise<void> {
  const { ctx, csv, batch, upstream } = work;
  if ((await poll(work, (now) => now !== "importing" && now !== "in_review")) === null) return;
  const rows = await readRowsOfCsv(ctx.db, csv.id);
  const { posts } = await upstream.read(csv.upstreamCsvId ?? "");
  const rejections = readRejections(rows, posts);
  const taken = await takenPosts(work);
  let best = settleRows(rows, rejections, new Map());
  for (let read = 0; read < VERIFY_READS; read++) {
    const claims = claimPosts(rows, await upstream.postsAround(batch.timezone), batch.timezone, taken);
    best = settleRows(rows, rejections, claims);
    if (best.missing === 0) break;
    await pause(work, work.timing.lagMs);
    if (work.signal.aborted) return;
  }
  await saveOutcomes(ctx.db, csv.batchId, best.outcomes);
  if (best.missing > 0) return askPerson(work, csv.upstreamCsvId ?? "", verifyEvidence(csv, best.missing));
  const failed = best.outcomes.filter((one) => one.outcome === "failed").length;
  await reach(
    work,
    "verified",
    { statusReason: null },
    `${rows.length - failed} scheduled${failed ? `, ${failed} failed` : ""}`,
  );
}

async function takenPosts({ ctx, csv }: Work): Promise<Set<string>> {
  return new Set(await readPostIds(ctx.db, csv.locationId, csv.id));
}

/** Reads the csv's status until `settled`; null when the work was interrupted. */
async function poll(work: Work, settled: (status: string) => boolean): Promise<string | null> {
  for (let wait = work.timing.pollMs; ; wait = Math.min(POLL_MAX_MS, wait * 1.4)) {
    const { csv } = await work.upstream.read(work.csv.upstreamCsvId ?? "");
    const status = csv.status ?? "pending";
    if (settled(status)) return status;
    await pause(work, wait);
    const batch = await readBatch(work.ctx.db, work.ctx.companyId, work.csv.batchId);
    if (work.signal.aborted || batch?.status !== "scheduling") return null;
    // Progress counts as life: the sweep leaves a batch alone that is being followed.
    await updateCsv(work.ctx.db, work.csv.id, {});
  }
}

async function pause(work: Work, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal: work.signal }).catch(() => undefined);
}

async function askPerson(work: Work, upstreamCsvId: string, evidence: Evidence): Promise<void> {
  await updateCsv(work.ctx.db, work.csv.id, {
    needsPerson: true,
    upstreamCsvId,
    evidence,
    statusReason: evidence.title,
  });
  await tell(work.csv, work.ctx, "warning", `Waits for a person: ${evidence.title}`);
}
