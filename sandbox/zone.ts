const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
const noonOffsets = new Map<string, number>();

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, made);
  return made;
}

/** How far the zone's wall clock is ahead of UTC at that instant, in ms. */
export function offsetAt(timeZone: string, instant: number): number {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format(timeZone).formatToParts(instant)) {
    if (type in part) part[type as keyof typeof part] = Number(value);
  }
  const wall = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant of a wall-clock time. In a gap the time moves on by the gap; of two, the earlier one. */
export function instantOf(timeZone: string, wallMs: number): number {
  const before = offsetAt(timeZone, wallMs - dayMs);
  const after = offsetAt(timeZone, wallMs + dayMs);
  const matches = [wallMs - before, wallMs - after].filter(
    (instant) => instant + offsetAt(timeZone, instant) === wallMs,
  );
  return matches.length > 0 ? Math.min(...matches) : wallMs - before;
}

/** Fast path for times well inside a day, when no zone changes its offset. */
export function daytimeInstant(timeZone: string, day: string, minutes: number): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const key = timeZone + day;
  let offset = noonOffsets.get(key);
  if (offset === undefined) {
    offset = offsetAt(timeZone, midnight + dayMs / 2 - offsetAt(timeZone, midnight + dayMs / 2));
    if (noonOffsets.size > 20_000) noonOffsets.clear();
    noonOffsets.set(key, offset);
  }
  return midnight + minutes * 60_000 - offset;
}

export function dayOf(timeZone: string, instant: number): string {
  return new Date(instant + offsetAt(timeZone, instant)).toISOString().slice(0, 10);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

export function daysBetween(from: string, to: string): string[] {
  const count = dayNumber(to) - dayNumber(from) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(from, index));
}
