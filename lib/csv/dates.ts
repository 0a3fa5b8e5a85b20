/** Whether `3/4/2026` is the 4th of March (the upstream's reading) or the 3rd of April. */
export type DateOrder = "MDY" | "DMY";

export type ReadDate =
  | { kind: "empty" }
  | { kind: "invalid" }
  /** `rewritten`: no form the upstream takes; read all the same, and sent in one it does take. */
  | { kind: "read"; local: string; rewritten: boolean };

const ISO = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const SLASHED =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?)?$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

const two = (value: number): string => String(value).padStart(2, "0");

function build(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | null {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null;
  if (year < 2000 || year > 2100 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

/**
 * Reads a cell as a wall-clock time: the upstream's six forms, and what spreadsheets make of them (two-digit years, dots,
 * AM/PM, a date alone, a serial number). A date alone is midnight, marked as rewritten so that a person sees it.
 */
export function readDate(text: string, order: DateOrder = "MDY"): ReadDate {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "empty" };
  const iso = ISO.exec(trimmed);
  if (iso) {
    const [, year, , month, day, hour, minute, second] = iso;
    const local = build(
      Number(year),
      Number(month),
      Number(day),
      Number(hour ?? 0),
      Number(minute ?? 0),
      Number(second ?? 0),
    );
    const padded = month?.length === 2 && day?.length === 2 && hour?.length === 2 && !trimmed.includes("T");
    return local ? { kind: "read", local, rewritten: !padded } : { kind: "invalid" };
  }
  const slashed = SLASHED.exec(trimmed);
  if (slashed) return readSlashed(slashed, order);
  if (SERIAL.test(trimmed)) {
    const at = new Date(SERIAL_EPOCH + Math.round(Number(trimmed) * 86_400) * 1000);
    const local = build(
      at.getUTCFullYear(),
      at.getUTCMonth() + 1,
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
    );
    return local ? { kind: "read", local, rewritten: true } : { kind: "invalid" };
  }
  return { kind: "invalid" };
}

function readSlashed(match: RegExpExecArray, order: DateOrder): ReadDate {
  const [, first, separator, second, yearText = "", hourText, minute, seconds, half] = match;
  const dotted = separator === ".";
  const [month, day] = order === "DMY" || dotted ? [second, first] : [first, second];
  let hour = Number(hourText ?? 0);
  if (half) {
    if (hour < 1 || hour > 12) return { kind: "invalid" };
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  const year = yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText);
  const local = build(year, Number(month), Number(day), hour, Number(minute ?? 0), Number(seconds ?? 0));
  if (!local) return { kind: "invalid" };
  const accepted =
    separator === "/" && order === "MDY" && yearText.length === 4 && hourText !== undefined && !half;
  return { kind: "read", local, rewritten: !accepted };
}

/**
 * Which way round a file writes its dates: day first only where a date in it cannot be read otherwise and none
 * contradicts; month first, as the upstream reads them, in every other case.
 */
export function detectDateOrder(cells: Iterable<string>): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const cell of cells) {
    const match = SLASHED.exec(cell.trim());
    if (!match || match[2] === ".") continue;
    if (Number(match[1]) > 12) dayFirst++;
    if (Number(match[3]) > 12) monthFirst++;
  }
  return dayFirst > 0 && monthFirst === 0 ? "DMY" : "MDY";
}

/** `YYYY-MM-DDTHH:mm:ss` in the form the upstream's own template shows. */
export function toUpstreamDate(local: string): string {
  return local.replace("T", " ");
}
