import { eq } from "drizzle-orm";
import { parquetReadObjects } from "hyparquet";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/feed/snapshots/route";
import { DELETE } from "@/app/api/feed/tokens/[tokenId]/route";
import { POST } from "@/app/api/feed/tokens/route";
import { accounts, sessions } from "@/db/schema";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { CURSOR_HEADER } from "./schema";

let harness: Harness;
let admin: TestPerson;
let now = Date.now();
const HOME = "http://127.0.0.1:3000";

const read = (query: Record<string, string>, headers: HeadersInit = {}) =>
  GET(new Request(`${HOME}/api/feed/snapshots?${new URLSearchParams(query)}`, { headers }), {
    params: Promise.resolve({}),
  });

async function makeToken(input: Record<string, unknown> = {}): Promise<{ secret: string; tokenId: string }> {
  await harness.runtime.database.db
    .update(sessions)
    .set({ steppedUpAt: new Date(now) })
    .where(eq(sessions.id, admin.sessionId));
  const headers = new Headers(admin.headers);
  headers.set("content-type", "application/json");
  const body = JSON.stringify({ name: "Warehouse", allLocations: true, expiresInDays: null, ...input });
  const answer = await POST(new Request(`${HOME}/api/feed/tokens`, { method: "POST", headers, body }), {
    params: Promise.resolve({}),
  });
  const made = (await answer.json()) as { secret: string; token: { tokenId: string } };
  expect(answer.status).toBe(201);
  return { secret: made.secret, tokenId: made.token.tokenId };
}

const revoke = (tokenId: string) =>
  DELETE(new Request(`${HOME}/api/feed/tokens/${tokenId}`, { method: "DELETE", headers: admin.headers }), {
    params: Promise.resolve({ tokenId }),
  });

async function capture(locationIndex: number, days: number, reach: number, at = now): Promise<void> {
  const locationId = harness.locationIds[locationIndex] ?? "";
  await harness.runtime.database.db.transaction((tx) => store(tx, locationId, days, reach, at));
}

const store = (
  tx: Parameters<typeof upsertSnapshots>[0],
  locationId: string,
  days: number,
  reach: number,
  at: number,
) =>
  upsertSnapshots(
    tx,
    { companyId: harness.companyId, locationId, captureId: null, capturedAt: new Date(at) },
    Array.from({ length: days }, (_, index) => ({
      accountId: `f_${locationId}`,
      day: new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10),
      platform: "facebook",
      source: "statistics" as const,
      completeness: "partial" as const,
      reach,
      impressions: null,
      likes: 1,
      comments: null,
      shares: null,
      followers: null,
      posts: null,
    })),
  );

const rowsOf = async (answer: Response) =>
  (await answer.text())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { accountId: string; day: string; reach: number; locationId: string });

beforeAll(async () => {
  harness = await startHarness({ clock: { now: () => new Date(now) } });
  admin = await createPerson(harness.runtime.database.db, { companyId: harness.companyId, role: "admin" });
  for (const locationId of harness.locationIds.slice(0, 3)) {
    await harness.runtime.database.db.insert(accounts).values({
      id: `f_${locationId}`,
      companyId: harness.companyId,
      locationId,
      name: "Café =1+1",
      platform: "facebook",
    });
  }
});
afterAll(() => harness.close());
beforeEach(() => {
  // Past the margin for clocks that differ: what was captured before is settled.
  now += 180_000;
});

describe("the feed", () => {
  it("gives everything once, then only what was captured or corrected since, nothing missed or doubled", async () => {
    const { secret } = await makeToken();
    await capture(0, 400, 10);
    await capture(1, 300, 20);
    now += 180_000;
    const first = await read({ token: secret });
    const cursor = first.headers.get(CURSOR_HEADER) ?? "";
    const all = await rowsOf(first);
    expect(all).toHaveLength(700);
    expect(new Set(all.map((row) => `${row.accountId} ${row.day}`)).size).toBe(700);

    // Nothing new: nothing comes, whichever way the moment is written.
    expect(await rowsOf(await read({ token: secret, since: cursor }))).toEqual([]);
    // The first 7 days are corrected late, and a location is captured for the first time.
    await capture(0, 7, 11);
    await capture(2, 5, 30);
    now += 180_000;
    const second = await read({ since: cursor }, { authorization: `Bearer ${secret}` });
    const fresh = await rowsOf(second);
    expect(fresh.map((row) => row.reach).sort()).toEqual([11, 11, 11, 11, 11, 11, 11, 30, 30, 30, 30, 30]);
    const state = new Map([...all, ...fresh].map((row) => [`${row.accountId} ${row.day}`, row.reach]));
    expect(state.size).toBe(705);
    const since = second.headers.get(CURSOR_HEADER) ?? "";
    expect(await rowsOf(await read({ token: secret, since }))).toEqual([]);
  });

  it("waits for a capture that is being stored while the feed is read", async () => {
    const { secret } = await makeToken();
    const cursor = (await read({ token: secret })).headers.get(CURSOR_HEADER) ?? "";
    const locationId = harness.locationIds[1] ?? "";
    let between = "";
    now = Math.max(now, Date.now());
    await harness.runtime.database.db.transaction(async (tx) => {
      await store(tx, locationId, 3, 77, now);
      // Long after, as the clocks say, but the rows are not to be seen yet.
      now += 600_000;
      const during = await read({ token: secret, since: cursor });
      expect(await rowsOf(during)).toEqual([]);
      between = during.headers.get(CURSOR_HEADER) ?? "";
    });
    now += 600_000;
    const after = await rowsOf(await read({ token: secret, since: between }));
    expect(after.map((row) => row.reach)).toEqual([77, 77, 77]);
  });

  it("comes as CSV and Parquet too, with names, unknown figures unknown", async () => {
    const { secret } = await makeToken();
    const csv = await (await read({ token: secret, format: "csv" })).text();
    expect(csv).toContain("Café =1+1");
    const rows = await parquetReadObjects({
      file: await (await read({ token: secret, format: "parquet" })).arrayBuffer(),
    });
    expect(rows).toHaveLength(csv.trim().split("\r\n").length - 1);
    expect(rows[0]).toMatchObject({ impressions: null, likes: 1n, engagement: 1n });
  });

  it("shows a token its own locations only", async () => {
    const { secret } = await makeToken({ allLocations: false, locationIds: [harness.locationIds[1]] });
    const rows = await rowsOf(await read({ token: secret }));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.locationId))).toEqual(new Set([harness.locationIds[1]]));
  });

  it("breaks off when the token is revoked mid-download, and the reader can tell", async () => {
    await capture(0, 14_000, 5);
    now += 180_000;
    const { secret, tokenId } = await makeToken();
    const answer = await read({ token: secret });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBeGreaterThan(1_000);
    expect((await revoke(tokenId)).status).toBe(200);
    const rest = async () => {
      while (!(await reader?.read())?.done);
    };
    await expect(rest()).rejects.toThrow("revoked");
    expect((await read({ token: secret })).status).toBe(401);
    expect((await revoke(tokenId)).status).toBe(404);
  });

  it("refuses an unknown, an expired and an ended admin's token, and a moment that is none", async () => {
    const { secret } = await makeToken({ expiresInDays: 1 });
    expect((await read({ token: secret, since: "yesterday" })).status).toBe(400);
    const future = await read({ token: secret, since: new Date(now + 60_000).toISOString() });
    expect(future.status).toBe(400);
    expect(await future.text()).toContain("in the future");
    expect((await read({ token: `${secret}x` })).status).toBe(401);
    expect((await read({})).status).toBe(401);
    const before = now;
    now += 2 * 86_400_000;
    expect((await read({ token: secret })).status).toBe(401);
    now = before;
    expect((await read({ token: secret })).status).toBe(200);
  });

  it("is no key to anything else, and its tokens are made by admins", async () => {
    const { secret } = await makeToken();
    const { GET: summary } = await import("@/app/api/reports/summary/route");
    const asToken = await summary(
      new Request(`${HOME}/api/reports/summary`, { headers: { authorization: `Bearer ${secret}` } }),
      { params: Promise.resolve({}) },
    );
    expect(asToken.status).toBe(401);
    const marketer = await createPerson(harness.runtime.database.db, {
      companyId: harness.companyId,
      role: "marketer",
    });
    const { GET: list } = await import("@/app/api/feed/tokens/route");
    const asked = await list(new Request(`${HOME}/api/feed/tokens`, { headers: marketer.headers }), {
      params: Promise.resolve({}),
    });
    expect(asked.status).toBe(403);
  });
});

describe("the bi_* views", () => {
  it("are all that a role made for reading them can read", async () => {
    const owner = new pg.Client({ connectionString: harness.env.DATABASE_URL });
    await owner.connect();
    const role = `bi_test_${Date.now()}`;
    try {
      await owner.query(`create role ${role} login password 'bi-test'`);
      await owner.query(
        `grant select on bi_locations, bi_accounts, bi_snapshots, bi_location_days, bi_posts to ${role}`,
      );
      await owner.query(`set role ${role}`);
      for (const view of ["bi_locations", "bi_accounts", "bi_snapshots", "bi_location_days", "bi_posts"]) {
        const { rows } = await owner.query(`select count(*)::int as n from ${view}`);
        expect(rows[0].n, view).toBeGreaterThanOrEqual(view === "bi_posts" ? 0 : 1);
      }
      const { rows } = await owner.query(
        "select engagement, impressions from bi_snapshots where account_id like 'f_%' limit 1",
      );
      expect(rows[0]).toEqual({ engagement: 1, impressions: null });
      for (const table of ["activity_snapshots", "users", "connections", "feed_tokens"]) {
        await expect(owner.query(`select 1 from ${table}`)).rejects.toThrow("permission denied");
      }
      await expect(owner.query("delete from bi_posts")).rejects.toThrow("permission denied");
    } finally {
      await owner.query("reset role");
      await owner.query(`drop owned by ${role}`);
      await owner.query(`drop role ${role}`);
      await owner.end();
    }
  });
});
