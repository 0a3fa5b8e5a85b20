import type pg from "pg";
import { openDatabase } from "@/db/client";
import { METRICS } from "@/lib/snapshots/schema";
import { type NewSnapshot, upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { COMPANY } from "./seed-scale";
import { openBenchDatabase } from "./snapshots-database";

/**
 * Target 5: how fast a capture stores snapshots against COPY of the same rows into a bare temporary table and on into the
 * same table. Both do the same work for the raw rows; the capture also keeps its rollups.
 */
const ROUNDS = 5;
const ACCOUNTS = 50;
const DAYS = 400;

function rowsFor(round: number): NewSnapshot[] {
  return Array.from({ length: ACCOUNTS * DAYS }, (_, index) => {
    const figures = Object.fromEntries(METRICS.map((metric, n) => [metric, (index * 31 + n * 7) % 9_000]));
    return {
      accountId: `bench-${round}-${index % ACCOUNTS}`,
      day: new Date(Date.UTC(2025, 0, 1 + Math.floor(index / ACCOUNTS))).toISOString().slice(0, 10),
      platform: ["facebook", "instagram", "linkedin"][index % 3] ?? "facebook",
      source: "statistics",
      completeness: "complete",
      ...(figures as Pick<NewSnapshot, (typeof METRICS)[number]>),
    };
  });
}

async function main(): Promise<void> {
  const bench = await openBenchDatabase();
  const { db, close } = openDatabase({ url: bench.url, poolSize: 2 });
  const speeds: { capture: number[]; copy: number[] } = { capture: [], copy: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const rows = rowsFor(round * 2);
      let started = performance.now();
      await db.transaction((tx) =>
        upsertSnapshots(
          tx,
          { companyId: COMPANY, locationId: `bench-${round}`, captureId: null, capturedAt: new Date() },
          rows,
        ),
      );
      speeds.capture.push(rows.length / ((performance.now() - started) / 1000));
      const others = rowsFor(round * 2 + 1);
      started = performance.now();
      await copyRows(bench.client, others, `bench-copy-${round}`);
      speeds.copy.push(others.length / ((performance.now() - started) / 1000));
    }
  } finally {
    await close();
    await bench.close();
  }
  const [capture, copy] = [median(speeds.capture), median(speeds.copy)];
  const ratio = capture / copy;
  console.log(`capture: ${Math.round(capture).toLocaleString("en-GB")} rows/s, rollups included`);
  console.log(`COPY and insert: ${Math.round(copy).toLocaleString("en-GB")} rows/s`);
  console.log(`ratio ${(ratio * 100).toFixed(0)} % (target 50 %) ${ratio >= 0.5 ? "held" : "MISSED"}`);
  if (!(ratio >= 0.5)) process.exitCode = 1;
}

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
