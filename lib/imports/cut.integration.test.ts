import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/db/new-id";
import type { Context } from "@/lib/context";
import { cutIntoCsvs } from "@/lib/csv";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { insertCheckedRows } from "./check-repository";
import { readCsvPage } from "./csv-list-repository";
import { readRowsOfCsv } from "./csv-repository";
import { cutImport } from "./cut-import";
import { followImport } from "./follow-import";
import { getImport } from "./get-import";
import { listCsvs } from "./list-csvs";
import { insertBatch } from "./repository";
import { scheduleImport } from "./schedule-import";
import { batchView } from "./schema";
import { cancelImport, pauseImport, resumeImport, retryImport } from "./steer-import";

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const ROWS = 25_000;
const SETS = [["a"], ["b", "a"], ["a", "b"]];
const live = () => new AbortController().signal;

/** A checked batch: three spellings of two account sets, times out of order, drafts, one row in ten with an error. */
async function checked(count = ROWS) {
  const batchId = newId();
  const { ctx } = harness;
  const locationId = harness.locationIds[0] ?? "";
  await insertBatch(ctx.db, {
    id: batchId,
    companyId: ctx.companyId,
    locationId,
    fileName: "large.csv",
    fileSize: 1,
    format: "basic",
    timezone: "America/New_York",
    status: "ready",
    rowCount: count,
    createdByName: "Ann",
  });
  const rows = Array.from({ length: count }, (_, index) => ({
    batchId,
    row: index + 2,
    fields: { content: `Post ${index}` },
    scheduledLocal:
      index % 97 === 0
        ? null
        : new Date(Date.UTC(2027, 0, 1) + ((index * 7_919) % count) * 60_000).toISOString().slice(0, 19),
    accountIds: SETS[index % 3] ?? [],
    issues: [],
    hasError: index % 10 === 9,
    excluded: false,
  }));
  for (let from = 0; from < count; from += 5_000)
    await insertCheckedRows(ctx.db, rows.slice(from, from + 5_000));
  return { batchId, sendable: rows.filter((row) => !row.hasError) };
}

async function expectSum(batchId: string, rows = ROWS) {
  const view = await getImport(harness.ctx, batchId);
  const { scheduled, waiting, failed, skipped } = view.counts;
  expect(view.counts.rows).toBe(rows);
  expect(scheduled + waiting + failed + skipped).toBe(rows);
  return view;
}

/** A process that dies at its n-th transaction, before or after the database kept it. */
function dying(at: number, kept: boolean): Context {
  let begun = 0;
  const transaction: Context["db"]["transaction"] = async (work, config) => {
    if (++begun < at) return harness.ctx.db.transaction(work, config);
    if (kept) await harness.ctx.db.transaction(work, config);
    throw new Error("the process is gone");
  };
  const db = new Proxy(harness.ctx.db, {
    get: (target, key) => (key === "transaction" ? transaction : Reflect.get(target, key)),
  });
  return { ...harness.ctx, db };
}

const csvsOf = (batchId: string) => readCsvPage(harness.ctx.db, batchId, { after: 0, limit: 1_000 });

async function numbersOf(batchId: string): Promise<number[][]> {
  const csvs = await csvsOf(batchId);
  expect(csvs.map(({ number }) => number)).toEqual(csvs.map((_, index) => index + 1));
  return Promise.all(
    csvs.map(async ({ id }) => (await readRowsOfCsv(harness.ctx.db, id)).map(({ row }) => row)),
  );
}

describe("cutting a scheduled import", () => {
  it("goes on after each death and makes the csvs that one go would have made, the sum whole at every moment", async () => {
    const { batchId, sendable } = await checked();
    const planned = cutIntoCsvs(sendable);
    const asked = await Promise.all([1, 2].map(() => scheduleImport(harness.ctx, { batchId, version: 1 })));
    expect(asked.map(({ csvs }) => csvs)).toEqual([planned.length, planned.length]);
    expect((await expectSum(batchId)).cutting).toEqual({ rows: sendable.length });
    for (const [at, kept] of [
      [1, false],
      [1, true],
      [2, true],
      [3, false],
      [3, true],
      [4, false],
    ] as const) {
      await expect(cutImport(dying(at, kept), batchId, live())).rejects.toThrow("the process is gone");
      const view = await expectSum(batchId);
      expect(view.csvSums.csvs).toBe((await csvsOf(batchId)).length);
      expect((view.cutting?.rows ?? 0) + view.csvSums.rows).toBe(sendable.length);
    }
    const made = (await csvsOf(batchId)).length;
    expect(made).toBeGreaterThan(100);
    expect(made).toBeLessThan(planned.length);
    expect((await scheduleImport(harness.ctx, { batchId, version: 1 })).csvs).toBe(planned.length);
    const both = await Promise.all([1, 2].map(() => cutImport(harness.ctx, batchId, live())));
    expect(both).toContain(true);
    const view = await expectSum(batchId);
    expect(view).toMatchObject({ cutting: null, status: "scheduling", counts: { skipped: ROWS / 10 } });
    expect(await numbersOf(batchId)).toEqual(planned.map(({ rows }) => rows));
  });

  it("tells of many csvs by their sums and the foremost ones, and of the others page by page", async () => {
    const { batchId } = await checked();
    await scheduleImport(harness.ctx, { batchId, version: 1 });
    await cutImport(harness.ctx, batchId, live());
    const set = (number: number, change: string) =>
      harness.ctx.db.$client.query(
        `update import_csvs set ${change}, updated_at = now() where batch_id = $1 and number = $2`,
        [batchId, number],
      );
    await set(1, "step = 'verified'");
    await set(2, "step = 'verified'");
    await set(90, "step = 'in_review'");
    await set(120, "step = 'finalized', needs_person = true");
    await set(7, "intent = 'upload'");
    const all = await csvsOf(batchId);
    const view = await expectSum(batchId);
    expect(view.csvSums).toMatchObject({
      csvs: all.length,
      rows: all.reduce((sum, { rowCount }) => sum + rowCount, 0),
      states: { person: 1, moving: 2, done: 2, planned: all.length - 5, failed: 0, cancelled: 0 },
    });
    expect(view.csvs.map(({ number }) => number).slice(0, 7)).toEqual([120, 7, 90, 2, 1, 3, 4]);
    expect(view.csvs).toHaveLength(50);
    const waiting = all.find(({ number }) => number === 120)?.rowCount ?? 0;
    expect(view.counts.waitingForPerson).toBe(waiting);
    expect(view.revocable).toBe(view.counts.waiting - waiting);
    const paged: number[] = [];
    for (let after: number | undefined = 0; after !== undefined; after = paged.at(-1)) {
      const page = await listCsvs(harness.ctx, { batchId, after, limit: 60 });
      if (page.length === 0) break;
      paged.push(...page.map(({ number }) => number));
    }
    expect(paged).toEqual(all.map(({ number }) => number));
    const moving = await listCsvs(harness.ctx, { batchId, state: "moving", after: 7, limit: 60 });
    expect(moving).toMatchObject([{ number: 90, waiting: all[89]?.rowCount }]);
  });

  it("stops where the batch is paused, goes on when it is resumed, and leaves nothing behind when it is cancelled", async () => {
    const { batchId } = await checked(12_000);
    await scheduleImport(harness.ctx, { batchId, version: 1 });
    await pauseImport(harness.ctx, batchId);
    expect(await cutImport(harness.ctx, batchId, live())).toBe(false);
    expect((await expectSum(batchId, 12_000)).csvs).toEqual([]);
    await resumeImport(harness.ctx, batchId);
    await expect(cutImport(dying(3, false), batchId, live())).rejects.toThrow("the process is gone");
    expect((await expectSum(batchId, 12_000)).csvSums.csvs).toBe(100);
    // Dies in the middle of the cancel: every row is counted, and asked again it ends.
    await expect(cancelImport(dying(3, false), batchId)).rejects.toThrow("the process is gone");
    const half = await expectSum(batchId, 12_000);
    expect(half).toMatchObject({ status: "paused", csvSums: { states: { cancelled: 100 } } });
    expect(half.statusReason).toContain("cancel it again");
    await cancelImport(harness.ctx, batchId);
    expect(await cutImport(harness.ctx, batchId, live())).toBe(true);
    expect(await expectSum(batchId, 12_000)).toMatchObject({
      status: "cancelled",
      cutting: null,
      counts: { skipped: 12_000, waiting: 0 },
    });
  });

  it("tells who follows it of a step at once, and of nothing while nothing happens", async () => {
    const { batchId } = await checked(300);
    await scheduleImport(harness.ctx, { batchId, version: 1 });
    const left = new AbortController();
    const reader = (await followImport(harness.ctx, batchId, left.signal)).getReader();
    const next = async () => {
      const text = new TextDecoder().decode((await reader.read()).value);
      return batchView.parse(JSON.parse(text.slice("data: ".length)));
    };
    expect((await next()).cutting).toEqual({ rows: 270 });
    const second = next();
    const early = await Promise.race([second, new Promise((done) => setTimeout(done, 2_500, "silent"))]);
    expect(early).toBe("silent");
    await cutImport(harness.ctx, batchId, live());
    expect(await second).toMatchObject({ cutting: null, csvSums: { csvs: 3, states: { planned: 3 } } });
    await pauseImport(harness.ctx, batchId);
    expect((await next()).status).toBe("paused");
    left.abort();
    await reader.cancel().catch(() => undefined);
  });

  it("lets many failed rows wait again some at a time, and cuts them after the csvs that are there", async () => {
    const { batchId, sendable } = await checked(12_000);
    await scheduleImport(harness.ctx, { batchId, version: 1 });
    await cutImport(harness.ctx, batchId, live());
    const query = (text: string) => harness.ctx.db.$client.query(text, [batchId]);
    await query("update import_csvs set step = 'failed' where batch_id = $1");
    await query("update import_rows set outcome = 'failed' where batch_id = $1 and outcome = 'waiting'");
    await query("update import_batches set status = 'completed' where id = $1");
    const before = await csvsOf(batchId);
    await expect(retryImport(dying(3, false), batchId)).rejects.toThrow("the process is gone");
    const half = await expectSum(batchId, 12_000);
    expect(half.status).toBe("paused");
    expect(half.counts.failed).toBeLessThan(sendable.length);
    await resumeImport(harness.ctx, batchId);
    await cutImport(harness.ctx, batchId, live());
    await query("update import_batches set status = 'completed' where id = $1");
    await retryImport(harness.ctx, batchId);
    expect(await expectSum(batchId, 12_000)).toMatchObject({ status: "scheduling", counts: { failed: 0 } });
    expect(await cutImport(harness.ctx, batchId, live())).toBe(true);
    const rows = (await numbersOf(batchId)).slice(before.length).flat();
    expect(rows.sort((a, b) => a - b)).toEqual(sendable.map(({ row }) => row));
  });
});
