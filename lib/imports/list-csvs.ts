import type { Context } from "@/lib/context";
import {
  countCsvOutcomes,
  countFinalizedWaiting,
  countVerifiedSince,
  readCsvPage,
  readForemostCsvs,
  readSentAgain,
  sumCsvStates,
} from "./csv-list-repository";
import type { CsvRow } from "./csv-repository";
import { loadBatch } from "./load-batch";
import { type BatchView, CSV_STATES, type CsvState, type CsvSums, type CsvView, evidence } from "./schema";

/** As many csvs as the live view carries; the others are asked for. */
const FOREMOST = 50;
const LATELY_MS = 2 * 60_000;

const NOT_SENT_AGAIN: CsvView["sentAgain"] = { rows: 0, csvs: [] };

function csvOf(
  csv: CsvRow,
  counts: Record<string, number> = {},
  sentAgain: CsvView["sentAgain"] = NOT_SENT_AGAIN,
): CsvView {
  return {
    id: csv.id,
    number: csv.number,
    csvId: csv.upstreamCsvId,
    step: csv.step,
    needsPerson: csv.needsPerson,
    statusReason: csv.statusReason,
    evidence: csv.evidence === null ? null : evidence.parse(csv.evidence),
    rows: csv.rowCount,
    accountIds: csv.accountIds,
    firstLocal: csv.firstLocal,
    lastLocal: csv.lastLocal,
    scheduled: counts.scheduled ?? 0,
    waiting: counts.waiting ?? 0,
    failed: counts.failed ?? 0,
    deleted: counts.deleted ?? 0,
    sentAgain,
    stepTimes: csv.stepTimes as Record<string, string>,
  };
}

async function viewsOf(ctx: Context, csvs: readonly CsvRow[]): Promise<CsvView[]> {
  const ids = csvs.map(({ id }) => id);
  const [outcomes, again] = await Promise.all([countCsvOutcomes(ctx.db, ids), readSentAgain(ctx.db, ids)]);
  return csvs.map((csv) => csvOf(csv, outcomes.get(csv.id), again.get(csv.id)));
}

/** What a batch tells of its csvs, however many there are: their sums, and those that a person looks for first. */
export async function csvsOf(
  ctx: Context,
  batchId: string,
): Promise<Pick<BatchView, "csvs" | "csvSums"> & { begun: number }> {
  const sums = await sumCsvStates(ctx.db, batchId);
  const states = Object.fromEntries(CSV_STATES.map((state) => [state, 0])) as CsvSums["states"];
  for (const { state, csvs } of sums) states[state] = csvs;
  const csvSums = {
    csvs: sums.reduce((sum, { csvs }) => sum + csvs, 0),
    rows: sums.reduce((sum, { rows }) => sum + rows, 0),
    states,
    verifiedLately: 0,
  };
  if (csvSums.csvs === 0) return { csvSums, csvs: [], begun: 0 };
  const since = new Date(ctx.clock.now().getTime() - LATELY_MS);
  const [foremost, verifiedLately, begun] = await Promise.all([
    readForemostCsvs(ctx.db, batchId, FOREMOST),
    states.done > 0 ? countVerifiedSince(ctx.db, batchId, since) : 0,
    states.moving + states.person > 0 ? countFinalizedWaiting(ctx.db, batchId) : 0,
  ]);
  return { csvSums: { ...csvSums, verifiedLately }, csvs: await viewsOf(ctx, foremost), begun };
}

/** Csvs of a batch after a number, of one state or of all, in the order they were cut. */
export async function listCsvs(
  ctx: Context,
  input: { batchId: string; state?: CsvState | undefined; after: number; limit: number },
): Promise<CsvView[]> {
  const batch = await loadBatch(ctx, input.batchId);
  return viewsOf(ctx, await readCsvPage(ctx.db, batch.id, input));
}
