import { sql } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import {
  type FiguresScope,
  figuresQuery,
  RAW_SOURCE,
  readFollowers,
  sourceFor,
} from "@/lib/reports/repository";
import { COMPANY, FULL_SCALE, LAST_DAY, locationId, seedScale } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";

/**
 * Target 4: reports over 1,000 locations × 8 accounts × 365 days. Prints the SQL p50 of one location, 50 locations and the
 * whole company, and how many times faster the company's rollup is than the snapshots. BENCH_LOCATIONS makes it smaller.
 */
const ROUNDS = 25;
const YEAR = { from: "2025-11-01", to: LAST_DAY };

async function main(): Promise<void> {
  const scale = { ...FULL_SCALE, locations: Number(process.env.BENCH_LOCATIONS ?? FULL_SCALE.locations) };
  const bench = await openBenchDatabase();
  const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
  try {
    const started = performance.now();
    const rows = await seedScale(bench.client, scale);
    console.log(`seeded ${rows.toLocaleString("en-GB")} snapshots in ${seconds(started)}`);
    const scope = (count: number, whole: boolean): FiguresScope => ({
      companyId: COMPANY,
      locationIds: Array.from({ length: count }, (_, index) => locationId(index)),
      whole,
      accountIds: null,
      platforms: null,
    });
    const company = scope(scale.locations, true);
    const byDay = { ...YEAR, granularity: "day" as const };
    const one = await p50(() => db.execute(figuresQuery(scope(1, false), { ...byDay, key: "platform" })));
    const fifty = await p50(() => db.execute(figuresQuery(scope(50, false), { ...byDay, key: "all" })));
    const all = await p50(() => db.execute(figuresQuery(company, { ...byDay, key: "platform" })));
    const raw = await p50(
      () => db.execute(figuresQuery(company, { ...byDay, key: "platform" }, RAW_SOURCE)),
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
    if (held.includes(false) || (scale.locations >= 1_000 && ratio < 20)) process.exitCode = 1;
  } finally {
    await close();
    await bench.close();
  }
}

/** A fast wrong answer is no answer: the rollup's year must equal the snapshots'. */
async function proveSame(
  db: ReturnType<typeof openDatabase>["db"],
  scope: FiguresScope,
  asked: { from: string; to: string; granularity: "day" },
): Promise<void> {
  const total = (source = sourceFor(scope, "platform")) =>
    db.execute(
      sql`select sum(reach) as reach, sum(likes) as likes from (${figuresQuery(scope, { ...asked, key: "platform" }, source)}) f`,
    );
  const [rolled, raw] = [await total(), await total(RAW_SOURCE)];
  if (JSON.stringify(rolled.rows) !== JSON.stringify(raw.rows))
    throw new Error("the rollup differs from the snapshots");
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

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
