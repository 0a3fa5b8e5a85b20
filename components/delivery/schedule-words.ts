import { type ScheduleView, WEEKDAY_NAMES } from "@/lib/delivery/schedules/schema";
import { plural } from "@/lib/format";
import { readFilters } from "@/lib/reports/filters";

type Rhythm = Pick<ScheduleView, "frequency" | "weekday" | "monthDay" | "hour">;

/** "Every Monday at 09:00", "Monthly on day 1 at 08:00". */
export function rhythmWords({ frequency, weekday, monthDay, hour }: Rhythm): string {
  const at = `at ${String(hour).padStart(2, "0")}:00`;
  return frequency === "weekly"
    ? `Every ${WEEKDAY_NAMES[(weekday ?? 1) - 1] ?? "week"} ${at}`
    : `Monthly on day ${monthDay ?? 1} ${at}`;
}

const PERIODS = {
  "7d": "last 7 days",
  "30d": "last 30 days",
  "90d": "last 90 days",
  month: "this month",
  "last-month": "last month",
  "12m": "last 12 months",
} as const;

/** What the report shows, in a few words. */
export function contentWords({ search, locations }: Pick<ScheduleView, "search" | "locations">): string {
  const filters = readFilters(new URLSearchParams(search), "2000-01-01");
  const period = filters.preset ? PERIODS[filters.preset] : `${filters.from} to ${filters.to}`;
  return `${plural(locations, "location")}, ${period}`;
}
