import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Page } from "playwright";
import type { TrendSeries } from "@/components/charts/trend-data";
import { openDatabase } from "@/db/client";
import { findChromium } from "@/e2e/support/chromium";
import { fittingGranularity, planBuckets } from "@/lib/reports/plan-period";
import { type FiguresScope, readSeries } from "@/lib/reports/repository";
import { MAX_POINTS } from "@/lib/reports/schema";
import { shapeSeries } from "@/lib/reports/shape-report";
import { addDays } from "@/lib/snapshots/days";
import { COMPANY, LAST_DAY } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";

/**
 * Target 6: a chart over 5 × 5,000 days against 5 × 365, from the question to the database to its painted lines. What holds
 * it is that 5,000 days arrive as at most 400 points: a chart's drawing time follows its points. Rounds are interleaved.
 */
const ROUNDS = 15;
const PLATFORMS = ["facebook", "google", "instagram", "linkedin", "pinterest"];
/** What of the product's styles gives the chart its size: without it nothing would be drawn. */
const STYLE =
  ".relative{position:relative}.flex{display:flex}.flex-col{flex-direction:column}.flex-1{flex:1 1 0%}" +
  ".h-full{height:100%}.w-full{width:100%}.min-h-0{min-height:0}";
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
  const browser = await chromium.launch(findChromium());
  const ask = async (days: number): Promise<TrendSeries[]> => {
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
    return series.map(({ key, label, values }) => ({
      key,
      label,
      color: "#456",
      points: buckets.map(({ start }, index) => ({ x: start, y: values[index] ?? null })),
    }));
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
    const page = await openPage(await browser.newPage());
    const asked = { year: [] as number[], long: [] as number[] };
    const drawn = { year: [] as number[], long: [] as number[] };
    let points = 0;
    for (let round = -1; round < ROUNDS; round++) {
      for (const [name, days] of [
        ["year", 365],
        ["long", 5_000],
      ] as const) {
        const started = performance.now();
        const series = await ask(days);
        const took = performance.now() - started;
        const painted = await page.evaluate((given) => window.chart.draw(given), series);
        points = Math.max(points, ...series.map((one) => one.points.length));
        if (round < 0) continue;
        asked[name].push(took);
        drawn[name].push(painted);
      }
    }
    tell(asked, drawn, points);
  } finally {
    await browser.close();
    await close();
    await bench.close();
  }
}

async function openPage(page: Page): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), "snapshots-chart-"));
  const outfile = join(folder, "page.js");
  try {
    await build({
      entryPoints: ["bench/snapshots-chart-page/page.tsx"],
      outfile,
      bundle: true,
      format: "iife",
      platform: "browser",
      jsx: "automatic",
      alias: { "@": process.cwd() },
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "error",
    });
    await page.setContent(`<!doctype html><style>${STYLE}</style><body></body>`);
    await page.addScriptTag({ path: outfile });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return page;
}

type Times = { year: number[]; long: number[] };

function tell(asked: Times, drawn: Times, points: number): void {
  const [year, long] = [median(asked.year) + median(drawn.year), median(asked.long) + median(drawn.long)];
  const parts = (name: keyof Times) =>
    `${median(asked[name]).toFixed(1)} ms asked and shaped, ${median(drawn[name]).toFixed(1)} ms drawn`;
  console.log(`5 × 365 days: ${parts("year")}`);
  console.log(`5 × 5,000 days: ${parts("long")}, at most ${points} points a series`);
  const held = long / year <= 2 && points <= MAX_POINTS;
  console.log(`ratio ${(long / year).toFixed(2)} (target 2) ${held ? "held" : "MISSED"}`);
  if (!held) process.exitCode = 1;
}

function median(values: number[]): number {
  if (values.length < ROUNDS) throw new Error("a sample is missing");
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
