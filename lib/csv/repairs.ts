import { readDate, toUpstreamDate } from "./dates";
import type { FieldKey } from "./formats";
import type { Issue } from "./issues";
import { limitsOf, networkName, trimCaption } from "./limits";
import { type PostRow, postTypeOn } from "./row";

export type Change = { row: number; field: FieldKey; before: string; after: string };

export type RepairRow = PostRow & { scheduledLocal: string | null; issues: readonly Issue[] };

/** Everything a fix-all can do; each is shown change by change before it is applied. */
export type Repair =
  | { kind: "write_dates" }
  | { kind: "shift_dates"; firstLocal: string }
  | { kind: "trim_captions"; platform: string }
  | { kind: "add_https" };

export type Suggestion = { repair: Repair; sentence: string };

/** The changes a repair would make, in the order of the rows. Changes nothing itself. */
export function changesOf(repair: Repair, rows: readonly RepairRow[], dateOrder: "MDY" | "DMY"): Change[] {
  if (repair.kind === "write_dates") return writeDates(rows, dateOrder);
  if (repair.kind === "shift_dates") return shiftDates(rows, repair.firstLocal);
  if (repair.kind === "trim_captions") return trimCaptions(rows, repair.platform);
  return addHttps(rows);
}

function writeDates(rows: readonly RepairRow[], dateOrder: "MDY" | "DMY"): Change[] {
  return rows.flatMap((row) => {
    if (!row.issues.some((issue) => issue.code === "date_rewritten")) return [];
    const before = row.fields.postAtSpecificTime ?? "";
    const read = readDate(before, dateOrder);
    return read.kind === "read"
      ? [{ row: row.row, field: "postAtSpecificTime" as const, before, after: toUpstreamDate(read.local) }]
      : [];
  });
}

/** Moves all dates by the same span of wall-clock time, so that the first one is `firstLocal`. */
function shiftDates(rows: readonly RepairRow[], firstLocal: string): Change[] {
  const dated = rows.filter((row) => row.scheduledLocal !== null);
  const first = dated.reduce<string | null>(
    (least, row) => (least === null || (row.scheduledLocal ?? "") < least ? row.scheduledLocal : least),
    null,
  );
  if (first === null) return [];
  const span = utc(firstLocal) - utc(first);
  return dated.flatMap((row) => {
    const after = toUpstreamDate(new Date(utc(row.scheduledLocal ?? "") + span).toISOString().slice(0, 19));
    const before = row.fields.postAtSpecificTime ?? "";
    return after === before ? [] : [{ row: row.row, field: "postAtSpecificTime" as const, before, after }];
  });
}

// Wall-clock arithmetic: the calendar is the same in every zone.
const utc = (local: string): number => Date.parse(`${local}Z`);

function trimCaptions(rows: readonly RepairRow[], platform: string): Change[] {
  return rows.flatMap((row) => {
    if (!row.issues.some((issue) => issue.code === "caption_too_long" && issue.platforms.includes(platform)))
      return [];
    const before = row.fields.content ?? "";
    const { caption } = limitsOf(platform, postTypeOn(platform, row.fields));
    return [
      { row: row.row, field: "content" as const, before, after: trimCaption(platform, before, caption) },
    ];
  });
}

function addHttps(rows: readonly RepairRow[]): Change[] {
  return rows.flatMap((row) =>
    row.issues.flatMap((issue) => {
      if (issue.code !== "link_not_a_url" || issue.field === null) return [];
      const before = row.fields[issue.field] ?? "";
      const looksLikeHost = /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(before.trim());
      return looksLikeHost
        ? [{ row: row.row, field: issue.field, before, after: `https://${before.trim()}` }]
        : [];
    }),
  );
}

/** The repairs that would change something now, each with its sentence. `tomorrowLocal`: tomorrow 09:00 at the location. */
export function suggestRepairs(
  rows: readonly RepairRow[],
  dateOrder: "MDY" | "DMY",
  tomorrowLocal: string,
): Suggestion[] {
  const suggestions: Suggestion[] = [];
  const rewritten = changesOf({ kind: "write_dates" }, rows, dateOrder).length;
  if (rewritten > 0) {
    const form = dateOrder === "DMY" ? "D/M/YYYY" : "M/D/YYYY";
    suggestions.push({ repair: { kind: "write_dates" }, sentence: `${dates(rewritten)} read as ${form}` });
  }
  if (
    rows.some((row) => row.issues.some((issue) => issue.code === "date_past" || issue.code === "date_soon"))
  ) {
    suggestions.push({
      repair: { kind: "shift_dates", firstLocal: tomorrowLocal },
      sentence: `Shift all so the first is tomorrow ${tomorrowLocal.slice(11, 16)}`,
    });
  }
  const tooLong = new Map<string, number>();
  for (const row of rows) {
    for (const issue of row.issues) {
      if (issue.code !== "caption_too_long") continue;
      for (const platform of issue.platforms) tooLong.set(platform, (tooLong.get(platform) ?? 0) + 1);
    }
  }
  for (const [platform, count] of tooLong) {
    const { caption } = limitsOf(platform, "post");
    suggestions.push({
      repair: { kind: "trim_captions", platform },
      sentence: `Trim ${count} ${count === 1 ? "caption" : "captions"} to ${caption.toLocaleString("en-GB")} for ${networkName(platform)}`,
    });
  }
  const bare = changesOf({ kind: "add_https" }, rows, dateOrder).length;
  if (bare > 0)
    suggestions.push({
      repair: { kind: "add_https" },
      sentence: `Put https:// before ${bare} ${bare === 1 ? "link" : "links"}`,
    });
  return suggestions;
}

const dates = (count: number): string => `${count} ${count === 1 ? "date" : "dates"}`;
