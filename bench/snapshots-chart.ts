import { openDatabase } from "@/db/client";
import { fittingGranularity, planBuckets } from "@/lib/reports/plan-period";
import { type FiguresScope, readSeries } from "@/lib/reports/repository";
import { MAX_POINTS } from "@/lib/reports/schema";
import { shapeSeries } from "@/lib/reports/shape-report";
import { addDays } from "@/lib/snapshots/days";
import { COMPANY, LAST_DAY } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";

/**
 * Target 6, the server's half: the series of a chart over 5 × 5,000 days against 5 × 365. A chart's drawing time follows its
 * points, so what holds the target is that 5,000 days arrive as at most 400 points. Rounds are interleaved.
 */
const ROUNDS = 15;
const PLATFORMS = ["facebook", "google", "instagram", "linkedin", "pinterest"];
const SCOPE: FiguresScope = {
  companyId: COMPANY,
  locationIds: [],
  whole: true,
  accountIds: null,
  platforms: null,
};

async function main(): Promise<void> {
  const bench = await openBenchDatabase();
  const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
  const chart = async (days: number) => {
    const period = { from: addDays(LAST_DAY, -(days - 1)), to: LAST_DAY };
    const granularity = fittingGranularity(period, "day");
    const buckets = planBuckets(period, granularity, addDays(LAST_DAY, 1));
    const points = await readSeries(db, SCOPE, { ...period, key: "platform", granularity, value: "reach" });
    const series = shapeSeries({
      points,
      previous: null,
      buckets,
      isLevel: false,
      label: (key) => ({ label: key, platform: key }),
    });
    if (series.length !== PLATFORMS.length) throw new Error("a series is missing");
    return Math.max(...series.map(({ values }) => values.length));
  };
  try {
    await bench.client.query(
      `insert into company_platform_days (company_id, platform, day, reach, accounts, reach_accounts, impressions_accounts,
         likes_accounts, comments_accounts, shares_accounts, followers_accounts, posts_accounts, rated_accounts)
       select $1, p, $2::date - n, abs(hashtext(p || n::text)) % 9000, 1, 1, 0, 0, 0, 0, 0, 0, 0
       from unnest($3::text[]) p cross join generate_series(0, 4999) n`,
      [COMPANY, LAST_DAY, PLATFORMS],
    );
    await bench.client.query("analyze");
    const times: { year: number[]; long: number[] } = { year: [], long: [] };
    let points = 0;
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [name, days] of [
        ["year", 365],
        ["long", 5_000],
      ] as const) {
        const started = performance.now();
        points = Math.max(points, await chart(days));
        if (round > 0) times[name].push(performance.now() - started);
      }
    }
    const [year, long] = [median(times.year), median(times.long)];
    const held = long / year <= 2 && points <= MAX_POINTS;
    console.log(
      `5 × 365 days: ${year.toFixed(1)} ms; 5 × 5,000 days: ${long.toFixed(1)} ms, at most ${points} points a series`,
    );
    console.log(`ratio ${(long / year).toFixed(2)} (target 2) ${held ? "held" : "MISSED"}`);
    if (!held) process.exitCode = 1;
  } finally {
    await close();
    await bench.close();
  }
}

function median(values: number[]): number {
  if (values.length < ROUNDS) throw new Error("a sample is missing");
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
