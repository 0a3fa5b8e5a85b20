import { findStandstills } from "@/lib/connections/find-standstills";
import type { Context } from "@/lib/context";
import { hasConnection } from "@/lib/locations/repository";
import { checkPeriod } from "@/lib/snapshots/check-period";
import { checkScope } from "@/lib/snapshots/check-scope";
import { addDays, daysBetween } from "@/lib/snapshots/days";
import {
  comparableSums,
  describeCompared,
  findUneven,
  readThinAccounts,
  withoutThin,
  withoutUneven,
} from "./comparability";
import { hasHistory, readPosting, readWaitingImports, type ScopeAccount } from "./coverage-repository";
import { rowsByKey, sumAll } from "./figures";
import { findAttention } from "./find-attention";
import { readFollowers } from "./followers-repository";
import { comparedPeriod, fittingGranularity, planBuckets } from "./plan-period";
import { readNextPosts } from "./posting-repository";
import { findPostsSources, postsComparable, withPublishedPosts } from "./published-posts";
import { readCoverage, type ScopeCoverage } from "./read-coverage";
import { type Point, readFigures, readSeries } from "./repository";
import {
  type LocationRow,
  MAX_TABLE_ACCOUNTS,
  MOVER_MIN_REACH,
  type Overview,
  type OverviewQuery,
  SILENT_DAYS,
} from "./schema";
import { keyed, shapeFigures, shapeRow, sumFollowers } from "./shape-report";
import { figuresScope, stateOf } from "./summarise-report";

const MOVERS = 3;
const SPARK_POINTS = 60;

/** All granted locations at once: figures, what needs a person, who moved, and a table whose rows add up to the figures. */
export async function summariseOverview(ctx: Context, query: OverviewQuery): Promise<Overview> {
  const scope = await checkScope(ctx, query);
  const period = checkPeriod(query, scope.today);
  const compared = comparedPeriod(period, query.compare);
  const figures = figuresScope(ctx, scope);
  const db = ctx.db;
  const fine = fittingGranularity(period, query.granularity, SPARK_POINTS);
  const levels = { at: period.to, before: addDays(period.from, -1), key: "location" as const };
  const [
    covered,
    figuresNow,
    figuresBefore,
    [posted, postedBefore],
    spark,
    followers,
    posting,
    imports,
    nextPosts,
    history,
    connected,
    standstills,
  ] = await Promise.all([
    readCoverage(ctx, figures, scope.locations),
    readFigures(db, figures, { ...period, key: "location" }),
    compared ? readFigures(db, figures, { ...compared, key: "location" }) : [],
    findPostsSources(db, figures, [period, compared]),
    readSeries(db, figures, { ...period, key: "location", granularity: fine, value: "reach" }),
    readFollowers(db, figures, levels),
    readPosting(db, figures, { to: addDays(scope.today, -1), days: SILENT_DAYS }),
    readWaitingImports(db, figures),
    readNextPosts(db, figures, ctx.clock.now()),
    hasHistory(db, figures),
    hasConnection(db, ctx.companyId),
    findStandstills(
      ctx,
      scope.locations.map(({ id }) => id),
    ),
  ]);
  const key = "location" as const;
  const [now, before] = await Promise.all([
    withPublishedPosts(db, figures, { ...period, key }, posted, figuresNow, covered.accounts),
    compared
      ? withPublishedPosts(db, figures, { ...compared, key }, postedBefore, figuresBefore, covered.accounts)
      : [],
  ]);
  const storedDays = Math.max(0, ...before.map(({ days }) => days ?? 0));
  const byLocation = ({ location_id }: ScopeAccount) => location_id;
  // Of very many accounts a location's own coverage has to do.
  const few = compared !== null && covered.accounts.length <= MAX_TABLE_ACCOUNTS;
  const [thin, accountsNow, accountsBefore] = await Promise.all([
    readThinAccounts(db, figures, covered.accounts, period, compared),
    few ? readFigures(db, figures, { ...period, key: "account" }) : [],
    few ? readFigures(db, figures, { ...compared, key: "account" }) : [],
  ]);
  const known = {
    part: withoutThin(now, thin.now, covered.accounts, byLocation),
    was: withoutThin(before, thin.before, covered.accounts, byLocation),
  };
  const against = describeCompared(compared, sumAll(known.part), sumAll(known.was), storedDays);
  const usable = against?.usable ?? false;
  const periodDays = daysBetween(period.from, period.to);
  const comparedDays = compared ? daysBetween(compared.from, compared.to) : 0;
  const uneven = findUneven(accountsNow, accountsBefore, thin, comparedDays);
  const { part: partRows, was: wasRows } = withoutUneven(
    known,
    uneven,
    covered.accounts,
    byLocation,
    comparedDays,
  );
  const buckets = planBuckets(period, fine, scope.today);
  const [rowsNow, parts, rowsBefore] = [keyed(now), keyed(partRows), keyed(wasRows)];
  const levelRows = keyed(followers);
  const sparks = rowsByKey(spark);
  const without = new Set(covered.coverage.notCovered.map(({ accountId }) => accountId));
  const accountsOf = new Map<string, number>();
  for (const { location_id: id } of covered.accounts) accountsOf.set(id, (accountsOf.get(id) ?? 0) + 1);
  const locations: LocationRow[] = scope.locations.map((location) => {
    const own = coverageOf(location.id, covered, without);
    return {
      locationId: location.id,
      name: location.name,
      timezone: location.timezone,
      category: location.category,
      status: location.status,
      spark: sparkOf(sparks.get(location.id) ?? [], buckets),
      ...own,
      nextPost: nextPosts.get(location.id) ?? null,
      ...shapeRow(
        rowsNow.get(location.id),
        { part: parts.get(location.id), was: rowsBefore.get(location.id), days: comparedDays },
        levelRows.get(location.id),
        // Of every account, also of those without daily statistics, as the location's own report counts them.
        (accountsOf.get(location.id) ?? 0) * periodDays,
      ),
    };
  });
  return {
    state: stateOf({ connected, history, locations: scope.locations.length, rows: figuresNow }),
    period: { ...period, days: periodDays },
    compared: against,
    figures: shapeFigures(
      sumAll(now),
      comparableSums(partRows, wasRows, comparedDays),
      sumFollowers(followers),
      usable,
      compared !== null && postsComparable(posted, postedBefore, usable),
    ),
    postsFrom: posted.from,
    accounts: covered.accounts.length,
    attention: findAttention({
      locations,
      covered,
      posting,
      imports,
      standstills,
      isAdmin: "role" in ctx.actor && ctx.actor.role === "admin",
      now: ctx.clock.now(),
      today: scope.today,
    }),
    movers: moversOf(locations),
    locations,
    coverage: { ...covered.coverage, fewDays: thin.fewDays },
  };
}

function sparkOf(points: readonly Point[], buckets: readonly { start: string }[]): (number | null)[] {
  const byBucket = new Map(points.map(({ bucket, value }) => [bucket, value]));
  return buckets.map(({ start }) => byBucket.get(start) ?? null);
}

function coverageOf(locationId: string, covered: ScopeCoverage, without: ReadonlySet<string>) {
  const accounts = covered.accounts.filter((account) => account.location_id === locationId);
  const failing = accounts.filter(({ id }) => {
    const kind = covered.failures.get(id)?.kind;
    return kind === "expired" || kind === "upstream";
  });
  const counted = accounts.filter(({ id }) => !without.has(id));
  const capture = covered.captures.get(locationId);
  const dead = !capture || capture.status === "failed";
  return {
    accounts: counted.length,
    complete: dead ? 0 : counted.length - failing.length,
    missing: failing.map(({ name }) => name),
    updatedAt: capture?.finishedAt ?? null,
  };
}

function moversOf(locations: readonly LocationRow[]): Overview["movers"] {
  const moved = locations.flatMap(({ locationId, name, reach }) => {
    const { value, previous, change, percent } = reach;
    if (value === null || previous === null || change === null || percent === null) return [];
    if (Math.min(value, previous) < MOVER_MIN_REACH) return [];
    return [{ locationId, name, change, percent }];
  });
  const up = moved.filter(({ percent }) => percent > 0).sort((a, b) => b.percent - a.percent);
  const down = moved.filter(({ percent }) => percent < 0).sort((a, b) => a.percent - b.percent);
  return { up: up.slice(0, MOVERS), down: down.slice(0, MOVERS), minReach: MOVER_MIN_REACH };
}
