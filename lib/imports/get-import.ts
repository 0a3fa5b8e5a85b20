import { type Context, mayUseLocation } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { type ApprovalRow, readApproval, readApprovals, readApprovers } from "./approval-repository";
import { approvalView, mayDecide } from "./approve-import";
import { readGroup, readPlaces } from "./check-repository";
import { readNumbers } from "./csv-list-repository";
import { countUncut } from "./cut-repository";
import { csvsOf } from "./list-csvs";
import { loadBatch } from "./load-batch";
import { fileBatchOf } from "./open-sheet";
import {
  type BatchRow,
  listBatches,
  readAccountsOf,
  readBatch,
  readEvents,
  readPart,
  readPartNumbers,
} from "./repository";
import { countRows, type ImportRow, readRows } from "./row-repository";
import {
  type BatchSummary,
  type BatchView,
  importIssue,
  type RowCounts,
  type RowView,
  type SiblingView,
  storedReading,
} from "./schema";
import { readUndo } from "./tell-deletion";

const NO_ROWS: RowCounts = {
  rows: 0,
  scheduled: 0,
  waiting: 0,
  failed: 0,
  skipped: 0,
  deleted: 0,
  waitingForPerson: 0,
};
/** Where rows in no csv tell something: those that are ready, those still to be cut. */
const UNCUT = new Set<BatchRow["status"]>(["ready", "scheduling", "paused"]);
const FAILED_SHOWN = 50;
const EVENTS_SHOWN = 100;

function summaryOf(
  batch: BatchRow,
  locationName: string,
  counts: RowCounts | undefined,
  approval: ApprovalRow | null | undefined,
): BatchSummary {
  const asked = batch.status === "ready" && approval?.version === batch.version ? approval.status : null;
  return {
    standing: asked === "withdrawn" ? null : asked,
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

async function rowsOf(ctx: Context, rows: readonly ImportRow[]): Promise<RowView[]> {
  const numbers = await readNumbers(ctx.db, [...new Set(rows.flatMap(({ csvId }) => csvId ?? []))]);
  return rows.map((row) => ({
    row: row.row,
    fields: row.fields as Record<string, string>,
    scheduledLocal: row.scheduledLocal,
    accountIds: row.accountIds,
    issues: importIssue.array().parse(row.issues),
    outcome: row.outcome,
    reason: row.reason,
    csvNumber: row.csvId ? (numbers.get(row.csvId) ?? null) : null,
    postIds: row.postIds,
  }));
}

/** A batch with the sums of its csvs and the foremost of them, its first failed rows and its timeline. Throws `not_found`, `location_refused`. */
export async function getImport(ctx: Context, batchId: string): Promise<BatchView> {
  const batch = await loadBatch(ctx, batchId);
  const checking = batch.status === "checking";
  const [location, counts, uncut, csvs, failed, events, accounts, parts, siblings, approval, undo] =
    await Promise.all([
      getLocation(ctx, batch.locationId),
      checking ? new Map<string, RowCounts>() : countRows(ctx.db, [batch.id]),
      UNCUT.has(batch.status) ? countUncut(ctx.db, [batch.id]).then((of) => of.get(batch.id) ?? 0) : 0,
      csvsOf(ctx, batch.id),
      checking ? [] : readRows(ctx.db, batch.id, { outcome: "failed", after: 0, limit: FAILED_SHOWN }),
      readEvents(ctx.db, batch.id, EVENTS_SHOWN),
      readAccountsOf(ctx.db, batch.locationId),
      readPartNumbers(ctx.db, fileBatchOf(batch)),
      siblingsOf(ctx, batch),
      readApproval(ctx.db, batch.id),
      readUndo(ctx, batch.id),
    ]);
  const summary = summaryOf(batch, location.name, counts.get(batch.id), approval);
  return {
    ...summary,
    cutting: batch.status !== "ready" && uncut > 0 ? { rows: uncut } : null,
    revocable: Math.max(0, summary.counts.waiting - csvs.begun),
    csvSums: csvs.csvSums,
    csvs: csvs.csvs,
    failedRows: await rowsOf(ctx, failed),
    events: events.map(({ at, csvNumber, kind, message }) => ({
      at: at.toISOString(),
      csvNumber,
      kind,
      message,
    })),
    accounts: accounts.map(({ id, name, platform }) => ({ id, name, platform })),
    fileHash: batch.fileHash,
    parts: parts.map(({ part }) => part),
    ready: batch.status === "ready" ? uncut : 0,
    check: checking ? await progressOf(ctx, batch) : null,
    ...siblings,
    ...undo,
    approval: approvalView(
      ctx,
      approval,
      batch,
      approval ? await readApprovers(ctx.db, ctx.companyId, batch.locationId) : [],
    ),
  };
}

/** A file for several locations is checked by the batch that received it; all of them tell its progress. */
async function progressOf(ctx: Context, batch: BatchRow): Promise<NonNullable<BatchView["check"]>> {
  const first = batch.groupId ? ((await readBatch(ctx.db, ctx.companyId, batch.groupId)) ?? batch) : batch;
  const reading = storedReading.safeParse(first.reading);
  return { rows: first.rowCount, total: (reading.success && reading.data.found?.rows) || null };
}

/** The other batches of the same file, as far as the actor may see their locations. */
async function siblingsOf(
  ctx: Context,
  batch: BatchRow,
): Promise<Pick<BatchView, "siblings" | "hiddenLocations">> {
  if (batch.groupId === null) return { siblings: [], hiddenLocations: 0 };
  const others = (await readGroup(ctx.db, batch.groupId)).filter((one) => one.id !== batch.id);
  const group = others.filter((one) => mayUseLocation(ctx, one.locationId));
  const ids = group.map((one) => one.id);
  const [counts, uncut, places, approvals] = await Promise.all([
    countRows(ctx.db, ids),
    countUncut(
      ctx.db,
      group.filter((one) => one.status === "ready").map((one) => one.id),
    ),
    readPlaces(
      ctx.db,
      ctx.companyId,
      group.map((one) => one.locationId),
    ),
    readApprovals(ctx.db, ids),
  ]);
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const siblings = group.map((one) => ({
    batchId: one.id,
    locationId: one.locationId,
    locationName: names.get(one.locationId) ?? one.locationId,
    status: one.status,
    counts: counts.get(one.id) ?? NO_ROWS,
    ready: uncut.get(one.id) ?? 0,
    approval: approvalOf(ctx, one, approvals.get(one.id)),
  }));
  return { siblings, hiddenLocations: others.length - group.length };
}

function approvalOf(
  ctx: Context,
  batch: BatchRow,
  approval: ApprovalRow | undefined,
): SiblingView["approval"] {
  if (!approval || approval.status === "withdrawn") return null;
  return {
    status: approval.status,
    current: approval.version === batch.version,
    mayDecide: mayDecide(ctx, approval, batch),
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
  const ids = found.map(({ batch }) => batch.id);
  const [counts, approvals] = await Promise.all([countRows(ctx.db, ids), readApprovals(ctx.db, ids)]);
  return found.map(({ batch, locationName }) =>
    summaryOf(batch, locationName, counts.get(batch.id), approvals.get(batch.id)),
  );
}

/** Rows of a batch after row number `after`. */
export async function listRows(
  ctx: Context,
  input: {
    batchId: string;
    outcome?: ImportRow["outcome"] | undefined;
    ready?: boolean;
    after: number;
    limit: number;
  },
): Promise<RowView[]> {
  const batch = await loadBatch(ctx, input.batchId);
  const rows = await readRows(ctx.db, batch.id, {
    after: input.after,
    limit: input.limit,
    ...(input.outcome ? { outcome: input.outcome } : {}),
    ready: input.ready ?? false,
  });
  return rowsOf(ctx, rows);
}

/** The file as it was uploaded, part by part. */
export async function openOriginal(
  ctx: Context,
  batchId: string,
): Promise<{ fileName: string; bytes: AsyncGenerator<Uint8Array> }> {
  const batch = await loadBatch(ctx, batchId);
  const fileId = fileBatchOf(batch);
  const parts = await readPartNumbers(ctx.db, fileId);
  async function* bytes() {
    for (const { part } of parts) {
      const chunk = await readPart(ctx.db, fileId, part);
      if (chunk) yield new Uint8Array(chunk);
    }
  }
  return { fileName: batch.fileName, bytes: bytes() };
}
