import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { createPlaceFinder, type FieldKey, judgeDateOrder, ReadRefusal } from "@/lib/csv";
import { localOf, newClock, parseDate } from "@/lib/csv/dates";
import { createRowMaker, openSheet, withoutHeader } from "./open-sheet";
import type { BatchRow } from "./repository";
import type { StoredReading } from "./schema";

export type Survey = Omit<NonNullable<StoredReading["found"]>, "members"> & {
  /** Locations that rows go to, the file's own first. */
  locationIds: string[];
};

/**
 * The first pass over a file: is it whole and readable, how many rows, what are its columns, which way round are its dates,
 * between which days, and which locations does it name? Holds nothing of it. Throws `ReadRefusal` with the line.
 */
export async function surveySheet(
  ctx: Context,
  batch: BatchRow,
  reading: StoredReading,
  directory: readonly { id: string; name: string }[],
  signal: AbortSignal,
): Promise<Survey | null> {
  const find = createPlaceFinder(directory);
  const places = new Set([batch.locationId]);
  const days = { MDY: createSpan("MDY"), DMY: createSpan("DMY") };
  let rows = 0;
  let known: { format: Survey["format"]; headerRows: number; columns: (FieldKey | null)[] } | null = null;
  let makeRows: ReturnType<typeof createRowMaker> | null = null;
  const judge = createJudge();
  const hash = createHash("sha256");
  const parts = openSheet(ctx, batch, (bytes) => hash.update(createHash("sha256").update(bytes).digest()));
  for await (const chunk of withoutHeader(parts)) {
    if (signal.aborted) return null;
    known ??= {
      format: chunk.map.format,
      headerRows: chunk.map.headerRows,
      columns: reading.columns ?? chunk.map.columns,
    };
    makeRows ??= createRowMaker(known.columns, reading);
    const dates = known.columns.indexOf("postAtSpecificTime");
    for (const raw of chunk.rows) {
      if (dates !== -1) judge.look(raw.cells[dates] ?? "");
      for (const { fields } of makeRows(raw)) {
        rows++;
        const date = fields.postAtSpecificTime ?? "";
        days.MDY.add(date);
        days.DMY.add(date);
        const place = fields.location ? find(fields.location) : null;
        if (place && "id" in place) places.add(place.id);
      }
    }
  }
  if (batch.fileHash !== null && hash.digest("hex") !== batch.fileHash)
    throw new ReadRefusal(
      "changed",
      "The file changed while it was sent: what arrived is not what was chosen. Choose it again.",
    );
  if (!known || rows === 0)
    throw new ReadRefusal(
      "empty_file",
      "This file has a header and no rows. Add at least one post below it.",
    );
  const { order, proven } = judge.verdict();
  const dateOrder = reading.dateOrder ?? order;
  return {
    ...known,
    rows,
    dateOrder,
    dateOrderProven: proven,
    days: days[dateOrder].span(),
    locationIds: [...places],
  };
}

/** `judgeDateOrder` for cells that come one after another and are not kept. */
function createJudge() {
  let dayFirst = false;
  let monthFirst = false;
  return {
    look(cell: string): void {
      const { order, proven } = judgeDateOrder([cell]);
      if (!proven) return;
      if (order === "DMY") dayFirst = true;
      else monthFirst = true;
    },
    verdict: (): { order: "MDY" | "DMY"; proven: boolean } => ({
      order: dayFirst && !monthFirst ? "DMY" : "MDY",
      proven: dayFirst !== monthFirst,
    }),
  };
}

function createSpan(order: "MDY" | "DMY") {
  const clock = newClock();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    add(cell: string): void {
      if (cell === "" || parseDate(cell, order, clock).status !== "read") return;
      first = Math.min(first, clock.day);
      last = Math.max(last, clock.day);
    },
    span: (): { from: string; to: string } | null =>
      first > last ? null : { from: localOf(first, 0).slice(0, 10), to: localOf(last, 0).slice(0, 10) },
  };
}
