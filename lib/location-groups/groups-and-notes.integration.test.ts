import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATCH as changeNote, DELETE as dropNote } from "@/app/api/annotations/[annotationId]/route";
import { POST as addNote, GET as listNotes } from "@/app/api/annotations/route";
import { PUT as changeGroup, DELETE as dropGroup } from "@/app/api/location-groups/[groupId]/route";
import { POST as addGroup, GET as listGroups } from "@/app/api/location-groups/route";
import { GET as overview } from "@/app/api/reports/overview/route";
import { auditEvents } from "@/db/schema";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import type { RouteHandler } from "@/lib/http/define-route";
import { type Harness, startHarness } from "@/lib/testing/harness";

let harness: Harness;
let admin: TestPerson;
let marketer: TestPerson;
let viewer: TestPerson;
let one: string;
let two: string;
let three: string;
const now = new Date("2026-03-11T12:00:00Z");

type Call = { query?: Record<string, string>; params?: Record<string, string>; body?: unknown };

async function call<T = Record<string, unknown>>(
  route: RouteHandler,
  person: TestPerson,
  method: string,
  { query = {}, params = {}, body }: Call = {},
): Promise<{ status: number; body: T & { error?: { message: string } } }> {
  const headers = new Headers(person.headers);
  if (body !== undefined) headers.set("content-type", "application/json");
  const request = new Request(`${harness.env.appUrl}/api/x?${new URLSearchParams(query)}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await route(request, { params: Promise.resolve(params) });
  return { status: answer.status, body: (await answer.json()) as T & { error?: { message: string } } };
}

beforeAll(async () => {
  harness = await startHarness({ clock: { now: () => now } });
  const { db } = harness.runtime.database;
  [one = "", two = "", three = ""] = harness.locationIds;
  const { companyId } = harness;
  admin = await createPerson(db, { companyId, role: "admin" });
  marketer = await createPerson(db, { companyId, role: "marketer", locations: [one, two] });
  viewer = await createPerson(db, { companyId, role: "viewer", locations: [one] });
});
afterAll(() => harness.close());

describe("groups of locations", () => {
  type Group = { groupId: string; locationIds: string[]; hidden: number };

  it("narrow a report to their granted locations", async () => {
    const made = await call<Group>(addGroup, admin, "POST", {
      body: { name: "Dentists", locationIds: [one, three] },
    });
    expect(made.status).toBe(201);
    const { groupId } = made.body;
    const mine = await call<{ groups: Group[] }>(listGroups, marketer, "GET");
    expect(mine.body.groups).toMatchObject([{ groupId, locationIds: [one], hidden: 1 }]);
    const seen = await call<{ locations: { locationId: string }[] }>(overview, marketer, "GET", {
      query: { groupId },
    });
    expect(seen.body.locations.map(({ locationId }) => locationId)).toEqual([one]);
  });

  it("are changed and deleted only by somebody who was granted all of them, and named once", async () => {
    const { body } = await call<{ groups: Group[] }>(listGroups, admin, "GET");
    const groupId = body.groups[0]?.groupId ?? "";
    const change = { name: "Teeth", locationIds: [one] };
    expect((await call(changeGroup, marketer, "PUT", { params: { groupId }, body: change })).status).toBe(
      403,
    );
    expect((await call(dropGroup, marketer, "DELETE", { params: { groupId } })).status).toBe(403);
    expect(
      (await call(addGroup, marketer, "POST", { body: { name: "Mine", locationIds: [one, three] } })).status,
    ).toBe(403);
    const twice = await call(addGroup, marketer, "POST", { body: { name: "dentists", locationIds: [one] } });
    expect([twice.status, twice.body.error?.message]).toEqual([409, expect.stringContaining("already")]);
    expect((await call(addGroup, viewer, "POST", { body: { name: "V", locationIds: [one] } })).status).toBe(
      403,
    );
    expect((await call(changeGroup, admin, "PUT", { params: { groupId }, body: change })).status).toBe(200);
    expect((await call(dropGroup, marketer, "DELETE", { params: { groupId } })).status).toBe(200);
    expect((await call(overview, admin, "GET", { query: { groupId } })).status).toBe(404);
  });
});

describe("notes on days", () => {
  type Note = { annotationId: string; text: string; locationId: string | null; mayChange: boolean };

  it("stand on the charts of their location; those of the agency on all", async () => {
    const add = (person: TestPerson, locationId: string | null, text: string) =>
      call<Note>(addNote, person, "POST", { body: { locationId, day: "2026-03-05", text } });
    expect((await add(marketer, one, "Autumn offer starts")).status).toBe(201);
    expect((await add(marketer, two, "Shop closed")).status).toBe(201);
    expect((await add(marketer, null, "For everybody")).status).toBe(403);
    expect((await add(marketer, three, "Not mine")).status).toBe(403);
    expect((await add(viewer, one, "Only reading")).status).toBe(403);
    expect((await add(admin, null, "Election day")).status).toBe(201);
    const query = { from: "2026-03-01", to: "2026-03-10" };
    const seen = await call<{ annotations: Note[] }>(listNotes, viewer, "GET", { query });
    expect(seen.body.annotations.map(({ text }) => text)).toEqual(["Autumn offer starts", "Election day"]);
    const later = await call<{ annotations: Note[] }>(listNotes, viewer, "GET", {
      query: { from: "2026-03-06", to: "2026-03-10" },
    });
    expect(later.body.annotations).toEqual([]);
  });

  it("are changed and deleted by marketers of the location", async () => {
    const query = { from: "2026-03-01", to: "2026-03-10", locationId: one };
    const list = () => call<{ annotations: Note[] }>(listNotes, marketer, "GET", { query });
    const note = (await list()).body.annotations.find(({ locationId }) => locationId === one);
    const params = { annotationId: note?.annotationId ?? "" };
    const body = { day: "2026-03-06", text: "Offer starts" };
    expect((await call(changeNote, viewer, "PATCH", { params, body })).status).toBe(403);
    expect((await call(changeNote, marketer, "PATCH", { params, body })).body).toMatchObject(body);
    expect((await call(dropNote, marketer, "DELETE", { params })).status).toBe(200);
    expect((await list()).body.annotations.map(({ text }) => text)).toEqual(["Election day"]);
    expect((await call(dropNote, marketer, "DELETE", { params })).status).toBe(404);
  });
});

it("every change of these left its line in the audit", async () => {
  const rows = await harness.runtime.database.db.select({ action: auditEvents.action }).from(auditEvents);
  const actions = new Set(rows.map(({ action }) => action));
  for (const [domain, verbs] of Object.entries({
    "location-groups": ["created", "changed", "deleted"],
    annotations: ["created", "changed", "deleted"],
  })) {
    for (const verb of verbs) expect(actions).toContain(`${domain}.${verb}`);
  }
});
