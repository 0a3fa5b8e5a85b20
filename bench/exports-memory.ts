import { execFileSync } from "node:child_process";
import { Pool } from "undici";
import { openDatabase } from "@/db/client";
import { createPerson } from "@/lib/auth/testing/people";
import { COMPANY, LAST_DAY, locationId } from "./seed-scale";
import { openSeededDatabase } from "./snapshots-database";
import { benchSettings, freePort, startWeb } from "./web-server";

/**
 * The memory of the web process while it streams every snapshot of a company against a download of about 100,000 rows, in
 * the same process and over HTTP. A reader that takes all it is given, at once.
 */
const FORMATS = ["csv", "jsonl", "xlsx", "parquet"] as const;
/** Formats with a line a row; of the packed ones the size tells whether all of it came. */
const LINES: ReadonlySet<string> = new Set(["csv", "jsonl"]);
const YEAR = { from: "2025-11-01", to: LAST_DAY };
/** 8 accounts × 365 days each: 99,280 rows. */
const FEW = 34;
const LIMIT = 1.5;
const EVERY_MS = 200;

async function main(): Promise<void> {
  const bench = await openSeededDatabase();
  const settings = benchSettings(bench.url, await freePort());
  Object.assign(process.env, settings);
  try {
    const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
    const { headers } = await createPerson(db, { companyId: COMPANY, role: "admin" });
    await close();
    const web = await startWeb(settings);
    const pool = new Pool(web.url, { connections: 1, bodyTimeout: 120_000 });
    const download = (format: string, locations: number | "all") =>
      watched(web.pid, async () => {
        const query = new URLSearchParams({ view: "snapshots", format, ...YEAR });
        for (let n = 0; n < Number(locations) && locations !== "all"; n++) {
          query.append("locationId", locationId(n));
        }
        const answer = await pool.request({
          method: "GET",
          path: `/api/reports/export?${query}`,
          headers: Object.fromEntries(headers),
        });
        if (answer.statusCode !== 200) {
          throw new Error(`answered ${answer.statusCode}: ${await answer.body.text()}`);
        }
        let bytes = 0;
        let lines = 0;
        for await (const chunk of answer.body as AsyncIterable<Buffer>) {
          bytes += chunk.length;
          if (LINES.has(format)) for (const byte of chunk) if (byte === 10) lines++;
        }
        return { bytes, lines };
      });
    try {
      for (const format of FORMATS) await download(format, FEW);
      for (const format of FORMATS) {
        const small = await download(format, FEW);
        const large = await download(format, "all");
        tell(format, small, large, bench.locations);
      }
    } finally {
      await pool.close();
      await web.stop();
    }
  } finally {
    await bench.close();
  }
}

type Watched = { bytes: number; lines: number; peak: number; seconds: number };

async function watched(pid: number, work: () => Promise<{ bytes: number; lines: number }>): Promise<Watched> {
  let peak = memoryOf(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid));
  }, EVERY_MS);
  const started = performance.now();
  try {
    const result = await work();
    return { ...result, peak, seconds: (performance.now() - started) / 1000 };
  } finally {
    clearInterval(timer);
  }
}

/** Resident megabytes. */
const memoryOf = (pid: number): number =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;

function tell(format: string, small: Watched, large: Watched, locations: number): void {
  const rows = (count: number) => count * 8 * 365;
  const complete = LINES.has(format)
    ? large.lines - small.lines === rows(locations) - rows(FEW)
    : large.bytes / small.bytes > (locations / FEW) * 0.8;
  if (!complete) throw new Error(`the ${format} is not whole`);
  const ratio = large.peak / small.peak;
  const held = ratio <= LIMIT;
  console.log(
    `${format}: ${rows(locations).toLocaleString("en-GB")} rows, ${(large.bytes / 1e6).toFixed(0)} MB in ${large.seconds.toFixed(0)} s: peak ${large.peak.toFixed(0)} MB; ${rows(FEW).toLocaleString("en-GB")} rows: ${small.peak.toFixed(0)} MB; ${ratio.toFixed(2)} × (target ${LIMIT}) ${held ? "held" : "MISSED"}`,
  );
  if (!held) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
