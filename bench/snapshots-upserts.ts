import type pg from "pg";
import { openDatabase } from "@/db/client";
import { METRICS } from "@/lib/snapshots/schema";
import { type NewSnapshot, upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { COMPANY } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";

/**
 * Target 5: how fast a capture stores snapshots against COPY of the same rows into a bare temporary table and on into the
 * same table, with the same indexes. Both do the same work for the raw rows; the capture also keeps its rollups. Each
 * load has accounts and days nobody stored before; the sides take turns in going first, and the first rounds only warm up.
 */
const WARM_UP = 2;
const ROUNDS = 7;
const ACCOUNTS = 50;
const DAYS = 400;
const DAY_MS = 86_400_000;

/** The rows of the nth load. */
function rowsFor(load: number): NewSnapshot[] {
  return Array.from({ length: ACCOUNTS * DAYS }, (_, index) => {
    const figures = Object.fromEntries(METRICS.map((metric, n) => [metric, (index * 31 + n * 7) % 9_000]));
    const day = Date.UTC(1980, 0, 1) + (load * DAYS + Math.floor(index / ACCOUNTS)) * DAY_MS;
    return {
      accountId: `bench-${load}-${index % ACCOUNTS}`,
      day: new Date(day).toISOString().slice(0, 10),
      platform: ["facebook", "instagram", "linkedin"][index % 3] ?? "facebook",
      source: "statistics",
      completeness: "complete",
      ...(figures as Pick<NewSnapshot, (typeof METRICS)[number]>),
    };
  });
}

async function main(): Promise<void> {
  const bench = await openBenchDatabase();
  const { db, close } = openDatabase({ url: bench.url, poolSize: 1 });
  const sides = {
    capture: (rows: NewSnapshot[], locationId: string) =>
      db.transaction(async (tx) => {
        const place = { companyId: COMPANY, locationId, captureId: null, capturedAt: new Date() };
        await upsertSnapshots(tx, place, rows);
      }),
    copy: (rows: NewSnapshot[], locationId: string) => copyRows(bench.client, rows, locationId),
  };
  const speeds: Record<keyof typeof sides, number[]> = { capture: [], copy: [] };
  try {
    let load = 0;
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const side of round % 2 === 0 ? (["capture", "copy"] as const) : (["copy", "capture"] as const)) {
        const rows = rowsFor(load);
        // What the load before left to write out is not the next one's to pay.
        await bench.client.query("checkpoint");
        const started = performance.now();
        await sides[side](rows, `bench-${load++}`);
        const speed = rows.length / ((performance.now() - started) / 1000);
        if (round >= WARM_UP) speeds[side].push(speed);
      }
    }
  } finally {
    await close();
    await bench.close();
  }
  // Of the two that ran beside each other, so that a busy moment of the machine weighs on both.
  const ratio = median(speeds.capture.map((speed, round) => speed / (speeds.copy[round] ?? Number.NaN)));
  console.log(`capture: ${told(speeds.capture)}, rollups included`);
  console.log(`COPY and insert: ${told(speeds.copy)}`);
  console.log(
    `ratio in the median round ${(ratio * 100).toFixed(0)} % (target 50 %) ${ratio >= 0.5 ? "held" : "MISSED"}`,
  );
  if (!(ratio >= 0.5)) process.exitCode = 1;
}

const rounded = (speed: number) => Math.round(speed).toLocaleString("en-GB");
const told = (speeds: number[]) =>
  `median ${rounded(median(speeds))} rows/s of ${speeds.length} rounds (${rounded(Math.min(...speeds))} to ${rounded(Math.max(...speeds))})`;

const COLUMNS = ["account_id", "day", "platform", ...METRICS] as const;

/** The fastest way in: COPY to a temporary table, then one upsert of all rows, without rollups. */
async function copyRows(client: pg.Client, rows: readonly NewSnapshot[], locationId: string): Promise<void> {
  await client.query("begin");
  await client.query(
    `create temp table incoming (account_id text, day date, platform text, ${METRICS.map((m) => `${m} bigint`).join(", ")}) on commit drop`,
  );
  const text = rows
    .map((row) =>
      [row.accountId, row.day, row.platform, ...METRICS.map((metric) => row[metric] ?? "\\N")].join("\t"),
    )
    .join("\n");
  await copyIn(client, `copy incoming (${COLUMNS.join(", ")}) from stdin`, `${text}\n`);
  await client.query(
    `insert into activity_snapshots (id, company_id, location_id, source, completeness, captured_at, ${COLUMNS.join(", ")})
     select gen_random_uuid(), $1, $2, 'statistics', 'complete', now(), ${COLUMNS.join(", ")} from incoming
     on conflict (account_id, day) do update set ${METRICS.map((m) => `${m} = excluded.${m}`).join(", ")}`,
    [COMPANY, locationId],
  );
  await client.query("commit");
}

/** What node-postgres asks of something that speaks the protocol itself. */
type CopyConnection = {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  endCopyFrom: () => void;
};

function copyIn(client: pg.Client, statement: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const copy = {
      submit: (connection: CopyConnection) => connection.query(statement),
      handleCopyInResponse: (connection: CopyConnection) => {
        connection.sendCopyFromChunk(Buffer.from(text));
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleError: (error: Error) => {
        failure = error;
        reject(error);
      },
      handleReadyForQuery: () => (failure ? undefined : resolve()),
    };
    client.query(copy as unknown as pg.Submittable);
  });
}

function median(values: number[]): number {
  if (values.length < ROUNDS) throw new Error("a sample is missing");
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
