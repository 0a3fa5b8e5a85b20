import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/reports/export/route";
import { accounts, mirroredPosts } from "@/db/schema";
import { createPerson } from "@/lib/auth/testing/people";
import { readNames } from "@/lib/posts/read-labels";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { readWorkbook } from "./testing/read-workbook";

let harness: Harness;
let headers: Headers;
const now = new Date("2026-04-10T12:00:00Z");
const capturedAt = now.toISOString();

const download = (query: Record<string, string>, as: HeadersInit = headers) =>
  GET(
    new Request(`http://127.0.0.1:3000/api/reports/export?${new URLSearchParams(query)}`, { headers: as }),
    {
      params: Promise.resolve({}),
    },
  );

beforeAll(async () => {
  harness = await startHarness({ clock: { now: () => now } });
  const db = harness.runtime.database.db;
  headers = (await createPerson(db, { companyId: harness.companyId, role: "viewer", locations: "all" }))
    .headers;
  for (const [index, locationId] of harness.locationIds.slice(0, 2).entries()) {
    const accountId = `a_${locationId}_1`;
    await db.insert(accounts).values({
      id: accountId,
      companyId: harness.companyId,
      locationId,
      name: `=HYPERLINK("http://x")`,
      platform: "facebook",
    });
    await db.transaction((tx) =>
      upsertSnapshots(
        tx,
        { companyId: harness.companyId, locationId, captureId: null, capturedAt: now },
        Array.from({ length: 31 }, (_, day) => ({
          accountId,
          day: `2026-03-${String(day + 1).padStart(2, "0")}`,
          platform: "facebook",
          source: "statistics" as const,
          completeness: "partial" as const,
          reach: day === 5 ? null : 10 + index,
          impressions: null,
          likes: 1,
          comments: 0,
          shares: 2,
          followers: 100 + day,
          posts: 1,
        })),
      ),
    );
    const [tag = ""] = (await readNames(harness.ctx, locationId)).tags.keys();
    await db.insert(mirroredPosts).values(
      Array.from({ length: 2_100 }, (_, n) => ({
        locationId,
        postId: `p${String(n).padStart(5, "0")}`,
        companyId: harness.companyId,
        accountId,
        platform: "facebook",
        status: "published",
        kind: "post",
        caption: `Post ${n}`,
        media: "none" as const,
        publishedAt: new Date(Date.UTC(2026, 2, 10 + (n % 3), n % 24)),
        tags: n === 0 ? [tag, "no such tag"] : [],
        likes: n,
        comments: null,
        shares: 1,
        capturedAt: now,
      })),
    );
  }
});
afterAll(() => harness.close());

const period = { from: "2026-03-01", to: "2026-03-31" };

describe("an export", () => {
  it("of account totals adds up the stored days and disarms names", async () => {
    const answer = await download({ view: "accounts", format: "csv", ...period });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain("accounts-2026-03-01-to-2026-03-31.csv");
    const lines = (await answer.text()).trim().split("\r\n");
    const mine = lines.filter((line) => line.includes("HYPERLINK"));
    expect(mine).toHaveLength(2);
    expect(mine[0]).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(lines[0]).toContain("engagementRatePercent");
    expect(mine.map((line) => line.split(",").slice(-12).join(",")).sort()).toEqual([
      `300,,,,93,30,130,31,31,31,complete,${capturedAt}`,
      `330,,,,93,27.2727,130,31,31,31,complete,${capturedAt}`,
    ]);
    // A name leaves as it is where no spreadsheet opens it.
    const plain = await (await download({ view: "accounts", format: "jsonl", ...period })).text();
    expect(plain).toContain(`"account":"=HYPERLINK(`);
  });

  it("of posts comes whole and once, over several pages", async () => {
    const answer = await download({ view: "posts", format: "jsonl", ...period });
    const rows = (await answer.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(4_200);
    expect(new Set(rows.map((row) => `${row.locationId} ${row.postId}`)).size).toBe(4_200);
    expect(rows[0]).toMatchObject({
      tags: expect.stringContaining("no such tag"),
      tagIds: expect.stringContaining("no such tag"),
      category: null,
    });
    const [tag = ""] = String(rows[0].tagIds).split(", ");
    expect(tag).toMatch(/^[0-9a-f]{24}$/);
    expect(rows[0].tags).not.toContain(tag);
    expect(rows[0]).toMatchObject({ comments: null, hasLink: false, engagement: rows[0].likes + 1 });
  });

  it("of snapshots is the same in every format", async () => {
    const ask = { view: "snapshots", ...period };
    const parquet = await (await download({ ...ask, format: "parquet" })).arrayBuffer();
    const typed = await parquetReadObjects({ file: parquet });
    const book = readWorkbook(Buffer.from(await (await download({ ...ask, format: "xlsx" })).arrayBuffer()));
    const lines = (await (await download({ ...ask, format: "jsonl" })).text()).trim().split("\n");
    const csv = (await (await download({ ...ask, format: "csv" })).text()).trim().split("\r\n");
    expect([typed.length, (book.sheets[0]?.rows.length ?? 0) - 1, lines.length, csv.length - 1]).toEqual([
      62, 62, 62, 62,
    ]);
    const sum = typed.reduce((total, row) => total + Number(row.reach ?? 0), 0);
    expect(sum).toBe(630);
    expect(lines.reduce((total, line) => total + (JSON.parse(line).reach ?? 0), 0)).toBe(630);
  });

  it.each(["platforms", "locations", "timing"])("of %s opens", async (view) => {
    const book = readWorkbook(
      Buffer.from(await (await download({ view, format: "xlsx", ...period })).arrayBuffer()),
    );
    expect(book.sheets[0]?.rows.length).toBeGreaterThan(1);
  });

  it("is refused in a sentence, not as a broken file", async () => {
    const swapped = await download({
      view: "snapshots",
      format: "xlsx",
      from: "2026-03-02",
      to: "2026-03-01",
    });
    expect(swapped.status).toBe(400);
    expect(await swapped.json()).toMatchObject({ error: { message: expect.stringContaining("Swap") } });
    const stranger = await download({ view: "posts", format: "csv", locationId: "SOMEBODYELSE00000001" });
    expect(stranger.status).toBe(404);
    expect((await download({ view: "secrets", format: "csv" })).status).toBe(400);
    expect((await download({ view: "posts", format: "csv" }, {})).status).toBe(401);
  });

  it("of somebody with one location holds no other", async () => {
    const [own = ""] = harness.locationIds;
    const one = await createPerson(harness.runtime.database.db, {
      companyId: harness.companyId,
      role: "viewer",
      locations: [own],
    });
    for (const view of ["snapshots", "accounts", "locations", "posts"]) {
      const text = await (await download({ view, format: "jsonl", ...period }, one.headers)).text();
      const rows = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(rows.length, view).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.locationId)), view).toEqual(new Set([own]));
    }
  });
});
