import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DELETE as deleteNote, PATCH as patchNote } from "@/app/api/annotations/[annotationId]/route";
import { GET as notes, POST as writeNote } from "@/app/api/annotations/route";
import { GET as goals, PUT as setGoal } from "@/app/api/goals/route";
import { DELETE as deleteGroup, PUT as putGroup } from "@/app/api/location-groups/[groupId]/route";
import { GET as groups, POST as makeGroup } from "@/app/api/location-groups/route";
import { GET as overview } from "@/app/api/reports/overview/route";
import { GET as summary } from "@/app/api/reports/summary/route";
import { GET as topPosts } from "@/app/api/reports/top-posts/route";
import { DELETE as deleteView, PATCH as patchView } from "@/app/api/views/[viewId]/route";
import { POST as saveView, GET as views } from "@/app/api/views/route";
import { accounts, auditEvents, mirroredPosts } from "@/db/schema";
import { createCompany, createPerson, type TestPerson } from "@/lib/auth/testing/people";
import type { RouteHandler } from "@/lib/http/define-route";
import { upsertSnapshots } from "@/lib/snapshots/snapshot-repository";
import { type Harness, startHarness } from "@/lib/testing/harness";

// The 21st of a month of 30 days: 20 days are over everywhere.
const NOW = new Date("2026-06-21T12:00:00Z");
const DAYS = "from=2026-06-01&to=2026-06-20";
let harness: Harness;
let people: Record<"admin" | "marketer" | "some" | "viewer" | "stranger", TestPerson>;
let places: string[] = [];

beforeAll(async () => {
  harness = await startHarness({ clock: { now: () => NOW } });
  const { db } = harness.runtime.database;
  const { companyId } = harness;
  const { rows } = await db.execute<{ id: string }>(sql`select id from locations order by id limit 3`);
  places = rows.map(({ id }) => id);
  const other = await createCompany(db, "Another agency");
  const [first] = places as [string];
  people = {
    admin: await createPerson(db, { companyId, role: "admin" }),
    marketer: await createPerson(db, { companyId, role: "marketer" }),
    some: await createPerson(db, { companyId, role: "marketer", locations: [first] }),
    viewer: await createPerson(db, { companyId, role: "viewer" }),
    stranger: await createPerson(db, { companyId: other.companyId, role: "admin" }),
  };
  for (const [index, locationId] of places.entries()) {
    const accountId = `oauth${index}_${locationId}_1`;
    await db
      .insert(accounts)
      .values({ id: accountId, companyId, locationId, name: `Page ${index}`, platform: "facebook" });
    const metrics = { impressions: null, likes: 1, comments: null, shares: null, followers: 100, posts: 1 };
    await db.transaction((tx) =>
      upsertSnapshots(tx, { companyId, locationId, captureId: null, capturedAt: NOW }, [
        {
          accountId,
          day: "2026-06-03",
          platform: "facebook",
          source: "statistics",
          completeness: "partial",
          reach: 10 ** (index + 1),
          ...metrics,
        },
      ]),
    );
    await db.insert(mirroredPosts).values(
      [0, 4, 8, null].map((likes, at) => ({
        locationId,
        postId: `post-${index}-${at}`,
        companyId,
        accountId,
        platform: "facebook",
        status: "published",
        kind: at === 2 ? "reel" : "post",
        caption: `Caption ${at}`,
        media: "image" as const,
        publishedAt: new Date(`2026-06-${10 + at}T12:00:00Z`),
        likes,
        capturedAt: NOW,
      })),
    );
  }
});
afterAll(() => harness?.close());

async function ask(
  route: RouteHandler,
  person: TestPerson,
  options: { query?: string; params?: Record<string, string>; json?: unknown } = {},
) {
  const { query, params = {}, json } = options;
  const headers = new Headers(person.headers);
  if (json !== undefined) headers.set("content-type", "application/json");
  const request = new Request(`${harness.env.appUrl}/api/x${query ? `?${query}` : ""}`, {
    headers,
    ...(json === undefined ? {} : { method: "POST", body: JSON.stringify(json) }),
  });
  const response = await route(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

describe("groups of locations", () => {
  it("narrow a report to their locations, to the unit, and intersect with locations chosen beside them", async () => {
    const [a, b, c] = places as [string, string, string];
    const made = await ask(makeGroup, people.marketer, { json: { name: "North", locationIds: [a, b] } });
    expect(made.status).toBe(201);
    const groupId = made.body.groupId as string;
    const reach = async (query: string, person = people.admin) => {
      const { status, body } = await ask(summary, person, { query: `${DAYS}&groupId=${groupId}${query}` });
      return status === 200 ? body.figures.reach.value : [status, body.error.code];
    };
    expect(await reach("")).toBe(110);
    expect(await reach(`&locationId=${b}`)).toBe(100);
    expect(await reach(`&locationId=${c}`)).toEqual([400, "invalid_input"]);
    // Somebody who was granted one of the two sees that one.
    expect(await reach("", people.some)).toBe(10);
    const { body } = await ask(overview, people.admin, { query: `${DAYS}&groupId=${groupId}` });
    expect(body.locations.map((row: { locationId: string }) => row.locationId).sort()).toEqual([a, b].sort());

    const shown = await ask(groups, people.some);
    expect(shown.body.groups).toEqual([{ groupId, name: "North", locationIds: [a], hidden: 1 }]);
    const change = { params: { groupId }, json: { name: "Mine", locationIds: [a] } };
    expect((await ask(putGroup, people.some, change)).status).toBe(403);
    expect((await ask(deleteGroup, people.some, { params: { groupId } })).status).toBe(403);
    expect((await ask(putGroup, people.marketer, change)).body).toMatchObject({ name: "Mine", hidden: 0 });
    expect((await ask(deleteGroup, people.stranger, { params: { groupId } })).status).toBe(404);
    expect((await ask(deleteGroup, people.marketer, { params: { groupId } })).status).toBe(200);
    expect(await reach("")).toEqual([404, "not_found"]);
  });

  it("are refused to viewers, with a location that was not granted, with a taken name, and unknown", async () => {
    const [a, b] = places as [string, string];
    const json = { name: "South", locationIds: [a, b] };
    expect((await ask(makeGroup, people.viewer, { json })).status).toBe(403);
    expect((await ask(makeGroup, people.some, { json })).body.error.code).toBe("location_refused");
    expect((await ask(makeGroup, people.marketer, { json })).status).toBe(201);
    const taken = await ask(makeGroup, people.marketer, { json: { ...json, name: "south" } });
    expect([taken.status, taken.body.error.message]).toEqual([409, expect.stringContaining("already")]);
    expect((await ask(groups, people.stranger)).body.groups).toEqual([]);
    const unknown = await ask(summary, people.admin, { query: `${DAYS}&groupId=not-an-id` });
    expect(unknown.status).toBe(404);
  });
});

describe("saved views", () => {
  it("are their owner's until they are shared, and only the owner changes them", async () => {
    const json = { name: "Week", path: "/snapshots", search: "?period=7d", shared: false };
    const made = await ask(saveView, people.viewer, { json });
    expect(made.body).toMatchObject({ name: "Week", search: "period=7d", own: true });
    const params = { viewId: made.body.viewId as string };
    expect((await ask(views, people.admin)).body.views).toEqual([]);
    expect((await ask(patchView, people.admin, { params, json: { name: "x" } })).status).toBe(404);
    expect((await ask(patchView, people.viewer, { params, json: { shared: true } })).status).toBe(403);

    const shared = await ask(saveView, people.marketer, { json: { ...json, shared: true } });
    const theirs = { viewId: shared.body.viewId as string };
    const seen = (await ask(views, people.viewer)).body.views as { own: boolean }[];
    expect(seen.map(({ own }) => own).sort()).toEqual([false, true]);
    expect((await ask(deleteView, people.viewer, { params: theirs })).status).toBe(403);
    expect((await ask(views, people.stranger)).body.views).toEqual([]);
    expect((await ask(patchView, people.viewer, { params, json: { name: "My week" } })).body.name).toBe(
      "My week",
    );
    expect((await ask(deleteView, people.viewer, { params })).status).toBe(200);
  });

  it("keep only pages of the product", async () => {
    const json = { name: "Out", path: "//elsewhere.example", search: "", shared: false };
    expect((await ask(saveView, people.admin, { json })).status).toBe(400);
  });
});

describe("notes on days", () => {
  it("show on the days asked, of the locations in question and of the agency", async () => {
    const [a, b] = places as [string, string];
    const write = (locationId: string | null, day: string, text: string, person = people.marketer) =>
      ask(writeNote, person, { json: { locationId, day, text } });
    const first = await write(a, "2026-06-05", "Fair");
    expect(first.status).toBe(201);
    await write(b, "2026-06-06", "Closed");
    await write(null, "2026-06-07", "Holiday");
    await write(a, "2026-05-31", "Too early");
    const texts = async (query: string, person = people.viewer) =>
      ((await ask(notes, person, { query })).body.annotations as { text: string }[])
        .map(({ text }) => text)
        .sort();
    expect(await texts(`${DAYS}&locationId=${a}`)).toEqual(["Fair", "Holiday"]);
    expect(await texts(DAYS)).toEqual(["Closed", "Fair", "Holiday"]);
    expect(await texts(DAYS, people.some)).toEqual(["Fair", "Holiday"]);
    expect(await texts(DAYS, people.stranger)).toEqual([]);

    expect((await write(a, "2026-06-05", "x", people.viewer)).status).toBe(403);
    expect((await write(b, "2026-06-05", "x", people.some)).status).toBe(403);
    expect((await write(null, "2026-06-05", "x", people.some)).status).toBe(403);
    expect((await write(a, "2026-02-30", "x")).status).toBe(400);
    expect((await write(a, "2026-06-05", "   ")).status).toBe(400);
    const params = { annotationId: first.body.annotationId as string };
    const change = { day: "2026-06-04", text: "Summer fair" };
    expect((await ask(patchNote, people.stranger, { params, json: change })).status).toBe(404);
    expect((await ask(patchNote, people.some, { params, json: change })).body).toMatchObject(change);
    expect((await ask(patchNote, people.viewer, { params, json: change })).status).toBe(403);
    expect((await ask(deleteNote, people.viewer, { params })).status).toBe(403);
    expect((await ask(deleteNote, people.marketer, { params })).status).toBe(200);
    expect((await ask(deleteNote, people.marketer, { params })).status).toBe(404);
    expect(await texts(`${DAYS}&locationId=${a}`)).toEqual(["Holiday"]);
  });

  it("refuse a period that ends before it starts", async () => {
    const { status, body } = await ask(notes, people.admin, { query: "from=2026-06-20&to=2026-06-01" });
    expect([status, body.error.message]).toEqual([400, expect.stringContaining("before it starts")]);
  });
});

describe("goals", () => {
  it("tell what was reached of the month's target, and how much of the month is over", async () => {
    const [a] = places as [string];
    const json = { locationId: a, month: "2026-06", metric: "reach", target: 40 };
    const { status, body } = await ask(setGoal, people.marketer, { json });
    expect(status).toBe(200);
    expect(body).toMatchObject({ daysOver: 20, days: 30 });
    expect(body.goals).toMatchObject([{ metric: "reach", target: 40, value: 10, progress: 0.25 }]);
    await ask(setGoal, people.marketer, { json: { ...json, target: 20 } });
    const read = await ask(goals, people.viewer, { query: `locationId=${a}` });
    expect(read.body.goals).toMatchObject([{ target: 20, progress: 0.5 }]);
    await ask(setGoal, people.marketer, { json: { ...json, target: null } });
    expect((await ask(goals, people.viewer, { query: `locationId=${a}&month=2026-06` })).body.goals).toEqual(
      [],
    );
  });

  it("are refused to viewers, other agencies, without a grant, and where they make no sense", async () => {
    const [a, b] = places as [string, string];
    const goal = { locationId: a, month: "2026-06", metric: "reach", target: 40 };
    const refused = async (person: TestPerson, change: object = {}) =>
      (await ask(setGoal, person, { json: { ...goal, ...change } })).status;
    expect(await refused(people.viewer)).toBe(403);
    expect(await refused(people.stranger)).toBe(404);
    expect(await refused(people.some, { locationId: b })).toBe(403);
    expect(await refused(people.marketer, { month: "2026-13" })).toBe(400);
    expect(await refused(people.marketer, { target: 0 })).toBe(400);
    expect(await refused(people.marketer, { target: null })).toBe(404);
  });
});

describe("top and weak posts", () => {
  it("rank posts with known insights beside their own account, none on both sides", async () => {
    const [a] = places as [string];
    const { body } = await ask(topPosts, people.viewer, { query: `${DAYS}&locationId=${a}` });
    expect(body).toMatchObject({ posts: 4, rated: 3 });
    expect(body.top.map((post: { index: number }) => post.index)).toEqual([2, 1]);
    expect(body.weak.map((post: { postId: string }) => post.postId)).toEqual(["post-0-0"]);
    expect(body.kinds).toEqual([
      { platform: "facebook", kind: "post", posts: 3, rated: 2, engagement: 4, perPost: 2 },
      { platform: "facebook", kind: "reel", posts: 1, rated: 1, engagement: 8, perPost: 8 },
    ]);
  });

  it("are refused for another agency's account and a period that ends before it starts", async () => {
    const [a, b] = places as [string, string];
    const status = async (query: string, person = people.admin) =>
      (await ask(topPosts, person, { query })).status;
    expect(await status(`${DAYS}&accountId=oauth0_${a}_1`, people.stranger)).toBe(404);
    expect(await status(`${DAYS}&locationId=${b}`, people.some)).toBe(403);
    expect(await status("from=2026-06-20&to=2026-06-01")).toBe(400);
  });
});

it("each change of groups and notes left its line in the audit", async () => {
  const rows = await harness.runtime.database.db.select({ action: auditEvents.action }).from(auditEvents);
  const actions = new Set(rows.map(({ action }) => action));
  for (const domain of ["location-groups", "annotations"]) {
    for (const verb of ["created", "changed", "deleted"]) expect(actions).toContain(`${domain}.${verb}`);
  }
});
