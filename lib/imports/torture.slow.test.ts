import { afterAll, beforeAll, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { writeBasic } from "@/lib/csv";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getPosts } from "@/lib/upstream/contract";
import { advanceImport } from "./advance-import";
import { getImport } from "./get-import";
import { createImport, receivePart } from "./receive-file";
import { scheduleImport } from "./schedule-import";
import { MAX_PART_BYTES } from "./schema";
import { decideCsv } from "./steer-import";
import { checkImport } from "./testing/check-import";

const LOCATIONS = 5;
const ROWS = Number(process.env.TORTURE_ROWS ?? 10_000);
const DEATHS = Number(process.env.TORTURE_DEATHS ?? 100);
const TIMING = { lagReads: 4, lagMs: 40, settledMs: 150, pollMs: 30 };
const OPERATIONS = [
  "upload-csv",
  "set-accounts",
  "start-csv-finalize",
  "get-csv-post",
  "get-upload-status",
  "get-posts",
];
const KINDS = ["reset-before", "reset-after", "truncated", "html", "status", "lag"];

type Place = { locationId: string; accountIds: string[]; batchId: string; captions: Set<string> };

let harness: Harness;
const places: Place[] = [];

/** A fixed sequence, so that a failure can be looked at again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

beforeAll(async () => {
  harness = await startHarness({ sandbox: { rateMax: 1_000_000, csvDelayMs: 5 } });
  for (const locationId of harness.locationIds) {
    if (places.length === LOCATIONS) break;
    const { accounts } = await listAccounts(harness.ctx, { locationId }).catch(() => ({ accounts: [] }));
    const easy = accounts.filter(
      ({ platform, isExpired }) =>
        ["facebook", "linkedin", "threads", "community"].includes(platform) && !isExpired,
    );
    if (easy.length < 2) continue;
    const accountIds = easy.slice(0, 2).map((account) => account.id);
    places.push(await prepare(locationId, accountIds, places.length));
  }
});
afterAll(() => harness.close());

async function prepare(locationId: string, accountIds: string[], place: number): Promise<Place> {
  const rows = Array.from({ length: Math.ceil(ROWS / LOCATIONS) }, (_, index) => {
    const at = new Date(Date.UTC(2027, 0, 4, 8) + index * 30 * 60_000).toISOString();
    return {
      postAtSpecificTime: `${at.slice(0, 10)} ${at.slice(11, 19)}`,
      content: `Place ${place}, post ${index}: =1+1, @brand, -50% and 🦷`,
    };
  });
  const bytes = new TextEncoder().encode(writeBasic(rows));
  const opened = await createImport(harness.ctx, {
    locationId,
    fileName: "torture.csv",
    fileSize: bytes.length,
  });
  for (let part = 0; part < opened.parts; part++) {
    const slice = bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES);
    await receivePart(harness.ctx, { batchId: opened.batchId, part, bytes: slice });
  }
  const { version, ready } = await checkImport(harness.ctx, {
    batchId: opened.batchId,
    columns: null,
    dateOrder: null,
    edits: [],
    excluded: [],
    accountIds,
  });
  expect(ready).toBeGreaterThan(rows.length * 0.99);
  await scheduleImport(harness.ctx, { batchId: opened.batchId, version });
  return {
    locationId,
    accountIds,
    batchId: opened.batchId,
    captions: new Set(rows.map((row) => row.content)),
  };
}

/** An upstream that dies with its process: at the chosen call, before or after the change is made, and for good. */
function mortal(dieAt: number, after: boolean, death: AbortController) {
  let calls = 0;
  const call: Harness["ctx"]["upstream"]["call"] = async (...args) => {
    if (death.signal.aborted) throw new Error("the process is gone");
    if (++calls < dieAt) return harness.ctx.upstream.call(...args);
    if (after) await harness.ctx.upstream.call(...args).catch(() => undefined);
    death.abort();
    throw new Error("the process is gone");
  };
  return { call };
}

async function copiesOf(place: Place): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let skip = 0; ; skip += 100) {
    const { answer } = await harness.ctx.upstream.call(harness.ctx, getPosts, {
      params: { locationId: place.locationId },
      body: {
        type: "all",
        skip: String(skip),
        limit: "100",
        fromDate: "2026-12-20T00:00:00.000Z",
        toDate: "2028-12-31T00:00:00.000Z",
        includeUsers: "false",
      },
    });
    for (const post of answer.results.posts) {
      if (!place.captions.has(post.summary ?? "")) continue;
      const key = `${post.accountId}/${post.summary}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    if (answer.results.posts.length < 100) return found;
  }
}

it(`posts ${ROWS} rows over ${LOCATIONS} locations once each, through faults and ${DEATHS} deaths`, {
  timeout: 30 * 60_000,
}, async () => {
  const random = randomFrom(20_261_122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (let life = 0; life < DEATHS; life++) {
    const death = new AbortController();
    const upstream = mortal(1 + Math.floor(random() * 25), random() < 0.5, death);
    const kind = pick(KINDS);
    await harness.fault({
      operation: pick(OPERATIONS),
      kind,
      count: 1 + Math.floor(random() * 2),
      ...(kind === "status" ? { status: 500 } : {}),
      ...(kind === "lag" ? { ms: 100 } : {}),
    });
    const dying = { ...harness.ctx, upstream };
    await Promise.allSettled(
      places.map(({ batchId }) => advanceImport(dying, batchId, death.signal, TIMING)),
    );
    for (const { batchId } of life % 10 === 0 ? places : []) await expectSum(batchId);
  }
  await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
  for (let round = 0; round < 20; round++) {
    const signal = new AbortController().signal;
    await Promise.all(places.map(({ batchId }) => advanceImport(harness.ctx, batchId, signal, TIMING)));
    const views = await Promise.all(places.map(({ batchId }) => getImport(harness.ctx, batchId)));
    if (views.every((view) => view.status === "completed")) break;
    // What is left to a person is answered with the choice that sends nothing.
    for (const view of views) {
      for (const csv of view.csvs.filter((one) => one.needsPerson))
        await decideCsv(harness.ctx, { batchId: view.batchId, csvNumber: csv.number, decision: "adopt" });
    }
  }
  for (const place of places) {
    const view = await expectSum(place.batchId);
    expect(view).toMatchObject({ status: "completed", counts: { waiting: 0, failed: 0 } });
    const copies = await copiesOf(place);
    expect([...copies.values()].filter((count) => count !== 1)).toEqual([]);
    expect(copies.size).toBe(view.counts.scheduled * place.accountIds.length);
  }
});

async function expectSum(batchId: string) {
  const view = await getImport(harness.ctx, batchId);
  const { rows, scheduled, waiting, failed, skipped } = view.counts;
  expect(scheduled + waiting + failed + skipped).toBe(rows);
  expect(rows).toBe(Math.ceil(ROWS / LOCATIONS));
  return view;
}
