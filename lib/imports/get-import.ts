import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { type CsvRow, countCsvOutcomes, readCsvs } from "./csv-repository";
import { loadBatch } from "./load-batch";
import {
  type BatchRow,
  countRows,
  type ImportRow,
  listBatches,
  readAccountsOf,
  readEvents,
  readPart,
  readPartNumbers,
  readRows,
} from "./repository";
import {
  type BatchSummary,
  type BatchView,
  type CsvView,
  evidence,
  importIssue,
  type RowCounts,
  type RowView,
} from "./schema";

const NO_ROWS: RowCounts = { rows: 0, scheduled: 0, waiting: 0, failed: 0, skipped: 0, waitingForPerson: 0 };
const FAILED_SHOWN = 200;
const EVENTS_SHOWN = 100;

function summaryOf(batch: BatchRow, locationName: string, counts: RowCounts | undefined): BatchSummary {
  return {
    batchId: batch.id,
    locationId: batch.locationId,
    locationName,
    timezone: batch.timezone,
    fileName: batch.fileName,
    fileSize: batch.fileSize,
    format: batch.format,
    status: batch.status,
    statusReason: batch.statusReason,
    version: batch.version,
    counts: counts ?? NO_ROWS,
    createdBy: batch.createdByName,
    createdAt: batch.createdAt.toISOString(),
    scheduledBy: batch.scheduledBy,
    scheduledAt: batch.scheduledAt?.toISOString() ?? null,
    finishedAt: batch.finishedAt?.toISOString() ?? null,
  };
}

function rowOf(row: ImportRow, numbers: Map<string, number>): RowView {
  return {
    row: row.row,
    fields: row.fields as Record<string, string>,
    scheduledLocal: row.scheduledLocal,
    accountIds: row.accountIds,
    issues: importIssue.array().parse(row.issues),
    outcome: row.outcome,
    reason: row.reason,
    csvNumber: row.csvId ? (numbers.get(row.csvId) ?? null) : null,
    postIds: row.postIds,
  };
}

function csvOf(csv: CsvRow, counts: Record<string, number> = {}): CsvView {
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
    stepTimes: csv.stepTimes as Record<string, string>,
  };
}

/** A batch with its csvs, failed rows and timeline. Throws `not_found`, `location_refused`. */
export async function getImport(ctx: Context, batchId: string): Promise<BatchView> {
  const batch = await loadBatch(ctx, batchId);
  const [location, counts, csvs, outcomes, failed, events, accounts, parts] = await Promise.all([
    getLocation(ctx, batch.locationId),
    countRows(ctx.db, [batch.id]),
    readCsvs(ctx.db, batch.id),
    countCsvOutcomes(ctx.db, batch.id),
    readRows(ctx.db, batch.id, { outcome: "failed", after: 0, limit: FAILED_SHOWN }),
    readEvents(ctx.db, batch.id, EVENTS_SHOWN),
    readAccountsOf(ctx.db, batch.locationId),
    readPartNumbers(ctx.db, batch.id),
  ]);
  const numbers = new Map(csvs.map((csv) => [csv.id, csv.number]));
  return {
    ...summaryOf(batch, location.name, counts.get(batch.id)),
    csvs: csvs.map((csv) => csvOf(csv, outcomes.get(csv.id))),
    failedRows: failed.map((row) => rowOf(row, numbers)),
    events: events.map(({ at, csvNumber, kind, message }) => ({
      at: at.toISOString(),
      csvNumber,
      kind,
      message,
    })),
    accounts: accounts.map(({ id, name, platform }) => ({ id, name, platform })),
    parts: parts.map(({ part }) => part),
  };
}

/** Imports of the granted locations, newest first. */
export async function listImports(
  ctx: Context,
  page: { locationId?: string | undefined; before?: string | undefined; limit: number },
): Promise<BatchSummary[]> {
  if (page.locationId) await getLocation(ctx, page.locationId);
  const found = await listBatches(ctx.db, ctx.companyId, ctx.locations, {
    limit: page.limit,
    ...(page.locationId ? { locationId: page.locationId } : {}),
    ...(page.before ? { before: new Date(page.before) } : {}),
  });
  const counts = await countRows(
    ctx.db,
    found.map(({ batch }) => batch.id),
  );
  return found.map(({ batch, locationName }) => summaryOf(batch, locationName, counts.get(batch.id)));
}

/** Rows of a batch after row number `after`. */
export async function listRows(
  ctx: Context,
  input: { batchId: string; outcome?: ImportRow["outcome"] | undefined; after: number; limit: number },
): Promise<RowView[]> {
  const batch = await loadBatch(ctx, input.batchId);
  const [rows, csvs] = await Promise.all([
    readRows(ctx.db, batch.id, {
      after: input.after,
      limit: input.limit,
      ...(input.outcome ? { outcome: input.outcome } : {}),
    }),
    readCsvs(ctx.db, batch.id),
  ]);
  const numbers = new Map(csvs.map((csv) => [csv.id, csv.number]));
  return rows.map((row) => rowOf(row, numbers));
}

/** The file as it was uploaded, part by part. */
export async function openOriginal(
  ctx: Context,
  batchId: string,
): Promise<{ fileName: string; bytes: AsyncGenerator<Uint8Array> }> {
  const batch = await loadBatch(ctx, batchId);
  const parts = await readPartNumbers(ctx.db, batch.id);
  async function* bytes() {
    for (const { part } of parts) {
      const chunk = await readPart(ctx.db, batch.id, part);
      if (chunk) yield new Uint8Array(chunk);
    }
  }
  return { fileName: batch.fileName, bytes: bytes() };
}
