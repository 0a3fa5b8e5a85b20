import { tryWithLock } from "@/db/locks";
import { newId } from "@/db/new-id";
import type { Context } from "@/lib/context";
import { hasError, ReadRefusal, SheetValidators } from "@/lib/csv";
import { emptyValues, valuesOf } from "@/lib/csv/values";
import { number, plural } from "@/lib/format";
import { readPlace } from "./check-places";
import {
  type CheckedRecord,
  countChecked,
  deleteRowsOf,
  deleteSiblings,
  insertCheckedRows,
  noteProgress,
  type PlaceRow,
  readGroup,
  readPlaces,
} from "./check-repository";
import { createRowMaker, openSheet, withoutHeader } from "./open-sheet";
import { addEvent, type BatchRow, insertBatch, readBatch, updateBatch } from "./repository";
import { tidyRows } from "./row-repository";
import { type StoredReading, storedReading } from "./schema";
import { surveySheet } from "./survey-sheet";

const CHUNK_ROWS = 2_000;

type Found = NonNullable<StoredReading["found"]>;

/** Somebody cancelled the check or asked for another one: this one writes nothing more. */
class GivenUp extends Error {
  override name = "GivenUp";
}

/**
 * Reads and checks the file of a batch: a first pass finds out what is in it, a second one stores its rows in chunks, each
 * with its count in one transaction. Killed at any point and run again it goes on after the last stored chunk and makes the
 * same rows. Holds a chunk of rows at a time. A file that cannot be read fails the batch with the reason and the line.
 */
export async function checkRows(ctx: Context, batchId: string, signal: AbortSignal): Promise<void> {
  await tryWithLock(ctx.db, `import-check:${batchId}`, async () => {
    // A check that was asked for anew while this one ran is done here at once.
    while (!signal.aborted && (await checkOnce(ctx, batchId, signal)) === "given up");
  });
}

async function checkOnce(ctx: Context, batchId: string, signal: AbortSignal): Promise<"done" | "given up"> {
  const batch = await readBatch(ctx.db, ctx.companyId, batchId);
  if (batch?.status !== "checking") return "done";
  try {
    const reading = storedReading.parse(batch.reading);
    const directory = await readPlaces(ctx.db, ctx.companyId, reading.granted);
    const found = reading.found ?? (await survey(ctx, batch, reading, directory, signal));
    if (found) await storeRows(ctx, batch, { ...reading, found }, directory, signal);
  } catch (error) {
    if (error instanceof GivenUp) return "given up";
    if (!(error instanceof ReadRefusal)) throw error;
    await refuse(ctx, batch, error);
  }
  return "done";
}

/** The first pass, and what follows from it at once: a batch for each location, and none of an earlier check's rows. */
async function survey(
  ctx: Context,
  batch: BatchRow,
  reading: StoredReading,
  directory: readonly PlaceRow[],
  signal: AbortSignal,
): Promise<Found | null> {
  const seen = await surveySheet(ctx, batch, reading, directory, signal);
  if (!seen) return null;
  const { locationIds, ...facts } = seen;
  return ctx.db.transaction(async (tx) => {
    if (!(await noteProgress(tx, batch, 0))) throw new GivenUp();
    const present = await readGroup(tx, batch.id);
    const members = locationIds.map((locationId) => ({
      locationId,
      batchId:
        locationId === batch.locationId
          ? batch.id
          : (present.find((one) => one.locationId === locationId)?.id ?? newId()),
    }));
    const ids = members.map((member) => member.batchId);
    await deleteRowsOf(tx, ids);
    await deleteSiblings(tx, batch.id, ids);
    for (const member of members) {
      if (member.batchId === batch.id) continue;
      const shared = { version: batch.version, status: "checking" as const, statusReason: null, rowCount: 0 };
      if (present.some(({ id }) => id === member.batchId)) {
        await updateBatch(tx, member.batchId, { ...shared, finishedAt: null });
        continue;
      }
      await insertBatch(tx, {
        ...shared,
        id: member.batchId,
        companyId: batch.companyId,
        locationId: member.locationId,
        groupId: batch.id,
        fileName: batch.fileName,
        fileSize: batch.fileSize,
        fileHash: batch.fileHash,
        format: facts.format,
        timezone: directory.find(({ id }) => id === member.locationId)?.timezone ?? batch.timezone,
        createdBy: batch.createdBy,
        createdByName: batch.createdByName,
      });
    }
    const found: Found = { ...facts, members };
    await updateBatch(tx, batch.id, {
      format: facts.format,
      reading: { ...reading, found },
      groupId: members.length > 1 ? batch.id : null,
    });
    return found;
  });
}

type Checking = StoredReading & { found: Found };

async function storeRows(
  ctx: Context,
  batch: BatchRow,
  reading: Checking,
  directory: readonly PlaceRow[],
  signal: AbortSignal,
): Promise<void> {
  const { found } = reading;
  const places = await Promise.all(
    found.members.map(({ locationId }) => {
      const known = directory.find(({ id }) => id === locationId);
      const location = known ?? { id: locationId, name: locationId, timezone: batch.timezone };
      return readPlace(ctx, location, locationId === batch.locationId, reading);
    }),
  );
  const [home, ...others] = places.map(({ place }) => place);
  if (!home) throw new Error(`batch ${batch.id} has no location`);
  const check = createChecker(
    reading,
    new SheetValidators(
      [home, ...others],
      {
        now: Date.parse(reading.checkedAt),
        dateOrder: found.dateOrder,
        dateOrderProven: found.dateOrderProven,
      },
      directory,
    ),
  );
  const makeRows = createRowMaker(found.columns, reading);
  // What was stored before a crash is seen again, since later rows are compared with it, and not stored twice.
  let stored = (await readBatch(ctx.db, batch.companyId, batch.id))?.rowCount ?? 0;
  let seen = 0;
  let pending: CheckedRecord[] = [];
  const store = async () => {
    const rows = pending;
    pending = [];
    await ctx.db.transaction(async (tx) => {
      if (!(await noteProgress(tx, batch, seen))) throw new GivenUp();
      await insertCheckedRows(tx, rows);
    });
    stored = seen;
  };
  for await (const { rows } of withoutHeader(openSheet(ctx, batch))) {
    for (const raw of rows) {
      for (const row of makeRows(raw)) {
        const record = check(row);
        seen++;
        if (seen > stored) pending.push(record);
        if (pending.length >= CHUNK_ROWS) await store();
      }
    }
    if (signal.aborted) return;
  }
  if (pending.length > 0) await store();
  await finish(
    ctx,
    batch,
    reading,
    places.flatMap(({ warning }) => warning ?? []),
    home.assignment,
  );
}

function createChecker(reading: Checking, validators: SheetValidators) {
  const excluded = new Set(reading.excluded);
  const scratch = emptyValues();
  const batchIds = reading.found.members.map(({ batchId }) => batchId);
  return ({ row, fields }: { row: number; fields: Record<string, string> }): CheckedRecord => {
    const left = excluded.has(row);
    const { validator, place, trouble } = validators.of(valuesOf(fields, scratch));
    const batchId = batchIds[place] ?? "";
    if (left)
      return {
        batchId,
        row,
        fields,
        scheduledLocal: null,
        accountIds: [],
        issues: [],
        hasError: false,
        excluded: true,
      };
    const { scheduledLocal, accountIds, issues } = validator.checkValues(row, scratch, undefined, trouble);
    return {
      batchId,
      row,
      fields,
      scheduledLocal,
      accountIds,
      issues,
      hasError: hasError(issues),
      excluded: false,
    };
  };
}

async function finish(
  ctx: Context,
  batch: BatchRow,
  reading: Checking,
  warnings: readonly string[],
  accountIds: readonly string[],
): Promise<void> {
  const { found } = reading;
  await ctx.db.transaction(async (tx) => {
    if (!(await noteProgress(tx, batch, found.rows))) throw new GivenUp();
    for (const { batchId } of found.members) {
      const { rows, ready } = await countChecked(tx, batchId);
      await updateBatch(tx, batchId, {
        status: "ready",
        version: batch.version,
        format: found.format,
        rowCount: rows,
        ...(batchId === batch.id
          ? {
              accountIds: [...accountIds],
              // Edits and rows left out live on in the rows themselves.
              reading: { columns: found.columns, dateOrder: found.dateOrder },
            }
          : {}),
      });
      await addEvent(tx, {
        batchId,
        kind: "info",
        message: `${plural(rows, "row")} checked, ${number(ready)} ready`,
      });
    }
    for (const message of warnings) await addEvent(tx, { batchId: batch.id, kind: "warning", message });
  });
  await tidyRows(ctx.db, found.rows);
}

async function refuse(ctx: Context, batch: BatchRow, refusal: ReadRefusal): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    if (!(await noteProgress(tx, batch, 0))) return;
    const group = await readGroup(tx, batch.id);
    const ids = [batch.id, ...group.map(({ id }) => id).filter((id) => id !== batch.id)];
    await deleteRowsOf(tx, ids);
    for (const id of ids) {
      await updateBatch(tx, id, { status: "failed", statusReason: refusal.message, rowCount: 0 });
      await addEvent(tx, { batchId: id, kind: "bad", message: refusal.message });
    }
  });
}
