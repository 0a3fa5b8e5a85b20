import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateQueue } from "@/lib/jobs/queue";
import { writeSample } from "./csv-sample";
import { openBenchDatabase } from "./snapshots-database";

/**
 * The server's check of a received file: rows a second into PostgreSQL, and the memory of 1,000,000 rows to that of 100,000;
 * then how long scheduling answers after, and how long the worker cuts.
 */
type Measure = {
  rows: number;
  ms: number;
  rssMb: number;
  csvs: number;
  scheduleMs: number;
  cutMs: number;
  cutRssMb: number;
};

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "imports-check-"));
  const database = await openBenchDatabase();
  await migrateQueue(database.url);
  try {
    const measure = async (rows: number): Promise<Measure> => {
      const path = join(folder, `${rows}.csv`);
      await writeSample(path, rows);
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["--import", "tsx", "bench/imports-check-child.ts", database.url, path],
        { encoding: "utf8" },
      );
      if (status !== 0) throw new Error(`the check of ${rows} rows failed: ${stderr}`);
      const found: Measure = JSON.parse(stdout);
      if (found.rows !== rows) throw new Error("Rows are missing.");
      console.log(
        `${rows} rows in ${(found.ms / 1000).toFixed(1)} s, ${Math.round(rows / (found.ms / 1000))} a second, ${found.rssMb.toFixed(0)} MB`,
      );
      console.log(
        `scheduled in ${found.scheduleMs.toFixed(0)} ms, cut into ${found.csvs} csvs in ${(found.cutMs / 1000).toFixed(1)} s, ${found.cutRssMb.toFixed(0)} MB`,
      );
      return found;
    };
    const small = await measure(100_000);
    const large = await measure(1_000_000);
    const ratio = large.rssMb / small.rssMb;
    const held = ratio <= 1.5;
    console.log(
      `memory, 1,000,000 rows to 100,000: ${ratio.toFixed(2)} (target at most 1.5) ${held ? "held" : "MISSED"}`,
    );
    if (!held) process.exitCode = 1;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
