import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { writeBasic } from "@/lib/csv";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getPosts } from "@/lib/upstream/contract";
import { getImport } from "./get-import";
import { createImport, receivePart } from "./receive-file";
import { scheduleImport } from "./schedule-import";
import { MAX_PART_BYTES } from "./schema";
import { decideCsv } from "./steer-import";
import { checkImport } from "./testing/check-import";

const PLACES = 2;
const ROWS = 3_600;
const KILLS = 8;

type Place = { locationId: string; accountId: string; batchId: string };
let harness: Harness;
const places: Place[] = [];

beforeAll(async () => {
  harness = await startHarness({ sandbox: { rateMax: 1_000_000, csvDelayMs: 30 } });
  for (const locationId of harness.locationIds) {
    if (places.length === PLACES) break;
    const { accounts } = await listAccounts(harness.ctx, { locationId }).catch(() => ({ accounts: [] }));
    const account = accounts.find(({ platform, isExpired }) => platform === "facebook" && !isExpired);
    if (account)
      places.push({ locationId, accountId: account.id, batchId: await prepare(locationId, account.id) });
  }
});
afterAll(() => harness.close());

async function prepare(locationId: string, accountId: string): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    postAtSpecificTime: new Date(Date.UTC(2027, 0, 4, 8) + index * 1_800_000)
      .toISOString()
      .slice(0, 19)
      .replace("T", " "),
    content: `Two processes, post ${index}: =1+1, @brand`,
  }));
  const bytes = new TextEncoder().encode(writeBasic(rows));
  const { batchId, parts } = await createImport(harness.ctx, {
    locationId,
    fileName: "two.csv",
    fileSize: bytes.length,
  });
  for (let part = 0; part < parts; part++)
    await receivePart(harness.ctx, {
      batchId,
      part,
      bytes: bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES),
    });
  const { version } = await checkImport(harness.ctx, { batchId, accountIds: [accountId] });
  await scheduleImport(harness.ctx, { batchId, version });
  return batchId;
}

function start(): ChildProcess {
  const args = ["--import", "tsx", "lib/imports/testing/advance-process.ts", harness.companyId];
  return spawn(process.execPath, [...args, ...places.map(({ batchId }) => batchId)], { stdio: "ignore" });
}

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function copiesOf({ locationId }: Place): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let skip = 0; ; skip += 100) {
    const { answer } = await harness.ctx.upstream.call(harness.ctx, getPosts, {
      params: { locationId },
      body: {
        type: "all",
        skip: String(skip),
        limit: "100",
        fromDate: "2026-12-20T00:00:00.000Z",
        toDate: "2028-12-31T00:00:00.000Z",
        includeUsers: "false",
      },
    });
    for (const { summary } of answer.results.posts)
      if (summary?.startsWith("Two processes, ")) found.set(summary, (found.get(summary) ?? 0) + 1);
    if (answer.results.posts.length < 100) return found;
  }
}

it(`posts ${PLACES * ROWS} rows once each from two processes on one PostgreSQL, again and again ended by kill -9`, {
  timeout: 5 * 60_000,
}, async () => {
  const workers = [start(), start()];
  let kills = 0;
  try {
    for (let settled = false; !settled; ) {
      await sleep(kills < KILLS ? 3_000 + ((kills * 331) % 900) : 300);
      const views = await Promise.all(places.map(({ batchId }) => getImport(harness.ctx, batchId)));
      for (const { counts } of views) {
        expect(counts.scheduled + counts.waiting + counts.failed + counts.skipped).toBe(counts.rows);
        expect(counts.rows).toBe(ROWS);
      }
      for (const view of views) {
        for (const csv of view.csvs.filter((one) => one.needsPerson))
          await decideCsv(harness.ctx, { batchId: view.batchId, csvNumber: csv.number, decision: "adopt" });
      }
      settled = views.every(({ status }) => status === "completed");
      if (settled) break;
      const victim = kills < KILLS ? kills++ % 2 : null;
      for (const [index, worker] of workers.entries()) {
        if (index === victim) worker.kill("SIGKILL");
        if (index === victim || gone(worker)) workers[index] = start();
      }
    }
  } finally {
    for (const worker of workers) worker.kill("SIGKILL");
  }
  expect(kills).toBeGreaterThanOrEqual(4);
  for (const place of places) {
    const { counts } = await getImport(harness.ctx, place.batchId);
    expect(counts).toMatchObject({ failed: 0, waiting: 0, scheduled: counts.rows - counts.skipped });
    const copies = await copiesOf(place);
    expect([...copies.values()].filter((count) => count !== 1)).toEqual([]);
    expect(copies.size).toBe(counts.scheduled);
  }
});
