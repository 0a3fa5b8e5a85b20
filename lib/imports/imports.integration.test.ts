import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { type Fields, writeAdvance, writeBasic } from "@/lib/csv";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getPosts } from "@/lib/upstream/contract";
import { advanceImport } from "./advance-import";
import { readCsvByNumber } from "./csv-repository";
import { getImport } from "./get-import";
import { createImport, receivePart } from "./receive-file";
import { scheduleImport } from "./schedule-import";
import { MAX_PART_BYTES } from "./schema";
import { cancelImport, decideCsv, pauseImport, resumeImport, retryImport } from "./steer-import";
import { checkImport } from "./testing/check-import";

let harness: Harness;
let locationId: string;
let accountIds: string[];

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const easy = accounts.filter(
      (account) =>
        ["facebook", "linkedin", "google", "threads", "community"].includes(account.platform) &&
        !account.isExpired,
    );
    if (easy.length < 2) continue;
    locationId = id;
    accountIds = easy.slice(0, 2).map((account) => account.id);
    break;
  }
});
afterAll(() => harness.close());
afterEach(() => fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" }));

let made = 0;

function rowsOf(count: number): Fields[] {
  const set = ++made;
  return Array.from({ length: count }, (_, index) => {
    const minute = String(index % 60).padStart(2, "0");
    const hour = String(8 + (Math.floor(index / 60) % 12)).padStart(2, "0");
    const day = String(1 + (Math.floor(index / 40) % 28)).padStart(2, "0");
    return {
      postAtSpecificTime: `2027-0${1 + (set % 9)}-${day} ${hour}:${minute}:00`,
      content: `Set ${set}, post ${index}: “quoted”, 🦷 and\na new line, blanks at the end  `,
    };
  });
}

async function prepare(text: string): Promise<{ batchId: string; version: number }> {
  const bytes = new TextEncoder().encode(text);
  const { batchId, parts } = await createImport(harness.ctx, {
    locationId,
    fileName: "posts.csv",
    fileSize: bytes.length,
  });
  for (let part = 0; part < parts; part++) {
    await receivePart(harness.ctx, {
      batchId,
      part,
      bytes: bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES),
    });
  }
  const { version } = await checkImport(harness.ctx, {
    batchId,
    columns: null,
    dateOrder: null,
    edits: [],
    excluded: [],
    accountIds,
  });
  return { batchId, version };
}

const TIMING = { lagReads: 4, lagMs: 60, settledMs: 300, pollMs: 50 };
const run = (batchId: string) => advanceImport(harness.ctx, batchId, new AbortController().signal, TIMING);

async function postsOf(rows: Fields[]): Promise<Map<string, number>> {
  const captions = new Set(rows.map((row) => row.content));
  const found = new Map<string, number>();
  for (let skip = 0; ; skip += 100) {
    const { answer } = await harness.ctx.upstream.call(harness.ctx, getPosts, {
      params: { locationId },
      body: {
        type: "all",
        skip: String(skip),
        limit: "100",
        fromDate: "2026-11-01T00:00:00.000Z",
        toDate: "2028-01-01T00:00:00.000Z",
        includeUsers: "false",
      },
    });
    for (const post of answer.results.posts) {
      if (!captions.has(post.summary ?? "")) continue;
      const key = `${post.accountId}/${post.summary}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    if (answer.results.posts.length < 100) return found;
  }
}

async function expectOnceEach(rows: Fields[]): Promise<void> {
  const posts = await postsOf(rows);
  expect([...posts.values()].filter((count) => count !== 1)).toEqual([]);
  expect(posts.size).toBe(rows.length * accountIds.length);
}

function expectSum(view: Awaited<ReturnType<typeof getImport>>): void {
  const { rows, scheduled, waiting, failed, skipped } = view.counts;
  expect(scheduled + waiting + failed + skipped).toBe(rows);
}

describe("scheduling an import", () => {
  it("schedules 200 rows once each, in csvs of at most 90, byte for byte", async () => {
    const rows = rowsOf(200);
    const { batchId, version } = await prepare(writeBasic(rows));
    expect(await scheduleImport(harness.ctx, { batchId, version })).toEqual({ batchId, csvs: 3 });
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({
      status: "completed",
      counts: { rows: 200, scheduled: 200, waiting: 0, failed: 0, skipped: 0 },
    });
    await expectOnceEach(rows);
  });

  it("schedules once when two tabs ask at the same time, and refuses a version that moved on", async () => {
    const rows = rowsOf(5);
    const { batchId, version } = await prepare(writeBasic(rows));
    await expect(scheduleImport(harness.ctx, { batchId, version: version + 1 })).rejects.toMatchObject({
      code: "version_changed",
    });
    const both = await Promise.all([
      scheduleImport(harness.ctx, { batchId, version }),
      scheduleImport(harness.ctx, { batchId, version }),
    ]);
    expect(both.map((one) => one.csvs)).toEqual([1, 1]);
    await Promise.all([run(batchId), run(batchId)]);
    await run(batchId);
    await expectOnceEach(rows);
  });

  it("skips rows with errors, fails rows the upstream rejects, and says why", async () => {
    const rows = rowsOf(3);
    const broken = { ...rows[1], imageUrls: "https://cdn.example.com/broken.png" };
    const text = writeAdvance([
      rows[0] ?? {},
      broken,
      { content: "x", postAtSpecificTime: "never" },
      rows[2] ?? {},
    ]);
    const { batchId, version } = await prepare(text);
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view.counts).toMatchObject({ rows: 4, scheduled: 2, failed: 1, skipped: 1 });
    expect(view.failedRows[0]?.reason).toMatch(/\.$/);
    expectSum(view);
    await retryImport(harness.ctx, batchId);
    await run(batchId);
    const after = await getImport(harness.ctx, batchId);
    expectSum(after);
    // What failed stands in the new csv alone; the row with an error in none.
    expect(after.csvSums).toMatchObject({ csvs: 2, rows: 3 });
    expect(after.csvs.find((csv) => csv.number === 1)).toMatchObject({
      step: "verified",
      rows: 2,
      sentAgain: { rows: 1, csvs: [2] },
    });
    await expectOnceEach([rows[0] ?? {}, rows[2] ?? {}]);
  });

  const faults = [
    "upload-csv",
    "set-accounts",
    "start-csv-finalize",
    "get-csv-post",
    "get-upload-status",
    "get-posts",
  ].flatMap((operation) =>
    ["reset-before", "reset-after", "truncated", "html", "status"].map((kind) => [operation, kind] as const),
  );
  it.each(faults)("posts every row once when %s meets %s", async (operation, kind) => {
    const rows = rowsOf(4);
    const { batchId, version } = await prepare(writeBasic(rows));
    await harness.fault({ operation, kind, count: 1, ...(kind === "status" ? { status: 500 } : {}) });
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    for (let again = 0; again < 3; again++) await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expectSum(view);
    expect(view).toMatchObject({ status: "completed", counts: { scheduled: 4 } });
    await expectOnceEach(rows);
  });

  it("posts every row once when it is stopped between any intent and its answer", async () => {
    for (const operation of ["upload-csv", "set-accounts", "start-csv-finalize"]) {
      for (const kind of ["reset-before", "reset-after"]) {
        const rows = rowsOf(3);
        const { batchId, version } = await prepare(writeBasic(rows));
        await scheduleImport(harness.ctx, { batchId, version });
        // The process "dies" as soon as the call broke: what it knew of the failure is lost with it.
        const death = new AbortController();
        await harness.fault({ operation, kind, count: 1 });
        const dying = { ...harness.ctx, log: harness.ctx.log, upstream: { call: mortal(death) } };
        await advanceImport(dying, batchId, death.signal, TIMING).catch(() => undefined);
        await run(batchId);
        const view = await getImport(harness.ctx, batchId);
        expect(view).toMatchObject({ status: "completed", counts: { scheduled: 3 } });
        await expectOnceEach(rows);
      }
    }
  });

  it("finds what a lagging list hides at first", async () => {
    const rows = rowsOf(3);
    const { batchId, version } = await prepare(writeBasic(rows));
    await harness.fault({ operation: "get-posts", kind: "lag", count: 3, ms: 60_000 });
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    expect((await getImport(harness.ctx, batchId)).counts.scheduled).toBe(3);
  });

  it("waits with the reason while the connection is paused, and goes on afterwards", async () => {
    const rows = rowsOf(3);
    const { batchId, version } = await prepare(writeBasic(rows));
    await scheduleImport(harness.ctx, { batchId, version });
    const { db } = harness.runtime.database;
    await db.$client.query("update connections set status = 'paused'");
    await run(batchId);
    expect(await getImport(harness.ctx, batchId)).toMatchObject({
      status: "scheduling",
      statusReason: expect.stringContaining("paused"),
      counts: { waiting: 3 },
    });
    await db.$client.query("update connections set status = 'working'");
    await run(batchId);
    await expectOnceEach(rows);
  });

  it("pauses, resumes and cancels what is not finalized", async () => {
    const rows = rowsOf(3);
    const { batchId, version } = await prepare(writeBasic(rows));
    await scheduleImport(harness.ctx, { batchId, version });
    await pauseImport(harness.ctx, batchId);
    await run(batchId);
    expect((await getImport(harness.ctx, batchId)).counts.waiting).toBe(3);
    await resumeImport(harness.ctx, batchId);
    await cancelImport(harness.ctx, batchId);
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({ status: "cancelled", counts: { skipped: 3, waiting: 0 } });
    expect((await postsOf(rows)).size).toBe(0);
  });

  it("asks a person, and never posts, when finalize is refused again and again", async () => {
    const rows = rowsOf(2);
    const { batchId, version } = await prepare(writeBasic(rows));
    await harness.fault({ operation: "start-csv-finalize", kind: "status", status: 422, count: 50 });
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({ status: "needs_person", counts: { waiting: 2, waitingForPerson: 2 } });
    expect(view.csvs[0]?.evidence?.title).toContain("4 times");
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
    await decideCsv(harness.ctx, { batchId, csvNumber: 1, decision: "send_again" });
    await run(batchId);
    expect((await getImport(harness.ctx, batchId)).status).toBe("completed");
    await expectOnceEach(rows);
  });

  it("counts what is there, once, of an import that was never finalized and is given up, and retries the rest", async () => {
    const rows = rowsOf(2);
    const { batchId, version } = await prepare(writeBasic(rows));
    await harness.fault({ operation: "start-csv-finalize", kind: "status", status: 422, count: 50 });
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
    await decideCsv(harness.ctx, { batchId, csvNumber: 1, decision: "adopt" });
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({ status: "completed", counts: { failed: 2, waiting: 0 } });
    expect(view.failedRows[0]?.reason).toContain("never finalized");
    await retryImport(harness.ctx, batchId);
    await run(batchId);
    await expectOnceEach(rows);
    const after = await getImport(harness.ctx, batchId);
    expect(after).toMatchObject({
      status: "completed",
      csvSums: { csvs: 2, rows: 2, states: { failed: 0, again: 1, done: 1 } },
    });
    const [first, second] = [...after.csvs].sort((a, b) => a.number - b.number);
    expect(first).toMatchObject({ rows: 0, failed: 0, sentAgain: { rows: 2, csvs: [2] } });
    expect(second).toMatchObject({ step: "verified", rows: 2, scheduled: 2, sentAgain: { rows: 0 } });
  });

  it("takes an intent back when the upstream refused at the door, so that nothing is looked for or sent anew", async () => {
    const rows = rowsOf(2);
    const { batchId, version } = await prepare(writeBasic(rows));
    await harness.fault({ operation: "set-accounts", kind: "status", status: 403, count: 1 });
    await scheduleImport(harness.ctx, { batchId, version });
    await run(batchId);
    const csv = await readCsvByNumber(harness.ctx.db, batchId, 1);
    expect(csv).toMatchObject({ step: "uploaded", intent: null, abandonedPaths: [] });
    await run(batchId);
    await expectOnceEach(rows);
  });

  it.each(["upload-csv", "set-accounts", "start-csv-finalize"])(
    "counts no row as skipped that is posted when it is cancelled during %s",
    async (operation) => {
      const rows = rowsOf(95);
      const { batchId, version } = await prepare(writeBasic(rows));
      await harness.fault({ operation, kind: "latency", ms: 400, count: 2 });
      await scheduleImport(harness.ctx, { batchId, version });
      const running = run(batchId);
      await called(operation, harness.sandboxUrl);
      await cancelImport(harness.ctx, batchId);
      await running;
      await run(batchId);
      const view = await getImport(harness.ctx, batchId);
      expectSum(view);
      expect(view.counts.waiting).toBe(0);
      expect((await postsOf(rows)).size).toBe(view.counts.scheduled * accountIds.length);
    },
  );

  it("fails rows whose time passed while the import was paused, and posts the others", async () => {
    const rows = rowsOf(3);
    const { batchId, version } = await prepare(writeBasic(rows));
    await scheduleImport(harness.ctx, { batchId, version });
    await harness.ctx.db.$client.query(
      "update import_rows set scheduled_local = '2026-01-01T09:00:00' where batch_id = $1 and row = (select min(row) from import_rows where batch_id = $1)",
      [batchId],
    );
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({ status: "completed", counts: { scheduled: 2, failed: 1 } });
    expect(view.failedRows[0]?.reason).toContain("time passed");
    await expectOnceEach(rows.slice(1));
  });

  it("refuses a decision where none is asked for", async () => {
    const { batchId } = await prepare(writeBasic(rowsOf(1)));
    await expect(decideCsv(harness.ctx, { batchId, csvNumber: 1, decision: "adopt" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("says where a file cannot be read", async () => {
    await expect(prepare('content\n"never closed')).rejects.toMatchObject({
      code: "unprocessable",
      message: expect.stringContaining("line 2"),
    });
  });
});

/** Waits until the sandbox was called for the operation since now. */
async function called(operation: string, sandboxUrl: string): Promise<void> {
  const count = async () => {
    const answer = (await (await fetch(`${sandboxUrl}/__sandbox/calls`)).json()) as unknown;
    return JSON.stringify(answer);
  };
  const before = await count();
  for (let look = 0; look < 200; look++) {
    const now = await count();
    if (now !== before && now.includes(operation)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${operation} was never called`);
}

function mortal(death: AbortController): Harness["ctx"]["upstream"]["call"] {
  return async (...args) => {
    try {
      return await harness.ctx.upstream.call(...args);
    } catch (error) {
      death.abort();
      throw new Error("the process is gone", { cause: error });
    }
  };
}
