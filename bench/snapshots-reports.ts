import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { readFollowers } from "@/lib/reports/followers-repository";
import { type FiguresScope, RAW_SOURCE, readSeries, seriesQuery, sourceFor } from "@/lib/reports/repository";
import { COMPANY, LAST_DAY, locationId } from "./seed-scale";
import { openSeededDatabase } from "./snapshots-database";

/**
 * Target 4: reports over 1,000 locations × 8 accounts × 365 days. Prints the SQL p50 of one location, 50 locations and the
 * whole company, and how many times faster the company's rollup is than the snapshots. BENCH_LOCATIONS makes it smaller.
 */
const ROUNDS = 25;
const YEAR = { from: "2025-11-01", to: LAST_DAY };

async function main(): Promise<void> {
  const bench = await openSeededDatabase();
  const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
  try {
    const scope = (count: number, whole: boolean): FiguresScope => ({
      companyId: COMPANY,
      locationIds: Array.from({ length: count }, (_, index) => locationId(index)),
      whole,
      accountIds: null,
      platforms: null,
    });
    const company = scope(bench.locations, true);
    const byDay = { ...YEAR, granularity: "day" as const, value: "reach" as const };
    // The answer as the report takes it over, driver included.
    const one = await p50(() => readSeries(db, scope(1, false), { ...byDay, key: "platform" }));
    const fifty = await p50(() => readSeries(db, scope(50, false), { ...byDay, key: "all" }));
    const all = await p50(() => readSeries(db, company, { ...byDay, key: "platform" }));
    const raw = await p50(
      () => db.execute(seriesQuery(company, { ...byDay, key: "platform" }, RAW_SOURCE)),
      5,
    );
    const levels = await p50(
      () => readFollowers(db, company, { at: YEAR.to, before: YEAR.from, key: "platform" }),
      9,
    );
    await proveSame(db, company, byDay);
    const held = [
      line("one location by day and platform", one, 10),
      line("50 locations by day", fifty, 40),
      line("company by day and platform", all, 15),
    ];
    const ratio = raw / all;
    console.log(
      `company from the snapshots themselves: ${raw.toFixed(1)} ms, ${ratio.toFixed(0)} × slower (target 20)`,
    );
    console.log(`company, followers at two days: ${levels.toFixed(1)} ms (a look-up an account, no target)`);
    if (held.includes(false) || (bench.locations >= 1_000 && ratio < 20)) process.exitCode = 1;
  } finally {
    await close();
    await bench.close();
  }
}

/** A fast wrong answer is no answer: the rollup's year must equal the snapshots', point by point. */
async function proveSame(
  db: ReturnType<typeof openDatabase>["db"],
  scope: FiguresScope,
  asked: { from: string; to: string; granularity: "day" },
): Promise<void> {
  for (const value of ["reach", "engagement", "spark"] as const) {
    const query = (source = sourceFor(scope, "platform")) =>
      db.execute(
        sql`select key, b as bucket, v as value from (${seriesQuery(scope, { ...asked, value, key: "platform" }, source)}) f,
          json_array_elements_text(buckets) with ordinality as x(b, n)
          join lateral json_array_elements_text(values) with ordinality as y(v, m) on n = m order by 1, 2`,
      );
    const [rolled, raw] = [await query(), await query(RAW_SOURCE)];
    if (JSON.stringify(rolled.rows) !== JSON.stringify(raw.rows)) {
      throw new Error(`the rollup differs from the snapshots in ${value}`);
    }
  }
}

async function p50(work: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

function line(name: string, ms: number, target: number): boolean {
  const held = ms <= target;
  console.log(`${name}: p50 ${ms.toFixed(1)} ms (target ${target} ms) ${held ? "held" : "MISSED"}`);
  return held;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
