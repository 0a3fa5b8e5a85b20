import type { Context } from "@/lib/context";
import { hasConnection } from "@/lib/locations/repository";
import { checkPeriod } from "@/lib/snapshots/check-period";
import { checkScope, type Scope } from "@/lib/snapshots/check-scope";
import { addDays, daysBetween } from "@/lib/snapshots/days";
import { platformLabel } from "@/lib/upstream/contract/words";
import {
  comparableSums,
  describeCompared,
  findUneven,
  readThinAccounts,
  withoutThin,
  withoutUneven,
} from "./comparability";
import { hasHistory, readScopeAccounts, type ScopeAccount } from "./coverage-repository";
import { sumAll } from "./figures";
import { readFollowerSeries, readFollowers } from "./followers-repository";
import { type Bucket, comparedPeriod, fittingGranularity, type Period, planBuckets } from "./plan-period";
import {
  findPostsSources,
  type PostsSource,
  postsComparable,
  readPostSeries,
  withPublishedPosts,
} from "./published-posts";
import { readCoverage } from "./read-coverage";
import {
  type FigureRow,
  type FiguresScope,
  type Point,
  readFigures,
  readSeries,
  readSilentDays,
} from "./repository";
import { MAX_TABLE_ACCOUNTS, type Report, type ReportQuery } from "./schema";
import { keyed, shapeFigures, shapeSeries, sumFollowers } from "./shape-report";
import { accountRows, platformRows, SPARK_DAYS, silencesOf } from "./shape-tables";

/** Follower look-ups of one chart: beyond that, its buckets become coarser. */
const MAX_LEVELS = 60_000;

export function figuresScope(ctx: Context, scope: Scope): FiguresScope {
  return {
    companyId: ctx.companyId,
    locationIds: scope.locations.map(({ id }) => id),
    whole: scope.whole,
    accountIds: scope.accountIds,
    platforms: scope.platforms,
  };
}

/**
 * The report of a period: key figures against the period before, the chart's series, tables by platform and account, how
 * fresh and complete it all is. Totals are sums of snapshots, to the unit; what no network said stays null.
 */
export async function summariseReport(ctx: Context, query: ReportQuery): Promise<Report> {
  const scope = await checkScope(ctx, query);
  const period = checkPeriod(query, scope.today);
  const compared = comparedPeriod(period, query.compare);
  const figures = figuresScope(ctx, scope);
  const db = ctx.db;
  const covered = await readCoverage(ctx, figures, scope.locations);
  const accountCount = Math.max(1, covered.accounts.length);
  const most = query.metric === "followers" ? Math.floor(MAX_LEVELS / accountCount) : undefined;
  const granularity = fittingGranularity(period, query.granularity, Math.min(most ?? 400, 400));
  const buckets = planBuckets(period, granularity, scope.today);
  const small = accountCount <= MAX_TABLE_ACCOUNTS;
  const key = query.by === "account" && small ? "account" : "platform";
  const sparkFrom = addDays(period.to, -(SPARK_DAYS - 1));
  const metric = query.metric;
  const ask = (range: Period, by: "platform" | "account") => readFigures(db, figures, { ...range, key: by });
  const [posted, postedBefore] = await findPostsSources(db, figures, [period, compared]);
  const yesterday = addDays(scope.today, -1);
  const draw = async (range: Period, source: PostsSource) => {
    if (metric === "followers") return [];
    const asked = { ...range, key, granularity } as const;
    return metric === "posts"
      ? readPostSeries(db, figures, asked, source, planBuckets(range, granularity, scope.today), yesterday)
      : readSeries(db, figures, { ...asked, value: metric });
  };
  const counted = async (range: Period, source: PostsSource, by: "platform" | "account", rows: FigureRow[]) =>
    withPublishedPosts(db, figures, { ...range, key: by }, source, rows, covered.accounts);

  const [
    chart,
    chartBefore,
    platformFigures,
    platformFiguresBefore,
    accountFigures,
    accountFiguresBefore,
    spark,
    followers,
    accountFollowers,
    silent,
    all,
    history,
    connected,
    thin,
  ] = await Promise.all([
    draw(period, posted),
    compared ? draw(compared, postedBefore) : [],
    readFigures(db, figures, { ...period, key: "platform", countDays: false }),
    compared ? ask(compared, "platform") : [],
    small ? ask(period, "account") : [],
    small && compared ? ask(compared, "account") : [],
    small
      ? readSeries(db, figures, {
          from: sparkFrom,
          to: period.to,
          key: "account",
          granularity: "day",
          value: "spark",
        })
      : [],
    readFollowers(db, figures, { at: period.to, before: addDays(period.from, -1), key: "platform" }),
    small
      ? readFollowers(db, figures, { at: period.to, before: addDays(period.from, -1), key: "account" })
      : [],
    accountCount <= 20 ? readSilentDays(db, figures, period) : [],
    figures.accountIds || figures.platforms
      ? readScopeAccounts(db, { ...figures, accountIds: null, platforms: null })
      : covered.accounts,
    hasHistory(db, figures),
    hasConnection(db, ctx.companyId),
    readThinAccounts(db, figures, covered.accounts, period, compared),
  ]);
  const [platforms, platformsBefore, accounts, accountsBefore] = await Promise.all([
    counted(period, posted, "platform", platformFigures),
    compared ? counted(compared, postedBefore, "platform", platformFiguresBefore) : [],
    small ? counted(period, posted, "account", accountFigures) : [],
    small && compared ? counted(compared, postedBefore, "account", accountFiguresBefore) : [],
  ]);
  const storedDays = Math.max(0, ...platformsBefore.map(({ days }) => days ?? 0));
  const byPlatform = ({ platform }: ScopeAccount) => platform;
  const days = {
    period: daysBetween(period.from, period.to),
    compared: compared ? daysBetween(compared.from, compared.to) : 0,
  };
  const known = {
    part: withoutThin(platforms, thin.now, covered.accounts, byPlatform),
    was: withoutThin(platformsBefore, thin.before, covered.accounts, byPlatform),
  };
  const against = describeCompared(compared, sumAll(known.part), sumAll(known.was), storedDays);
  const usable = against?.usable ?? false;
  const uneven = findUneven(accountFigures, accountFiguresBefore, thin, days.compared);
  const rows = {
    now: platforms,
    ...withoutUneven(known, uneven, covered.accounts, byPlatform, days.compared),
  };
  const labels = labelsOf(covered.accounts);

  let points: Point[];
  let previous: { points: Point[]; buckets: Bucket[] } | null = null;
  const previousBuckets = compared ? planBuckets(compared, granularity, scope.today) : [];
  if (query.metric === "followers") {
    points = await followerPoints(ctx, figures, buckets, period, key);
  } else {
    points = chart;
    if (compared) previous = { points: chartBefore, buckets: previousBuckets };
  }

  return {
    state: stateOf({ connected, history, locations: scope.locations.length, rows: platformFigures }),
    locations: scope.locations.map(({ id, name, timezone }) => ({ id, name, timezone })),
    timezones: [...new Set(scope.locations.map(({ timezone }) => timezone))],
    period: { ...period, granularity, days: days.period },
    compared: against,
    figures: shapeFigures(
      sumAll(platforms),
      comparableSums(rows.part, rows.was, days.compared),
      sumFollowers(followers),
      usable,
      compared !== null && postsComparable(posted, postedBefore, usable),
    ),
    postsFrom: posted.from,
    chart: {
      metric: query.metric,
      by: key,
      buckets,
      series: shapeSeries({
        points,
        previous: usable ? previous : null,
        buckets,
        isLevel: query.metric === "followers",
        label: (id) =>
          key === "platform"
            ? { label: platformLabel(id), platform: id }
            : (labels.get(id) ?? { label: id, platform: null }),
      }),
    },
    platforms: platformRows(covered.accounts, rows, keyed(followers), days),
    accounts: small
      ? accountRows(
          scope,
          period,
          covered,
          { accounts, accountsBefore, spark, silent },
          keyed(accountFollowers),
          days.compared,
        )
      : null,
    choices: choicesOf(all, scope),
    silences: silencesOf(silent, labels),
    coverage: { ...covered.coverage, fewDays: thin.fewDays },
  };
}

export function stateOf(input: {
  connected: boolean;
  history: boolean;
  locations: number;
  rows: readonly unknown[];
}) {
  if (!input.connected && !input.history) return "not_connected" as const;
  if (input.locations === 0) return "no_locations" as const;
  if (!input.history) return "never_captured" as const;
  return input.rows.length === 0 ? ("nothing" as const) : ("data" as const);
}

async function followerPoints(
  ctx: Context,
  scope: FiguresScope,
  buckets: readonly Bucket[],
  period: Period,
  key: "platform" | "account",
): Promise<Point[]> {
  // The first bucket may begin before the period and the last end after it: only days inside count.
  const inside = buckets.map(({ start, end }) => ({
    bucket: start,
    start: [start, period.from].sort().at(-1) ?? start,
    end: [end, period.to].sort()[0] ?? end,
  }));
  const rows = await readFollowerSeries(ctx.db, scope, { key, buckets: inside });
  const starts = new Map(inside.map(({ bucket, start }) => [start, bucket]));
  return rows.map(({ key: id, bucket, followers }) => ({
    key: id,
    bucket: starts.get(bucket) ?? bucket,
    value: followers,
  }));
}

function choicesOf(accounts: readonly ScopeAccount[], scope: Scope): Report["choices"] {
  if (accounts.length > MAX_TABLE_ACCOUNTS) return null;
  const names = new Map(scope.locations.map(({ id, name }) => [id, name]));
  return accounts.map(({ id, name, platform, location_id }) => ({
    accountId: id,
    name,
    platform,
    locationName: names.get(location_id) ?? location_id,
  }));
}

function labelsOf(accounts: readonly ScopeAccount[]) {
  return new Map(accounts.map(({ id, name, platform }) => [id, { label: name, platform }]));
}
