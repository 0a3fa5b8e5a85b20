import { createZone } from "@/lib/csv";
import { failLateRows, readRowsOfCsv } from "./csv-repository";
import type { Work } from "./csv-work";
import type { ImportRow } from "./row-repository";

/**
 * The rows of a csv that can still go out. Rows whose time passed while the csv waited (a pause, a broken connection) fail
 * with that reason: what the upstream does with a past time is nobody's wish.
 */
export async function settleLateRows({ ctx, csv, batch }: Work): Promise<ImportRow[]> {
  const rows = await readRowsOfCsv(ctx.db, csv.id);
  const zone = createZone(batch.timezone);
  const now = ctx.clock.now().getTime();
  const late = rows.filter((row) => {
    const moment = row.scheduledLocal ? zone.toInstant(row.scheduledLocal) : null;
    if (moment === null || moment.kind === "gap") return false;
    return (moment.kind === "once" ? moment.ms : moment.first) <= now;
  });
  await failLateRows(
    ctx.db,
    csv.batchId,
    late.map((row) => row.row),
    "Its time passed while the import waited. Set a new time and import it again.",
  );
  return rows.filter((row) => !late.includes(row));
}
