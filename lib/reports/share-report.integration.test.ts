import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as opened } from "@/app/api/reports/shared/route";
import { accounts, mirroredPosts } from "@/db/schema";
import type { Context } from "@/lib/context";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { endShare, listShares, shareReport } from "./share-report";
import { openShareReply } from "./share-schema";

let harness: Harness;
let places: string[] = [];

beforeAll(async () => {
  harness = await startHarness();
  const { db } = harness.runtime.database;
  const { companyId } = harness;
  const { rows } = await db.execute<{ id: string }>(sql`select id from locations order by id limit 2`);
  places = rows.map(({ id }) => id);
  for (const [index, locationId] of places.entries()) {
    const id = `oauth${index}_${locationId}_1`;
    await db
      .insert(accounts)
      .values({ id, companyId, locationId, name: `Page ${index}`, platform: "facebook" });
    await db.transaction((tx) =>
      upsertSnapshots(tx, { companyId, locationId, captureId: null, capturedAt: new Date() }, [
        {
          accountId: id,
          day: "2026-03-03",
          platform: "facebook",
          source: "statistics",
          completeness: "partial",
          reach: 10 ** (index + 1),
          impressions: null,
          likes: 1,
          comments: null,
          shares: null,
          followers: 5,
          posts: 1,
        },
      ]),
    );
    await db.insert(mirroredPosts).values(
      [4, 9].map((likes) => ({
        companyId,
        locationId,
        accountId: id,
        platform: "facebook",
        status: "published",
        kind: "post",
        media: "image" as const,
        capturedAt: new Date(),
        postId: `post-${index}-${likes}`,
        caption: `${likes} likes at place ${index}`,
        publishedAt: new Date("2026-03-03T12:00:00Z"),
        likes,
      })),
    );
  }
});
afterAll(() => harness?.close());

const PERIOD = "from=2026-03-01&to=2026-03-31";
const marketer = (ids: string[]): Context => ({ ...harness.ctx, locations: new Set(ids) });

async function open(path: string, password: string | null = null) {
  const token = path.split("/").at(-1);
  const response = await opened(
    new Request(`${harness.env.appUrl}/api/reports/shared`, {
      method: "POST",
      headers: { origin: harness.env.appUrl, "content-type": "application/json" },
      body: JSON.stringify({ token, password }),
    }),
    { params: Promise.resolve({}) },
  );
  return { status: response.status, body: await response.json() };
}

describe("a share link", () => {
  it("opens the report without a session, and only the locations its maker could see", async () => {
    const { path } = await shareReport(marketer(places.slice(0, 1)), {
      label: "For the client",
      search: `?${PERIOD}`,
      days: 30,
      password: null,
    });
    const { status, body } = await open(path);
    expect(status).toBe(200);
    const reply = openShareReply.parse(body);
    if (reply.status !== "open") throw new Error("the link asked for a password");
    expect(reply.report.locations.map(({ id }) => id)).toEqual(places.slice(0, 1));
    expect(reply.report.figures.reach.value).toBe(10);
    expect(reply.best.map(({ caption }) => caption)).toEqual(["9 likes at place 0"]);
    expect(reply).toMatchObject({ label: "For the client", agency: "Northwind Agency" });
    const { shares } = await listShares(harness.ctx);
    expect(shares[0]).toMatchObject({ views: 1, status: "open" });
  });

  it("keeps its token out of the database", async () => {
    const { path } = await shareReport(harness.ctx, {
      label: "x",
      search: `?${PERIOD}`,
      days: null,
      password: null,
    });
    const { rows } = await harness.runtime.database.db.execute(
      sql`select 1 from share_links s where s::text like ${`%${path.slice(3)}%`}`,
    );
    expect(rows).toEqual([]);
  });

  it("asks for its password, says when it is wrong, and makes guessing wait", async () => {
    const { path } = await shareReport(harness.ctx, {
      label: "Secret",
      search: `?${PERIOD}`,
      days: 7,
      password: "correct horse",
    });
    expect((await open(path)).body).toEqual({ status: "password", wrong: false });
    expect((await open(path, "wrong horse")).body).toEqual({ status: "password", wrong: true });
    expect((await open(path, "correct horse")).body).toMatchObject({ status: "open" });
    const answers = [];
    for (let index = 0; index < 8; index++) answers.push((await open(path, "wrong horse")).status);
    expect(answers).toContain(429);
  });

  it("is closed once it is revoked or expired, and reads like one that never was", async () => {
    const made = { label: "Short", search: `?${PERIOD}`, days: 1, password: null };
    const revoked = await shareReport(harness.ctx, made);
    await endShare(harness.ctx, { shareId: revoked.share.shareId });
    const expired = await shareReport(harness.ctx, made);
    await harness.runtime.database.db.execute(
      sql`update share_links set expires_at = now() - interval '1 minute' where id = ${expired.share.shareId}::uuid`,
    );
    const answers = [await open(revoked.path), await open(expired.path), await open(`/r/${"x".repeat(43)}`)];
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ body }) => body.error.message)).size).toBe(1);
  });

  it("cannot be revoked or seen by somebody who was not granted its locations", async () => {
    const { share } = await shareReport(harness.ctx, {
      label: "Both",
      search: `?${PERIOD}`,
      days: null,
      password: null,
    });
    const other = marketer(places.slice(1));
    expect((await listShares(other)).shares.map(({ shareId }) => shareId)).not.toContain(share.shareId);
    await expect(endShare(other, { shareId: share.shareId })).rejects.toMatchObject({
      code: "location_refused",
    });
  });
});

describe("the bi views", () => {
  it("give the figures of the snapshots, unknown ones as null", async () => {
    const { rows } = await harness.runtime.database.db.execute(sql`
      select location_id, engagement, impressions, reach from bi_snapshots order by reach`);
    expect(rows).toEqual([
      { location_id: places[0], engagement: 1, impressions: null, reach: 10 },
      { location_id: places[1], engagement: 1, impressions: null, reach: 100 },
    ]);
    const days = await harness.runtime.database.db.execute(
      sql`select engagement_rate from bi_location_days where location_id = ${places[0]}`,
    );
    expect(days.rows).toEqual([{ engagement_rate: 0.1 }]);
  });
});
