const yearFirst = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** A wall-clock time of a CSV as if it were UTC, in ms; null where it is no time the upstream accepts. */
export function readTime(text: string): number | null {
  const early = yearFirst.exec(text);
  if (early) {
    const [, year, , month, day, hour, minute, second] = early;
    return wall(year, month, day, hour, minute, second);
  }
  const late = monthFirst.exec(text);
  if (!late) return null;
  const [, month, day, year, hour, minute, second] = late;
  return wall(year, month, day, hour, minute, second);
}

function wall(...parts: (string | undefined)[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(ms);
  const same =
    made.getUTCFullYear() === year &&
    made.getUTCMonth() === month - 1 &&
    made.getUTCDate() === day &&
    made.getUTCHours() === hour &&
    made.getUTCMinutes() === minute &&
    made.getUTCSeconds() === second;
  return same ? ms : null;
}
