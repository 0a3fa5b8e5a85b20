const LOCALE = "en-GB";
/** What stands where nothing was reported: missing is not zero. */
export const MISSING = "—";

type Instant = Date | string | number;

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });

/** A formatter costs far more than what it formats: each is made once. */
function kept<K, F>(make: (key: K) => F): (key: K) => F {
  const made = new Map<K, F>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const fixed = kept(
  (digits: number) =>
    new Intl.NumberFormat(LOCALE, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/** 116480 → "116,480"; null → "—". */
export function number(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined) return MISSING;
  return digits === 0 ? whole.format(value) : fixed(digits).format(value);
}

/** 12900 → "12.9k", for axes and chips. */
export function compact(value: number | null | undefined): string {
  return value === null || value === undefined ? MISSING : short.format(value).toLowerCase();
}

/** A share of one: 0.031 → "3.1%". */
export function percent(share: number | null | undefined, digits = 1): string {
  return share === null || share === undefined ? MISSING : `${number(share * 100, digits)}%`;
}

function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : value < 0 ? `−${text}` : text;
}

/** 812 → "+812", -9 → "−9" (a true minus sign), null → "—". */
export function change(value: number | null | undefined, digits = 0): string {
  return value === null || value === undefined ? MISSING : signed(value, number(Math.abs(value), digits));
}

/** Growth from `before` to `now`: "+6.9%". "—" when either is missing or nothing was there before. */
export function percentChange(
  now: number | null | undefined,
  before: number | null | undefined,
  digits = 1,
): string {
  if (now === null || now === undefined || !before) return MISSING;
  const share = (now - before) / Math.abs(before);
  return signed(share, percent(Math.abs(share), digits));
}

/** Difference of two shares in percentage points: "+0.4 pt". */
export function points(
  now: number | null | undefined,
  before: number | null | undefined,
  digits = 1,
): string {
  if (now === null || now === undefined || before === null || before === undefined) return MISSING;
  return `${change((now - before) * 100, digits)} pt`;
}

const DAY_PARTS = {
  day: { day: "numeric", month: "short" },
  dayOfYear: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short" },
} as const;

const calendar = kept(
  (parts: keyof typeof DAY_PARTS) =>
    new Intl.DateTimeFormat(LOCALE, { ...DAY_PARTS[parts], timeZone: "UTC" }),
);

function dayText(isoDay: string, parts: keyof typeof DAY_PARTS): string {
  return calendar(parts)
    .format(new Date(`${isoDay}T00:00:00Z`))
    .replace("Sept", "Sep");
}

/** "2026-11-21" → "21 Nov 2026"; with `weekday` "Sat 21 Nov 2026"; with `year: false` "21 Nov". */
export function day(isoDay: string, options: { year?: boolean; weekday?: boolean } = {}): string {
  const text = dayText(isoDay, options.year === false ? "day" : "dayOfYear");
  return options.weekday ? `${dayText(isoDay, "weekday")} ${text}` : text;
}

/** "23 Oct – 21 Nov 2026"; the years only where they differ; one day stands alone. */
export function dateRange(from: string, to: string): string {
  if (from === to) return day(from);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${day(from, { year: !sameYear })} – ${day(to)}`;
}

const clock = kept(
  (timeZone: string) =>
    new Intl.DateTimeFormat(LOCALE, {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    }),
);

/** What calendar and clock of the zone show. The browser's own table of zones knows every change of clocks. */
function zoned(at: Instant, zone: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const parts = clock(zone).formatToParts(new Date(at));
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** The day of a moment in a zone, as YYYY-MM-DD. */
export function dayIn(at: Instant, zone: string): string {
  const { year, month, day } = zoned(at, zone);
  return `${year}-${month}-${day}`;
}

/** "09:30" in the zone. */
export function time(at: Instant, zone: string): string {
  const { hour, minute } = zoned(at, zone);
  return `${hour}:${minute}`;
}

const zoneClock = kept(
  (timeZone: string) => new Intl.DateTimeFormat(LOCALE, { timeZone, hour: "2-digit", timeZoneName: "short" }),
);

/** What the zone's clock is called at a moment: "CET", or "GMT+9" where it has no short name. */
export function zoneName(at: Instant, zone: string): string {
  const parts = zoneClock(zone).formatToParts(new Date(at));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** "Sat 21 Nov 2026, 09:30" in the zone; the zone is stated once on the page. */
export function dateTime(at: Instant, zone: string): string {
  return `${day(dayIn(at, zone), { weekday: true })}, ${time(at, zone)}`;
}

/** 3.5 min → "3 min 30 s"; two units at most, the small one dropped when it is zero. */
export function duration(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return MISSING;
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
  const units: [number, string][] = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const at = units.findIndex(([size]) => seconds >= size);
  const [big, next] = [units[at], units[at + 1]];
  if (!big) return "0 s";
  const most = `${Math.floor(seconds / big[0])} ${big[1]}`;
  const rest = next ? Math.floor((seconds % big[0]) / next[0]) : 0;
  return next && rest > 0 ? `${most} ${rest} ${next[1]}` : most;
}

/** How long ago or from now: "just now", "12 min ago", "in 3 h", "4 days ago". */
export function age(at: Instant, now: Instant = Date.now()): string {
  const distance = new Date(now).getTime() - new Date(at).getTime();
  const seconds = Math.abs(distance) / 1000;
  if (seconds < 45) return distance < 0 ? "in a moment" : "just now";
  const text =
    seconds < 3600
      ? `${Math.max(1, Math.round(seconds / 60))} min`
      : seconds < 86_400
        ? `${Math.round(seconds / 3600)} h`
        : plural(Math.round(seconds / 86_400), "day");
  return distance < 0 ? `in ${text}` : `${text} ago`;
}

/** 1536 → "1.5 KB", in steps of 1024. */
export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  const units = ["B", "KB", "MB", "GB", "TB"] as const;
  let [amount, unit] = [value, 0];
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  const digits = unit === 0 || amount >= 100 || Number.isInteger(amount) ? 0 : 1;
  return `${number(amount, digits)} ${units[unit]}`;
}

/** plural(1, "post") → "1 post"; plural(3, "reply", "replies") → "3 replies". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const joiner = new Intl.ListFormat(LOCALE, { type: "conjunction" });

/** ["A","B","C"] → "A, B and C"; past `most` the rest is counted: "A, B and 3 more". */
export function list(items: readonly string[], most = Number.POSITIVE_INFINITY): string {
  if (items.length <= most) return joiner.format(items);
  return joiner.format([...items.slice(0, most), `${items.length - most} more`]);
}
