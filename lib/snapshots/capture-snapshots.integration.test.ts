import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { connections } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { readCapture } from "./capture-repository";
import { captureSnapshots } from "./capture-snapshots";
import { controlCapture } from "./control-capture";
import { listCaptures } from "./list-captures";
import type { Metrics } from "./schema";
import { findRollupDifferences } from "./snapshot-repository";
import { startCapture } from "./start-capture";
import { startNightlyCaptures } from "./start-nightly-captures";
import { openPlace, type Place } from "./testing/place";
import { type Script, type ScriptedAccount, scriptedUpstream } from "./testing/scripted-upstream";

const facebook = {
  id: "a_LOC1_1",
  profileId: "f1",
  name: "Harbour Dental",
  platform: "facebook",
  type: "page",
};
const google = { id: "b_LOC1_2", profileId: "g1", name: "Pier St", platform: "google", type: "location" };
const threads = { id: "c_LOC1_3", profileId: "t1", name: "harbour", platform: "threads", type: "profile" };
const expired: ScriptedAccount = {
  id: "d_LOC1_4",
  profileId: "i1",
  name: "@harbour.dental",
  platform: "instagram",
  type: "profile",
  isExpired: true,
  expire: "2026-04-07T09:00:00.000Z",
};

function figures(profileId: string, day: string): Partial<Metrics> {
  const n = Number(day.replaceAll("-", "")) % 97;
  if (profileId === "g1") return { reach: n, impressions: n * 2, posts: 0 };
  if (profileId === "i1" && day >= "2026-04-07") return {};
  return {
    reach: n * 10,
    impressions: n * 20,
    likes: n,
    comments: 1,
    shares: 0,
    followers: 1_000 + n,
    posts: 1,
  };
}

const script = (over: Partial<Script> = {}): Script => ({
  accounts: [facebook, google, threads, expired],
  figures,
  ...over,
});

let place: Place;
afterEach(() => place.drop());

async function begin(over: Partial<Script> = {}, days = 7) {
  const upstream = scriptedUpstream(script(over));
  place = await openPlace(upstream);
  const { captures } = await startCapture(place.ctx, { locationId: "LOC1", days });
  return { upstream, captureId: captures[0]?.captureId ?? "" };
}

const rowsNow = async () =>
  (
    await place.db.execute(
      sql`select id, account_id, day, platform, reach, impressions, likes, comments, shares, followers, posts, source,
            completeness, captured_at from activity_snapshots order by account_id, day`,
    )
  ).rows;

describe("a capture", () => {
  it("stores one snapshot an account and day, keeps the unknown unknown and names who failed", async () => {
    const { captureId } = await begin();
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    const rows = await rowsNow();
    // No account had history, so each one with statistics gets its first 90 days.
    expect(rows).toHaveLength(3 * 90);
    expect(rows.find((row) => row.account_id === google.id && row.day === "2026-04-09")).toMatchObject({
      reach: 20260409 % 97,
      likes: null,
      followers: null,
      posts: 0,
      source: "statistics",
      completeness: "partial",
    });
    expect(rows.find((row) => row.account_id === expired.id && row.day === "2026-04-08")).toMatchObject({
      reach: null,
      completeness: "empty",
    });
    const { captures } = await listCaptures(place.ctx, { limit: 5 });
    expect(captures[0]).toMatchObject({
      status: "partial",
      total: 270,
      done: 270,
      accountsTotal: 3,
      accountsComplete: 2,
      failures: [
        { accountId: expired.id, kind: "expired", reason: expect.stringContaining("7 Apr 2026") },
        { accountId: threads.id, kind: "not_covered" },
      ],
    });
    expect(await findRollupDifferences(place.db, place.companyId)).toEqual([]);
  });

  it("changes nothing when it is repeated", async () => {
    const { captureId } = await begin();
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    const before = await rowsNow();
    place.clock.at = new Date("2026-04-10T13:00:00Z");
    const { captures } = await startCapture(place.ctx, { locationId: "LOC1", days: 7 });
    await captureSnapshots(place.ctx, { captureId: captures[0]?.captureId ?? "", locationId: "LOC1" });
    expect(await rowsNow()).toEqual(before);
    expect(await findRollupDifferences(place.db, place.companyId)).toEqual([]);
  });

  it("gives the same rows after being killed at any point and repeated", async () => {
    const { upstream, captureId } = await begin();
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    const whole = (await rowsNow()).map(({ id: _, ...row }) => row);
    expect(upstream.asked).toHaveLength(270);
    await place.drop();

    // Near both ends, and anywhere between.
    const points = [4, ...fc.sample(fc.integer({ min: 5, max: 250 }), 4), 251];
    for (const killedAt of points) {
      const killed = new Error("killed");
      let armed = true;
      const again = await begin({
        refuse: (_operation, _profile, _day, call) => {
          if (!armed || call < killedAt) return null;
          armed = false;
          throw killed;
        },
      });
      await expect(
        captureSnapshots(place.ctx, { captureId: again.captureId, locationId: "LOC1" }),
      ).rejects.toBe(killed);
      await captureSnapshots(place.ctx, { captureId: again.captureId, locationId: "LOC1" });
      expect(
        (await rowsNow()).map(({ id: _, ...row }) => row),
        `killed at call ${killedAt}`,
      ).toEqual(whole);
      expect(await findRollupDifferences(place.db, place.companyId)).toEqual([]);
      // At most one slice of days is asked twice.
      expect(again.upstream.asked.length).toBeLessThanOrEqual(270 + 3 * 5);
      if (killedAt !== 251) await place.drop();
    }
  });

  it("moves the rollups when networks correct their figures, to null and back", async () => {
    let late = false;
    const { captureId } = await begin({
      accounts: [facebook],
      figures: (profileId, day) =>
        late && day === "2026-04-08" ? { ...figures(profileId, day), reach: 777 } : { likes: 3 },
    });
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    const total = async () =>
      (
        await place.db.execute(
          sql`select reach, reach_accounts, likes from location_days where day = '2026-04-08'`,
        )
      ).rows[0];
    expect(await total()).toEqual({ reach: null, reach_accounts: 0, likes: 3 });
    late = true;
    const { captures } = await startCapture(place.ctx, { locationId: "LOC1", days: 7 });
    await captureSnapshots(place.ctx, { captureId: captures[0]?.captureId ?? "", locationId: "LOC1" });
    expect(await total()).toEqual({ reach: 777, reach_accounts: 1, likes: 20260408 % 97 });
    expect(await findRollupDifferences(place.db, place.companyId)).toEqual([]);
  });

  it("takes what GET /snapshots carries and asks statistics only for the rest", async () => {
    const whole = { reach: 5, impressions: 6, likes: 7, comments: 8, shares: 9, followers: 10, posts: 11 };
    const { upstream, captureId } = await begin({
      activity: [
        { accountId: facebook.id, date: "2026-04-09", metrics: whole },
        { accountId: threads.id, date: "2026-04-09", metrics: whole },
      ],
    });
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    const yesterday = (await rowsNow()).filter((row) => row.day === "2026-04-09");
    expect(yesterday.find((row) => row.account_id === facebook.id)).toMatchObject({
      ...whole,
      source: "snapshots",
    });
    expect(yesterday.find((row) => row.account_id === threads.id)).toMatchObject({
      ...whole,
      source: "snapshots",
    });
    expect(upstream.asked).not.toContain("f1 2026-04-09");
  });

  it("hides no account behind one that fails, and tries passing failures again later", async () => {
    let broken = true;
    const { captureId } = await begin({
      refuse: (operation, profileId) =>
        broken && operation === "get-statistics" && profileId === "g1"
          ? new AppError("upstream_timeout")
          : null,
    });
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    expect((await rowsNow()).filter((row) => row.account_id === facebook.id)).toHaveLength(90);
    expect(await readCapture(place.db, place.companyId, captureId)).toMatchObject({
      status: "running",
      attempts: 1,
    });
    expect(place.enqueued.at(-1)).toMatchObject({ job: "snapshots.capture", startAfterSeconds: 30 });
    broken = false;
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    expect((await rowsNow()).filter((row) => row.account_id === google.id)).toHaveLength(90);
    expect(await readCapture(place.db, place.companyId, captureId)).toMatchObject({
      done: 270,
      accountsComplete: 2,
    });
  });

  it("ends with the reason when the location itself is refused", async () => {
    const { captureId } = await begin({ refuse: () => new AppError("upstream_no_access") });
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    expect(await readCapture(place.db, place.companyId, captureId)).toMatchObject({
      status: "failed",
      error: expect.stringContaining("no access"),
    });
  });

  it("waits for a connection that needs a person, however often it is tried", async () => {
    const { captureId } = await begin({ refuse: () => new AppError("needs_reauth") });
    for (let n = 0; n < 7; n++) await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    expect(await readCapture(place.db, place.companyId, captureId)).toMatchObject({
      status: "running",
      error: expect.stringContaining("reconnect"),
    });
    expect(place.enqueued.at(-1)).toMatchObject({ job: "snapshots.capture", startAfterSeconds: 60 });
  });

  it("stops between two slices when it is paused, and goes on when it is resumed", async () => {
    const { upstream, captureId } = await begin({
      refuse: (_operation, _profile, day) => {
        if (day === "2026-04-01") void pause();
        return null;
      },
    });
    let paused: Promise<unknown> | null = null;
    const pause = () => {
      paused ??= controlCapture(place.ctx, { captureId, action: "pause" });
      return paused;
    };
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    await paused;
    const row = await readCapture(place.db, place.companyId, captureId);
    expect(row?.status).toBe("paused");
    expect(upstream.asked.length).toBeLessThan(270);
    await controlCapture(place.ctx, { captureId, action: "resume" });
    await captureSnapshots(place.ctx, { captureId, locationId: "LOC1" });
    expect(await rowsNow()).toHaveLength(270);
    await expect(controlCapture(place.ctx, { captureId, action: "pause" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is started every night beside a backfill that somebody left paused", async () => {
    const { captureId } = await begin({}, 90);
    await place.db
      .insert(connections)
      .values({ companyId: place.companyId, kind: "agency_oauth", label: "Agency" });
    await controlCapture(place.ctx, { captureId, action: "pause" });
    const started = async () => {
      await startNightlyCaptures(place.ctx, new AbortController().signal);
      const { captures } = await listCaptures(place.ctx, { limit: 20 });
      return captures.filter(({ kind, locationId }) => kind === "nightly" && locationId === "LOC1");
    };
    expect(await started()).toMatchObject([{ from: "2026-04-03", to: "2026-04-09", status: "queued" }]);
    expect(await started()).toHaveLength(1);
    const [nightly] = await started();
    await captureSnapshots(place.ctx, { captureId: nightly?.captureId ?? "", locationId: "LOC1" });
    place.clock.at = new Date("2026-04-11T02:30:00Z");
    expect(await started()).toHaveLength(2);
  });
});
