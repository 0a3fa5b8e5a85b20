import { type DateOrder, localOf, newClock, parseDate, toUpstreamDate } from "./dates";
import type { FieldKey } from "./formats";
import type { Issue, IssueCode } from "./issues";
import { LATE, localAt, moveLate, utc } from "./late-dates";
import { limitsOf, networkName, trimCaption } from "./limits";
import { type PostRow, postTypeOn } from "./row";

/** One cell as it is and as it would be; `excluded`: the whole row is left out. */
export type Change = {
  row: number;
  field: FieldKey;
  before: string;
  after: string;
  excluded?: true;
  /** The row's time was good before: the change moves it all the same. */
  wasFine?: true;
};

export type RepairRow = PostRow & { scheduledLocal: string | null; issues: readonly Issue[] };

/** Everything a fix-all can do; each is shown change by change before it is applied. */
export type Repair =
  | { kind: "write_dates" }
  | { kind: "read_dates"; order: DateOrder }
  | { kind: "shift_dates"; firstLocal: string }
  /** Only rows that are past or too soon: a day each from `firstDay` on, at their own time of day. */
  | { kind: "move_late"; firstDay: string }
  /** Posts beyond a daily limit go to the next day with room. Done by the session. */
  | { kind: "leave_full_days" }
  | { kind: "leave_quiet_hours"; to: string }
  /** Rows without a date, in their order, one a slot: on `weekdays` (1 Monday to 7 Sunday) at `times` (`HH:mm`). */
  | { kind: "spread_drafts"; firstDay: string; times: string[]; weekdays: number[] }
  | { kind: "trim_captions"; platform: string }
  /** Trims for one network, which gets rows of its own; the others keep the full text. Done by the session. */
  | { kind: "split_captions"; platform: string }
  /** The accounts cell of the named rows, or of every row. */
  | { kind: "assign_accounts"; accounts: string; rows: number[] | null }
  /** Rows without media are kept from a network that needs some. Done by the session. */
  | { kind: "leave_network_out"; platform: string }
  | { kind: "add_https" }
  | { kind: "direct_dropbox" }
  | { kind: "drop_duplicates" }
  | { kind: "drop_scheduled" }
  | { kind: "drop_past" };

export type Suggestion = { repair: Repair; sentence: string };

/** The changes a repair would make, in the order of the rows. Changes nothing itself. */
export function changesOf(repair: Repair, rows: readonly RepairRow[], dateOrder: DateOrder): Change[] {
  switch (repair.kind) {
    case "write_dates":
      return [
        ...having(rows, "date_rewritten").flatMap((row) => dateChange(row, row.scheduledLocal)),
        ...writeGoogleDates(rows, dateOrder),
      ].sort((a, b) => a.row - b.row);
    case "read_dates":
      return readDates(rows, repair.order);
    case "shift_dates":
      return shiftDates(rows, repair.firstLocal);
    case "move_late":
      return moveLate(rows, repair.firstDay).flatMap(([row, local]) => dateChange(row, local));
    case "leave_quiet_hours":
      return leaveQuietHours(rows, repair.to);
    case "spread_drafts":
      return spreadDrafts(rows, repair);
    case "trim_captions":
    case "split_captions":
      return trimCaptions(rows, repair.platform);
    case "assign_accounts":
      return assignAccounts(rows, repair.accounts, repair.rows);
    case "leave_network_out":
    case "leave_full_days":
      return [];
    case "add_https":
      return addHttps(rows);
    case "direct_dropbox":
      return directDropbox(rows);
    case "drop_duplicates":
      return having(rows, "duplicate_in_file").map(leftOut);
    case "drop_scheduled":
      return having(rows, "already_scheduled").map(leftOut);
    case "drop_past":
      return having(rows, "date_past").map(leftOut);
  }
}

const having = (rows: readonly RepairRow[], code: IssueCode): RepairRow[] =>
  rows.filter((row) => row.issues.some((issue) => issue.code === code));

const leftOut = (row: RepairRow): Change => ({
  row: row.row,
  field: "content",
  before: row.fields.content ?? "",
  after: "",
  excluded: true,
});

/** The row's date as `local`; a time in a column of its own is taken in. */
export function dateChange(row: RepairRow, local: string | null): Change[] {
  const before = dateCell(row);
  const after = local === null ? before : toUpstreamDate(local);
  if (after === before) return [];
  const date: Change = {
    row: row.row,
    field: "postAtSpecificTime",
    before: row.fields.postAtSpecificTime ?? "",
    after,
  };
  // The date takes the time in: a time in a column of its own would be added once more.
  const time = row.fields.postTime ?? "";
  return time === "" ? [date] : [date, { row: row.row, field: "postTime", before: time, after: "" }];
}

const dateCell = (row: RepairRow): string =>
  [row.fields.postAtSpecificTime, row.fields.postTime].filter((cell) => cell).join(" ");

function writeGoogleDates(rows: readonly RepairRow[], dateOrder: DateOrder): Change[] {
  const clock = newClock();
  return having(rows, "google_dates").flatMap((row) =>
    (["googleStartDate", "googleEndDate"] as const).flatMap((field): Change[] => {
      const before = row.fields[field] ?? "";
      parseDate(before, dateOrder, clock);
      if (clock.status !== "read" || !clock.rewritten || clock.offset !== null) return [];
      return [{ row: row.row, field, before, after: toUpstreamDate(localOf(clock.day, clock.seconds)) }];
    }),
  );
}

/** Dates that a spreadsheet may have turned round, written out as the given order reads them. */
function readDates(rows: readonly RepairRow[], order: DateOrder): Change[] {
  const clock = newClock();
  return rows.flatMap((row) => {
    parseDate(dateCell(row), order, clock);
    const slashed = clock.form === "M/D/YYYY" || (clock.form === "D/M/YYYY" && order === "DMY");
    return clock.status === "read" && slashed ? dateChange(row, localOf(clock.day, clock.seconds)) : [];
  });
}

/** Moves all dates by the same span of wall-clock time, so that the first one is `firstLocal`. */
function shiftDates(rows: readonly RepairRow[], firstLocal: string): Change[] {
  const first = rows.reduce<string | null>(
    (least, { scheduledLocal }) =>
      scheduledLocal !== null && (least === null || scheduledLocal < least) ? scheduledLocal : least,
    null,
  );
  if (first === null) return [];
  const span = utc(firstLocal) - utc(first);
  return rows.flatMap((row) => {
    if (row.scheduledLocal === null) return [];
    const changes = dateChange(row, localAt(utc(row.scheduledLocal) + span));
    const wasFine = !row.issues.some(({ code }) => LATE.has(code));
    return wasFine ? changes.map((change): Change => ({ ...change, wasFine })) : changes;
  });
}

/** Moves posts in quiet hours to the first minute after them, the next day where they began before midnight. */
function leaveQuietHours(rows: readonly RepairRow[], to: string): Change[] {
  return having(rows, "quiet_hours").flatMap((row) => {
    const local = row.scheduledLocal;
    if (local === null) return [];
    const sameDay = `${local.slice(0, 10)}T${to}:00`;
    return dateChange(row, sameDay > local ? sameDay : localAt(utc(sameDay) + 86_400_000));
  });
}

function spreadDrafts(
  rows: readonly RepairRow[],
  slots: { firstDay: string; times: string[]; weekdays: number[] },
): Change[] {
  const times = [...slots.times].sort();
  if (times.length === 0 || !slots.weekdays.some((weekday) => weekday >= 1 && weekday <= 7)) return [];
  const taken = new Set(rows.map((row) => row.scheduledLocal));
  const changes: Change[] = [];
  let day = utc(`${slots.firstDay}T00:00:00`);
  let slot = 0;
  const next = (): string => {
    for (;;) {
      const weekday = new Date(day).getUTCDay() || 7;
      const time = times[slot];
      if (time === undefined || !slots.weekdays.includes(weekday)) {
        day += 86_400_000;
        slot = 0;
        continue;
      }
      slot++;
      const local = `${localAt(day).slice(0, 10)}T${time}:00`;
      if (!taken.has(local)) return local;
    }
  };
  for (const row of having(rows, "no_date")) changes.push(...dateChange(row, next()));
  return changes;
}

function trimCaptions(rows: readonly RepairRow[], platform: string): Change[] {
  return having(rows, "caption_too_long").flatMap((row) => {
    const issue = row.issues.find(
      ({ code, platforms }) => code === "caption_too_long" && platforms.includes(platform),
    );
    if (!issue) return [];
    const before = row.fields.content ?? "";
    const { caption } = limitsOf(platform, postTypeOn(platform, row.fields));
    // What the link adds below the caption has to fit as well.
    const own =
      (issue.actual ?? 0) > caption && hasMedia(row) ? linkWeight(platform, row.fields.link ?? "") : 0;
    const after = trimCaption(platform, before, caption - own);
    return after === before ? [] : [{ row: row.row, field: "content", before, after }];
  });
}

const hasMedia = ({ fields }: RepairRow): boolean =>
  [fields.imageUrls, fields.gifUrl, fields.videoUrls].some((cell) => (cell ?? "").trim() !== "");

const linkWeight = (platform: string, link: string): number =>
  link.trim() === "" ? 0 : 1 + (platform === "twitter" ? 23 : link.trim().length);

function assignAccounts(
  rows: readonly RepairRow[],
  accounts: string,
  named: readonly number[] | null,
): Change[] {
  const wanted = named === null ? null : new Set(named);
  return rows.flatMap((row): Change[] => {
    const before = row.fields.accounts ?? "";
    if (before === accounts || (wanted && !wanted.has(row.row))) return [];
    return [{ row: row.row, field: "accounts", before, after: accounts }];
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

/** Dropbox serves the file of a share link under another host; Drive has no such address that holds. */
function directDropbox(rows: readonly RepairRow[]): Change[] {
  return having(rows, "media_share_link").flatMap((row) =>
    (["imageUrls", "gifUrl", "videoUrls", "thumbnailUrl"] as const).flatMap((field) => {
      const before = row.fields[field] ?? "";
      if (!/dropbox/i.test(before)) return [];
      const after = before
        .replace(/https?:\/\/(?:www\.)?dropbox\.com\//gi, "https://dl.dropboxusercontent.com/")
        .replace(/([?&])dl=0(&|(?=[,\s]|$))/g, (_, open: string, end: string) => (end === "&" ? open : ""));
      return after === before ? [] : [{ row: row.row, field, before, after }];
    }),
  );
}

/** Issues whose repair has to look at the rows before it can say how many it changes. */
export const LOOKED_AT: ReadonlySet<IssueCode> = new Set([
  "date_rewritten",
  "google_dates",
  "caption_too_long",
  "link_not_a_url",
  "media_share_link",
]);

export type SuggestionFacts = {
  dateOrder: DateOrder;
  /** Tomorrow 09:00 at the location. */
  tomorrowLocal: string;
  /** Rows with a date, whatever is wrong with them. */
  dated?: number;
  /** `HH:mm`, where quiet hours are set. */
  quietUntil?: string | null;
  /** Rows go to several accounts, so that one network may get a row of its own. */
  several?: boolean;
  /** Networks that need media where rows have none. */
  mediaNeeded?: readonly string[];
};

/**
 * The repairs that would change something now, each with its sentence. `rows` are those with an issue of `LOOKED_AT`;
 * `counts` says how many rows have each code.
 */
export function suggestRepairs(
  rows: readonly RepairRow[],
  counts: ReadonlyMap<IssueCode, number>,
  {
    dateOrder,
    tomorrowLocal,
    dated = 0,
    quietUntil = null,
    several = false,
    mediaNeeded = [],
  }: SuggestionFacts,
): Suggestion[] {
  const suggestions: Suggestion[] = [];
  const offer = (repair: Repair, found: number, sentence: (count: string) => string, noun: string) => {
    if (found > 0) suggestions.push({ repair, sentence: sentence(many(found, noun)) });
  };
  const changed = (repair: Repair) =>
    new Set(changesOf(repair, rows, dateOrder).map((change) => change.row)).size;
  const having = (code: IssueCode) => counts.get(code) ?? 0;
  const dates: Repair = { kind: "write_dates" };
  offer(dates, changed(dates), (count) => `${count} ${writtenAs(rows, dateOrder)}`, "date");
  const [past, late] = [having("date_past"), having("date_past") + having("date_soon")];
  if (late > 0 && late * 2 > dated) {
    const sentence = `Shift all so the first is tomorrow ${tomorrowLocal.slice(11, 16)}`;
    suggestions.push({ repair: { kind: "shift_dates", firstLocal: tomorrowLocal }, sentence });
  } else if (late > 0) {
    // Most rows are fine where they are: only the others move.
    const which = past === late ? "past" : past === 0 ? "too soon" : "late";
    const where = late === 1 ? "tomorrow, at its time of day" : "the coming days, one a day";
    const move: Repair = { kind: "move_late", firstDay: tomorrowLocal.slice(0, 10) };
    suggestions.push({ repair: move, sentence: `Move ${many(late, `${which} row`)} to ${where}` });
    offer({ kind: "drop_past" }, past, (count) => `Leave out ${count}`, "past row");
  }
  const full: Repair = { kind: "leave_full_days" };
  offer(full, having("daily_cap"), (count) => `Move ${count} to the next day with room`, "post");
  for (const [platform, found] of tooLong(rows)) {
    const limit = limitsOf(platform, "post").caption.toLocaleString("en-GB");
    // What other networks would show whole stays whole, unless somebody wants it short everywhere.
    const split: Repair = { kind: "split_captions", platform };
    const only = several ? found : 0;
    offer(split, only, (count) => `Trim ${count} for ${networkName(platform)} only`, "caption");
    const trim: Repair = { kind: "trim_captions", platform };
    const where = several ? "on every network" : `for ${networkName(platform)}`;
    offer(trim, found, (count) => `Trim ${count} to ${limit} ${where}`, "caption");
  }
  for (const platform of several ? mediaNeeded : []) {
    suggestions.push({
      repair: { kind: "leave_network_out", platform },
      sentence: `Leave ${networkName(platform)} out where a row has no ${limitsOf(platform, "post").videoOnly ? "video" : "media"}`,
    });
  }
  const https: Repair = { kind: "add_https" };
  offer(https, changed(https), (count) => `Put https:// before ${count}`, "link");
  const dropbox: Repair = { kind: "direct_dropbox" };
  offer(dropbox, changed(dropbox), (count) => `Use the direct address of ${count}`, "Dropbox link");
  offer(
    { kind: "drop_duplicates" },
    having("duplicate_in_file"),
    (count) => `Leave out ${count}`,
    "duplicate",
  );
  if (quietUntil !== null) {
    const quiet: Repair = { kind: "leave_quiet_hours", to: quietUntil };
    offer(quiet, having("quiet_hours"), (count) => `Move ${count} out of quiet hours`, "post");
  }
  return suggestions;
}

/** How the dates were read, where all of them are written in one order; else only what becomes of them. */
function writtenAs(rows: readonly RepairRow[], dateOrder: DateOrder): string {
  const clock = newClock();
  const forms = new Set<string>();
  for (const row of rows) {
    if (!row.issues.some(({ code }) => code === "date_rewritten")) continue;
    const cell = dateCell(row);
    parseDate(cell, dateOrder, clock);
    const dotted = /^\s*\d{1,2}\.\d{1,2}\.\d/.test(cell);
    forms.add(dotted ? clock.form.replaceAll("/", ".") : clock.form);
  }
  const [form] = forms;
  return forms.size === 1 && form ? `read as ${form}` : "written as YYYY-MM-DD";
}

function tooLong(rows: readonly RepairRow[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    for (const issue of row.issues) {
      if (issue.code !== "caption_too_long") continue;
      for (const platform of issue.platforms) found.set(platform, (found.get(platform) ?? 0) + 1);
    }
  }
  return found;
}

const many = (count: number, noun: string): string =>
  `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
