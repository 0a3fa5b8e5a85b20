import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateQueue } from "@/lib/jobs/queue";
import { writeSample } from "./csv-sample";
import type { Answers } from "./imports-answers-child";
import { openBenchDatabase } from "./snapshots-database";

/**
 * A file of 1,000,000 rows beside one of 100,000, from its parts to the csvs it is cut into: how long the server checks it,
 * scheduling answers and the worker cuts; what the import's pages are answered while nothing is cut, and then; and the memory
 * of worker and web for the one to that for the other.
 */
type Work = {
  batchId: string;
  rows: number;
  ms: number;
  rssMb: number;
  csvs: number;
  scheduleMs: number;
  cutMs: number;
  cutRssMb: number;
};
type Measure = { work: Work; uncut: Answers; cut: Answers };

const MOST_MS = 1_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function child<T>(script: string, ...args: string[]): T {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", `bench/${script}`, ...args],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function tell(name: string, { rssMb, answers }: Answers): void {
  console.log(`  ${name}, ${rssMb.toFixed(0)} MB:`);
  for (const [ask, { ms, bytes }] of Object.entries(answers))
    console.log(`    ${ask.padEnd(16)} ${ms.toFixed(0).padStart(6)} ms  ${String(bytes).padStart(9)} bytes`);
}

function hold(what: string, found: number, most: number, unit = ""): void {
  const held = found <= most;
  console.log(
    `${what}: ${found.toFixed(2)}${unit} (target at most ${most}${unit}) ${held ? "held" : "MISSED"}`,
  );
  if (!held) process.exitCode = 1;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "imports-check-"));
  const database = await openBenchDatabase();
  await migrateQueue(database.url);
  try {
    const measure = async (rows: number): Promise<Measure> => {
      const path = join(folder, `${rows}.csv`);
      await writeSample(path, rows);
      const checked = child<Work>("imports-check-child.ts", "check", database.url, path);
      if (checked.rows !== rows) throw new Error("Rows are missing.");
      console.log(
        `${rows} rows in ${seconds(checked.ms)}, ${Math.round(rows / (checked.ms / 1000))} a second, ${checked.rssMb.toFixed(0)} MB`,
      );
      console.log(`  scheduled in ${checked.scheduleMs.toFixed(0)} ms`);
      const uncut = child<Answers>("imports-answers-child.ts", database.url, checked.batchId);
      tell("web, before it is cut", uncut);
      const done = child<Work>("imports-check-child.ts", "cut", database.url, checked.batchId);
      if (done.csvs !== checked.csvs || done.rows !== rows) throw new Error("Rows are missing.");
      console.log(`  cut into ${done.csvs} csvs in ${seconds(done.cutMs)}, ${done.cutRssMb.toFixed(0)} MB`);
      const cut = child<Answers>("imports-answers-child.ts", database.url, checked.batchId);
      tell("web, after it was cut", cut);
      const { cancelMs, cancelRssMb } = child<{ cancelMs: number; cancelRssMb: number }>(
        "imports-check-child.ts",
        "cancel",
        database.url,
        checked.batchId,
      );
      console.log(`  cancelled in ${seconds(cancelMs)}, ${cancelRssMb.toFixed(0)} MB`);
      return { work: { ...checked, cutMs: done.cutMs, cutRssMb: done.cutRssMb }, uncut, cut };
    };
    const small = await measure(100_000);
    const large = await measure(1_000_000);
    console.log("1,000,000 rows to 100,000:");
    hold("memory of the check", large.work.rssMb / small.work.rssMb, 1.5);
    hold("memory of the cut", large.work.cutRssMb / small.work.cutRssMb, 1.5);
    hold(
      "memory of the web",
      Math.max(large.uncut.rssMb, large.cut.rssMb) / Math.max(small.uncut.rssMb, small.cut.rssMb),
      1.5,
    );
    const bytesOf = ({ cut }: Measure) => cut.answers["live tick"]?.bytes ?? Number.NaN;
    hold("size of a live answer", bytesOf(large) / bytesOf(small), 1.2);
    const slowest = Math.max(
      ...[large.uncut, large.cut].flatMap(({ answers }) => Object.values(answers).map(({ ms }) => ms)),
    );
    hold("slowest answer at 1,000,000 rows", Math.round(slowest), MOST_MS, " ms");
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
