import { Temporal } from "temporal-polyfill";

export type Rhythm = {
  timezone: string;
  frequency: "weekly" | "monthly";
  weekday: number | null;
  monthDay: number | null;
  hour: number;
};

/**
 * The first moment of the rhythm after `after`, on the recipients' own clock. Where a clock change skips the hour it is the
 * moment it would have been; where the hour comes twice, the first of them.
 */
export function nextRun(rhythm: Rhythm, after: Date): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(rhythm.timezone);
  for (let date = firstDay(rhythm, start.toPlainDate()); ; date = followingDay(rhythm, date)) {
    const at = date.toZonedDateTime({
      timeZone: rhythm.timezone,
      plainTime: Temporal.PlainTime.from({ hour: rhythm.hour }),
    });
    if (at.epochMilliseconds > after.getTime()) return new Date(at.epochMilliseconds);
  }
}

/** A day of the rhythm that is not after `day`. */
function firstDay({ frequency, weekday, monthDay }: Rhythm, day: Temporal.PlainDate): Temporal.PlainDate {
  if (frequency === "monthly") {
    return day
      .with({ day: 1 })
      .subtract({ months: 1 })
      .with({ day: monthDay ?? 1 });
  }
  return day.subtract({ days: (day.dayOfWeek - (weekday ?? 1) + 7) % 7 });
}

function followingDay({ frequency }: Rhythm, day: Temporal.PlainDate): Temporal.PlainDate {
  return day.add(frequency === "weekly" ? { days: 7 } : { months: 1 });
}
