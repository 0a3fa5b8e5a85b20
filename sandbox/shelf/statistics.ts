import { chance } from "../ids";
import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import type { DayFigures } from "../world/figures";
import type { Metric } from "../world/platforms";
import type { Location } from "../world/world";
import { reportedFigures } from "./figures";

type Asked = { account: Account; platform: string };
type Rows = { platform: string; days: DayFigures[] }[];
type PlatformShare = { value?: number; change?: number };

/** A sum that stays unknown while nothing is known. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

/** Absent rather than null: the published shape of a figure knows no null. */
function told<Name extends string>(name: Name, value: number | null): { [name in Name]?: number } {
  return value === null ? {} : ({ [name]: value } as { [name in Name]?: number });
}

function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return Math.round(((now - before) / before) * 10_000) / 100;
}

/** The `results` of the statistics operation. What no network reported is absent, never 0. */
export function summarize(
  state: SandboxState,
  place: Location,
  asked: readonly Asked[],
  days: readonly string[],
  earlier: readonly string[] | null,
) {
  const read = (wanted: readonly string[]): Rows =>
    asked.map(({ account, platform }) => ({
      platform,
      days: wanted.map((day) => reportedFigures(state, place, account, day)),
    }));
  const rows = read(days);
  const before = earlier === null ? null : read(earlier);
  const platforms = [...new Set(asked.map(({ platform }) => platform))];

  const daily = (metric: Metric, of = rows) =>
    days.map((_, index) => sum(of.map((row) => row.days[index]?.[metric] ?? null)));
  const series = (metric: Metric, of = rows): number[] | null => {
    const values = daily(metric, of).filter((value) => value !== null);
    return values.length === days.length ? values : null;
  };
  const total = (metric: Metric, of: Rows): number | null =>
    metric === "followers"
      ? sum(of.map((row) => lastKnown(row.days)))
      : sum(of.flatMap((row) => row.days.map((figures) => figures[metric])));
  const on = (platform: string, of: Rows) => of.filter((row) => row.platform === platform);

  const each = <T>(make: (platform: string) => T | null): Record<string, T> =>
    Object.fromEntries(
      platforms.flatMap((platform) => {
        const made = make(platform);
        return made === null ? [] : [[platform, made] as const];
      }),
    );
  const change = (metric: Metric, of: Rows, was: Rows | null) =>
    was === null ? null : changeOf(total(metric, of), total(metric, was));
  const breakdown = (metric: Metric) => ({
    ...told("total", total(metric, rows)),
    ...told("totalChange", change(metric, rows, before)),
    platforms: each<PlatformShare>((platform) => {
      const value = total(metric, on(platform, rows));
      if (value === null) return null;
      return { value, ...told("change", change(metric, on(platform, rows), before && on(platform, before))) };
    }),
  });
  const platformTotals = (metric: Metric) =>
    each((platform) => {
      const value = total(metric, on(platform, rows));
      const line = series(metric, on(platform, rows));
      return value === null ? null : { total: value, ...(line === null ? {} : { series: line }) };
    });
  const line = (metric: "impressions" | "likes" | "comments") => {
    const values = series(metric);
    return values === null ? {} : { [metric]: values };
  };

  return {
    dayRange: days.map(weekday),
    totals: {
      ...told("posts", total("posts", rows)),
      ...told("likes", total("likes", rows)),
      ...told("followers", total("followers", rows)),
      ...told("impressions", total("impressions", rows)),
      ...told("comments", total("comments", rows)),
    },
    postPerformance: {
      posts: each((platform) => series("posts", on(platform, rows))),
      ...line("impressions"),
      ...line("likes"),
      ...line("comments"),
    },
    breakdowns: {
      posts: breakdown("posts"),
      impressions: breakdown("impressions"),
      reach: breakdown("reach"),
      engagement: each((platform) => engagement(platform)),
    },
    platformTotals: {
      impressions: platformTotals("impressions"),
      followers: platformTotals("followers"),
      likes: platformTotals("likes"),
    },
    demographics: demographics(state, place, total("followers", rows)),
  };

  function engagement(platform: string) {
    const of = on(platform, rows);
    const [likes, comments, shares] = [total("likes", of), total("comments", of), total("shares", of)];
    const now = sum([likes, comments, shares]);
    if (now === null) return null;
    const was = before && on(platform, before);
    const then = was ? sum([total("likes", was), total("comments", was), total("shares", was)]) : null;
    return {
      ...told("likes", likes),
      ...told("comments", comments),
      ...told("shares", shares),
      ...told("change", changeOf(now, then)),
    };
  }
}

function lastKnown(days: readonly DayFigures[]): number | null {
  return days.findLast((figures) => figures.followers !== null)?.followers ?? null;
}

function weekday(day: string): string {
  return new Date(`${day}T12:00:00Z`).toLocaleDateString("en-US", { weekday: "short", timeZone: "UTC" });
}

const ages = ["13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"] as const;
const ageShares = [0.03, 0.14, 0.27, 0.23, 0.16, 0.1, 0.07] as const;

function demographics(state: SandboxState, place: Location, followers: number | null) {
  if (followers === null) return {};
  const female = Math.round(followers * (0.42 + 0.2 * chance(state.world.seed, place.id, "female")));
  const unknown = Math.round(followers * 0.04);
  const share = (count: number) => ({
    total: count,
    percentage: Math.round((count / Math.max(1, followers)) * 1000) / 10,
  });
  return {
    gender: {
      totals: { male: share(followers - female - unknown), female: share(female), unknown: share(unknown) },
    },
    age: {
      totals: Object.fromEntries(
        ages.map((age, index) => [age, Math.round(followers * (ageShares[index] ?? 0))]),
      ),
    },
  };
}
