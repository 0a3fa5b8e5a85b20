import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import {
  createValidator,
  detectDateOrder,
  type FieldKey,
  type Fields,
  hasError,
  mapColumns,
  type RawRow,
  ReadRefusal,
  readRows,
  type TargetAccount,
} from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { loadBatch } from "./load-batch";
import { requireWholeFile } from "./receive-file";
import {
  addEvent,
  deleteRows,
  insertRows,
  lockBatch,
  type NewImportRow,
  readAccountsOf,
  readPart,
  updateBatch,
} from "./repository";
import type { Reading } from "./schema";

const HEADER_ROWS = 30;
const INSERT_ROWS = 500;

export type Checked = { version: number; rows: number; ready: number; skipped: number };

/**
 * Reads the stored file again, trusting nothing of the browser but the person's reading of it (columns, edits, rows left
 * out), checks every row for the accounts it goes to, and stores rows and issues as a new version. Repeatable until the
 * batch is scheduled. Throws `unprocessable` with the line where the file cannot be read.
 */
export async function checkImport(ctx: Context, input: { batchId: string } & Reading): Promise<Checked> {
  const batch = await loadBatch(ctx, input.batchId);
  const parts = await requireWholeFile(ctx, batch.id, batch.fileSize);
  const accounts = await chosenAccounts(ctx, batch.locationId, input.accountIds);
  const file = await readFile(partsOf(ctx, batch.id, parts));
  const map = mapColumns(file.slice(0, HEADER_ROWS).map((row) => row.cells));
  const columns = input.columns ?? map.columns;
  const rows = applyReading(file.slice(map.headerRows), columns, input);
  const dateOrder =
    input.dateOrder ?? detectDateOrder(rows.map((row) => row.fields.postAtSpecificTime ?? ""));
  const validator = createValidator({
    accounts,
    assignment: input.accountIds,
    timezone: batch.timezone,
    now: ctx.clock.now().getTime(),
    dateOrder,
  });
  const excluded = new Set(input.excluded);

  return ctx.db.transaction(async (tx) => {
    const present = await lockBatch(tx, batch.id);
    if (!present || !["receiving", "ready"].includes(present.status)) {
      throw new AppError("already_running", {
        message: "This import is scheduled already; its rows cannot be changed any more.",
      });
    }
    await deleteRows(tx, batch.id);
    let ready = 0;
    const store = createRowWriter(tx);
    for (const row of rows) {
      const checked = excluded.has(row.row)
        ? { scheduledLocal: null, accountIds: [], issues: [] }
        : validator.check(row);
      const bad = hasError(checked.issues);
      const left = excluded.has(row.row);
      if (!bad && !left) ready++;
      await store.add({
        batchId: batch.id,
        row: row.row,
        fields: row.fields,
        scheduledLocal: checked.scheduledLocal,
        accountIds: checked.accountIds,
        issues: checked.issues,
        hasError: bad,
        ...(left ? { outcome: "skipped" as const, reason: "Left out in the preview." } : {}),
      });
    }
    await store.flush();
    const version = present.version + 1;
    await updateBatch(tx, batch.id, {
      status: "ready",
      version,
      format: map.format,
      reading: { columns, dateOrder },
      accountIds: input.accountIds,
      rowCount: rows.length,
    });
    await addEvent(tx, {
      batchId: batch.id,
      kind: "info",
      message: `${rows.length} rows checked, ${ready} ready`,
    });
    return { version, rows: rows.length, ready, skipped: rows.length - ready };
  });
}

async function chosenAccounts(ctx: Context, locationId: string, ids: string[]): Promise<TargetAccount[]> {
  const accounts = await readAccountsOf(ctx.db, locationId);
  const unknown = ids.filter((id) => !accounts.some((account) => account.id === id));
  if (unknown.length > 0) {
    throw new AppError("invalid_input", {
      message: `${unknown.length} of the chosen accounts do not belong to this location. Choose them again.`,
    });
  }
  return accounts;
}

async function* partsOf(ctx: Context, batchId: string, parts: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < parts; part++) {
    const bytes = await readPart(ctx.db, batchId, part);
    if (bytes) yield bytes;
  }
}

async function readFile(source: AsyncIterable<Uint8Array>): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  try {
    for await (const batch of readRows(source)) for (const row of batch) rows.push(row);
  } catch (error) {
    if (error instanceof ReadRefusal)
      throw new AppError("unprocessable", {
        message: error.message,
        facts: { line: error.line },
        cause: error,
      });
    throw error;
  }
  return rows;
}

function applyReading(
  raw: RawRow[],
  columns: (FieldKey | null)[],
  input: Reading,
): { row: number; fields: Fields }[] {
  const edits = new Map<number, Reading["edits"]>();
  for (const edit of input.edits) edits.set(edit.row, [...(edits.get(edit.row) ?? []), edit]);
  return raw.map(({ row, cells }) => {
    const fields: Fields = {};
    columns.forEach((key, index) => {
      const cell = cells[index];
      if (key && cell !== undefined && cell !== "") fields[key] = cell;
    });
    for (const { field, value } of edits.get(row) ?? []) {
      if (value === "") delete fields[field];
      else fields[field] = value;
    }
    return { row, fields };
  });
}

function createRowWriter(tx: Transaction) {
  let pending: NewImportRow[] = [];
  const flush = async () => {
    const rows = pending;
    pending = [];
    await insertRows(tx, rows);
  };
  return {
    add: async (row: NewImportRow) => {
      pending.push(row);
      if (pending.length >= INSERT_ROWS) await flush();
    },
    flush,
  };
}
