import { Pool } from "undici";
import { openDatabase } from "@/db/client";
import { createPerson } from "@/lib/auth/testing/people";
import type { Context } from "@/lib/context";
import { parseEnv } from "@/lib/env";
import { reportQuery } from "@/lib/reports/schema";
import { summariseReport } from "@/lib/reports/summarise-report";
import { createRuntime, jobContext } from "@/lib/runtime";
import { COMPANY, LAST_DAY, locationId } from "./seed-scale";
import { openSeededDatabase } from "./snapshots-database";
import { benchSettings, freePort, startWeb } from "./web-server";

/**
 * Target 4, the answer's half: GET /api/reports/summary of one location and a year over HTTP against the same report made in
 * this process (its SQL and shaping), and a route that does nothing (a refusal without a session). Rounds are interleaved.
 */
const ROUNDS = 40;

async function main(): Promise<void> {
  const bench = await openSeededDatabase();
  const settings = benchSettings(bench.url, await freePort());
  Object.assign(process.env, settings);
  const runtime = createRuntime({ name: "bench", queueRole: "sender", env: parseEnv(process.env) });
  try {
    const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
    const { headers } = await createPerson(db, { companyId: COMPANY, role: "admin" });
    await close();
    const web = await startWeb(settings);
    const pool = new Pool(web.url, { connections: 1 });
    try {
      const ctx: Context = jobContext(runtime, "bench", COMPANY);
      const query = { locationId: locationId(0), from: "2025-11-01", to: LAST_DAY };
      const path = `/api/reports/summary?${new URLSearchParams(query)}`;
      const own = Object.fromEntries(headers);
      const ask = (status: number, with_: Record<string, string>) => async () => {
        const answer = await pool.request({ method: "GET", path, headers: with_ });
        await answer.body.dump({ limit: 10_000_000 });
        if (answer.statusCode !== status) throw new Error(`answered ${answer.statusCode}, not ${status}`);
      };
      const parts = {
        http: ask(200, own),
        direct: () => summariseReport(ctx, reportQuery.parse(query)),
        noop: ask(401, {}),
      };
      const times: Record<keyof typeof parts, number[]> = { http: [], direct: [], noop: [] };
      for (let round = -5; round < ROUNDS; round++) {
        for (const name of ["http", "direct", "noop"] as const) {
          const started = performance.now();
          await parts[name]();
          if (round >= 0) times[name].push(performance.now() - started);
        }
      }
      tell(median(times.http), median(times.direct), median(times.noop));
    } finally {
      await pool.close();
      await web.stop();
    }
  } finally {
    await runtime.close();
    await bench.close();
  }
}

function tell(http: number, direct: number, noop: number): void {
  const limit = direct + 2 * noop;
  const held = http <= limit;
  console.log(`no-op route: p50 ${noop.toFixed(2)} ms; the report in this process: ${direct.toFixed(1)} ms`);
  console.log(
    `the report over HTTP: p50 ${http.toFixed(1)} ms (target ${limit.toFixed(1)} ms) ${held ? "held" : "MISSED"}`,
  );
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
