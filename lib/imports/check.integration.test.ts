import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAccounts } from "@/lib/accounts/list-accounts";
import type { Context } from "@/lib/context";
import { type Fields, writeBasic, writeRecord } from "@/lib/csv";
import { derivedRow } from "@/lib/csv/derived-rows";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { advanceImport } from "./advance-import";
import { requestCheck } from "./check-import";
import { checkRows } from "./check-rows";
import { getImport, listRows } from "./get-import";
import { createImport, receivePart } from "./receive-file";
import { scheduleImport } from "./schedule-import";
import { MAX_PART_BYTES, reading } from "./schema";
import { cancelImport } from "./steer-import";
import { checkImport } from "./testing/check-import";

type Place = { id: string; name: string; accountIds: string[] };
let harness: Harness;
const places: Place[] = [];

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    const { accounts } = await listAccounts(harness.ctx, { locationId: id }).catch(() => ({ accounts: [] }));
    const easy = accounts.filter(
      ({ platform, isExpired }) =>
        ["facebook", "linkedin", "threads", "community"].includes(platform) && !isExpired,
    );
    if (easy.length < 2) continue;
    places.push({ id, name: "", accountIds: easy.slice(0, 2).map((account) => account.id) });
    if (places.length === 2) break;
  }
});
afterAll(() => harness.close());

const home = (): Place => places[0] ?? { id: "", name: "", accountIds: [] };
const away = (): Place => places[1] ?? { id: "", name: "", accountIds: [] };

async function upload(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const { batchId, parts } = await createImport(harness.ctx, {
    locationId: home().id,
    fileName: "posts.csv",
    fileSize: bytes.length,
  });
  for (let part = 0; part < parts; part++)
    await receivePart(harness.ctx, {
      batchId,
      part,
      bytes: bytes.subarray(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES),
    });
  return batchId;
}

const rowAt = (index: number, set: string): Fields => ({
  postAtSpecificTime: new Date(Date.UTC(2027, 2, 1) + index * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " "),
  content: `${set}, post ${index}`,
});
const manyRows = (count: number, set: string): Fields[] =>
  Array.from({ length: count }, (_, index) => rowAt(index, set));
const run = (batchId: string, ctx = harness.ctx) => checkRows(ctx, batchId, new AbortController().signal);
const ask = (batchId: string, more: Record<string, unknown> = {}) =>
  requestCheck(harness.ctx, { batchId, ...reading.parse({ accountIds: home().accountIds, ...more }) });

/** A context whose process dies at the `death`-th transaction: what it had begun is rolled back, nothing else happens. */
function dyingAt(death: number): Context {
  let transactions = 0;
  const db = new Proxy(harness.ctx.db, {
    get(target, key, self) {
      if (key !== "transaction") return Reflect.get(target, key, self);
      return (work: Parameters<typeof target.transaction>[0]) => {
        transactions++;
        return target.transaction(async (tx) => {
          const value = await work(tx);
          if (transactions === death) throw new Error("killed");
          return value;
        });
      };
    },
  });
  return { ...harness.ctx, db };
}

async function allRows(batchId: string) {
  const found = [];
  for (let after = 0; ; ) {
    const rows = await listRows(harness.ctx, { batchId, after, limit: 500 });
    found.push(...rows);
    const last = rows.at(-1);
    if (!last || rows.length < 500) return found;
    after = last.row;
  }
}

describe("checking a file on the server", () => {
  it("goes on after a kill at any point and makes the same rows, each once", async () => {
    const rows = manyRows(9_000, "killed");
    rows[8_999] = { ...rows[10] };
    const whole = await upload(writeBasic(rows));
    await checkImport(harness.ctx, { batchId: whole, accountIds: home().accountIds });
    const expected = await allRows(whole);
    const { ready } = await getImport(harness.ctx, whole);
    expect(ready).toBeGreaterThan(0);
    for (const death of [1, 2, 4, 6]) {
      const batchId = await upload(writeBasic(rows));
      await ask(batchId);
      await expect(run(batchId, dyingAt(death))).rejects.toThrow("killed");
      const middle = await getImport(harness.ctx, batchId);
      expect(middle.status).toBe("checking");
      expect(middle.check?.rows).toBe(Math.max(0, death - 2) * 2_000);
      await run(batchId);
      await run(batchId);
      expect(await allRows(batchId)).toEqual(expected);
      expect(await getImport(harness.ctx, batchId)).toMatchObject({ status: "ready", ready, check: null });
    }
    expect(expected).toHaveLength(9_000);
    expect(expected.at(-1)?.issues.map(({ code }) => code)).toContain("duplicate_in_file");
  }, 120_000);

  it("refuses with the line, keeps no row, and takes another check", async () => {
    const batchId = await upload(
      `${writeBasic(manyRows(3, "quote"))}2027-04-01 10:00:00,"never closed,,,,\n`,
    );
    await ask(batchId);
    await run(batchId);
    const failed = await getImport(harness.ctx, batchId);
    expect(failed).toMatchObject({ status: "failed", counts: { rows: 0 } });
    expect(failed.statusReason).toContain("line 5");
    await ask(batchId);
    expect((await getImport(harness.ctx, batchId)).status).toBe("checking");
    await run(batchId);
  });

  it("is given up when it is cancelled or asked for anew", async () => {
    const batchId = await upload(writeBasic(manyRows(50, "anew")));
    await ask(batchId);
    const { version } = await ask(batchId, { excluded: [2, 3] });
    await run(batchId);
    const view = await getImport(harness.ctx, batchId);
    expect(view).toMatchObject({ status: "ready", version, ready: 48, counts: { rows: 50, skipped: 2 } });
    await ask(batchId);
    await cancelImport(harness.ctx, batchId);
    await run(batchId);
    expect(await getImport(harness.ctx, batchId)).toMatchObject({ status: "cancelled", counts: { rows: 0 } });
    await expect(ask(batchId)).rejects.toMatchObject({ code: "already_running" });
  });

  it("warns of posts that are scheduled already, and reads account groups and quiet hours", async () => {
    const rows = manyRows(3, "twice");
    const first = await upload(writeBasic(rows));
    const { version } = await checkImport(harness.ctx, { batchId: first, accountIds: home().accountIds });
    await scheduleImport(harness.ctx, { batchId: first, version });
    const timing = { lagReads: 4, lagMs: 60, settledMs: 300, pollMs: 50 };
    await advanceImport(harness.ctx, first, new AbortController().signal, timing);
    const again = await upload(writeBasic([...rows, rowAt(9, "new")]));
    await checkImport(harness.ctx, {
      batchId: again,
      accountIds: home().accountIds,
      quietHours: { from: "00:01", to: "00:02" },
    });
    expect((await allRows(again)).map((row) => row.issues.map(({ code }) => code).sort())).toEqual([
      ["already_scheduled"],
      ["already_scheduled", "quiet_hours"],
      ["already_scheduled"],
      [],
    ]);
  });

  it("makes a row of its own of what was split off for one network", async () => {
    const [one = "", two = ""] = home().accountIds;
    const number = derivedRow(2, "linkedin");
    const batchId = await upload(writeBasic(manyRows(2, "split")));
    await checkImport(harness.ctx, {
      batchId,
      accountIds: home().accountIds,
      added: [number],
      edits: [
        { row: 2, field: "accounts", value: one },
        { row: number, field: "accounts", value: two },
        { row: number, field: "content", value: "short" },
      ],
    });
    expect(
      (await allRows(batchId)).map(({ row, accountIds, fields }) => [row, accountIds, fields.content]),
    ).toEqual([
      [2, [one], "split, post 0"],
      [3, home().accountIds, "split, post 1"],
      [number, [two], "short"],
    ]);
  });
});

describe("a file for several locations", () => {
  const sheet = (rows: [string, string][]) =>
    [
      "date,caption,location",
      ...rows.map(([caption, location], index) =>
        writeRecord([`2027-05-01 10:${String(index).padStart(2, "0")}`, caption, location]),
      ),
    ].join("\n");

  it("becomes a batch for each, scheduled together", async () => {
    const batchId = await upload(
      sheet([
        ["here", ""],
        ["there", away().id],
        ["nowhere", "Atlantis"],
        ["there, too", away().id.toUpperCase()],
      ]),
    );
    const { version } = await checkImport(harness.ctx, {
      batchId,
      accountIds: home().accountIds,
      targets: [{ locationId: away().id, accountIds: away().accountIds }],
    });
    const view = await getImport(harness.ctx, batchId);
    expect(view.counts.rows).toBe(2);
    expect(view.siblings).toMatchObject([{ locationId: away().id, ready: 2, status: "ready" }]);
    const [mine, lost] = await allRows(batchId);
    expect(mine?.accountIds).toEqual(home().accountIds);
    expect(lost?.issues).toMatchObject([{ code: "location_unknown", field: "location", severity: "error" }]);
    const sibling = view.siblings[0]?.batchId ?? "";
    expect((await allRows(sibling)).map((row) => [row.row, row.accountIds])).toEqual([
      [3, away().accountIds],
      [5, away().accountIds],
    ]);
    expect(await scheduleImport(harness.ctx, { batchId, version, group: true })).toMatchObject({ csvs: 2 });
    expect(await scheduleImport(harness.ctx, { batchId, version, group: true })).toMatchObject({ csvs: 2 });
    expect((await getImport(harness.ctx, sibling)).status).toBe("scheduling");
    await expect(ask(batchId)).rejects.toMatchObject({ code: "already_running" });
  });

  it("shows nobody a location that was not granted", async () => {
    const batchId = await upload(sheet([["there", away().id]]));
    const narrow: Context = { ...harness.ctx, locations: new Set([home().id]) };
    await requestCheck(narrow, { batchId, ...reading.parse({ accountIds: home().accountIds }) });
    await run(batchId);
    expect((await getImport(harness.ctx, batchId)).siblings).toEqual([]);
    expect((await allRows(batchId))[0]?.issues).toMatchObject([{ code: "location_unknown" }]);
    await expect(
      requestCheck(narrow, {
        batchId,
        ...reading.parse({ accountIds: [], targets: [{ locationId: away().id, accountIds: [] }] }),
      }),
    ).rejects.toMatchObject({ code: "location_refused" });
  });
});
