import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as annotations } from "@/app/api/annotations/route";
import { GET as goals } from "@/app/api/goals/route";
import { GET as overview } from "@/app/api/reports/overview/route";
import { GET as pdf } from "@/app/api/reports/pdf/route";
import { GET as posting } from "@/app/api/reports/posting/route";
import { GET as slots } from "@/app/api/reports/slots/route";
import { GET as summary } from "@/app/api/reports/summary/route";
import { GET as topPosts } from "@/app/api/reports/top-posts/route";
import { accounts, companies, locationGroups, locations } from "@/db/schema";
import { createPerson } from "@/lib/auth/testing/people";
import type { RouteHandler } from "@/lib/http/define-route";
import { type Harness, startHarness } from "@/lib/testing/harness";

let harness: Harness;
let headers: HeadersInit;
let here: string;

type Answer = { status: number; message: string; body: Record<string, unknown> };

async function ask(route: RouteHandler, query: Record<string, string>): Promise<Answer> {
  const url = `${harness.env.appUrl}/api/x?${new URLSearchParams(query)}`;
  const answer = await route(new Request(url, { headers }), { params: Promise.resolve({}) });
  const body = (await answer.json()) as Record<string, unknown> & { error?: { message?: string } };
  return { status: answer.status, message: body.error?.message ?? "", body };
}

const REPORTS = { summary, overview };
/** A whole sentence, with no code of a program in it. */
const SENTENCE = /^[A-Z][^{}<>]+\.$/;

beforeAll(async () => {
  harness = await startHarness();
  const { db } = harness.runtime.database;
  const person = await createPerson(db, { companyId: harness.companyId, role: "admin" });
  headers = person.headers;
  here = harness.locationIds[0] ?? "";
  const [other] = await db.insert(companies).values({ name: "Another Agency" }).returning();
  if (!other) throw new Error("no company was stored");
  await db.insert(locations).values({
    id: "ELSEWHERE",
    companyId: other.id,
    name: "Elsewhere",
    timezone: "UTC",
  });
  await db.insert(accounts).values({
    id: "theirs_ELSEWHERE_1",
    companyId: other.id,
    locationId: "ELSEWHERE",
    name: "Theirs",
    platform: "facebook",
  });
  await db.insert(locationGroups).values({
    id: "01890000-0000-7000-8000-000000000001",
    companyId: other.id,
    name: "Their group",
    locationIds: ["ELSEWHERE"],
  });
});
afterAll(() => harness.close());

describe.each(Object.entries(REPORTS))("a report (%s) asked for what cannot be", (_name, route) => {
  it("says that the period ends before it starts", async () => {
    const { status, message } = await ask(route, { from: "2026-03-10", to: "2026-03-01" });
    expect([status, message]).toEqual([400, expect.stringContaining("before it starts")]);
    expect(message).toMatch(SENTENCE);
  });

  it("refuses ten years and says how many days fit", async () => {
    const { status, message } = await ask(route, { from: "2016-01-01", to: "2025-12-31" });
    expect([status, message]).toEqual([400, expect.stringContaining("1,096")]);
  });

  it("refuses a day that is no day", async () => {
    const { status, message } = await ask(route, { from: "2026-02-30", to: "2026-03-01" });
    expect(status).toBe(400);
    expect(message).toMatch(/YYYY-MM-DD/);
  });

  it("names the unknown account, and tells of another agency's account no more than of an unknown one", async () => {
    const unknown = await ask(route, { accountId: "nobody" });
    const theirs = await ask(route, { accountId: "theirs_ELSEWHERE_1" });
    expect([unknown.status, theirs.status]).toEqual([404, 404]);
    expect(theirs.message.replace("theirs_ELSEWHERE_1", "nobody")).toBe(unknown.message);
  });

  it("tells of another agency's location and group no more than of unknown ones", async () => {
    expect((await ask(route, { locationId: "ELSEWHERE" })).status).toBe(404);
    const unknown = await ask(route, { groupId: "01890000-0000-7000-8000-00000000000f" });
    const theirs = await ask(route, { groupId: "01890000-0000-7000-8000-000000000001" });
    expect(theirs).toMatchObject({ status: 404, message: unknown.message });
    expect((await ask(route, { groupId: "not-a-group" })).status).toBe(404);
    expect((await ask(route, { companyId: "5DP4iH6HLkQsiKESj6rh000" })).status).toBe(403);
  });

  it("has no figures where nothing was ever captured: unknown, not zero", async () => {
    const { status, body } = await ask(route, { locationId: here });
    expect([status, body.state]).toEqual([200, "never_captured"]);
    const figures = body.figures as Record<string, { value: unknown; percent: unknown }>;
    for (const { value, percent } of Object.values(figures)) expect([value, percent]).toEqual([null, null]);
  });

  it("says the same whatever the server's own timezone is", async () => {
    const before = process.env.TZ;
    const query = { locationId: here, from: "2026-03-25", to: "2026-04-02" };
    try {
      const answers = [];
      for (const zone of ["UTC", "Pacific/Auckland", "America/Los_Angeles"]) {
        process.env.TZ = zone;
        answers.push((await ask(route, query)).body);
      }
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    } finally {
      process.env.TZ = before;
      if (before === undefined) delete process.env.TZ;
    }
  });

  it("says that a removed location is gone", async () => {
    const { db } = harness.runtime.database;
    const gone = harness.locationIds.at(-1) ?? "";
    const set = (status: "active" | "removed") =>
      db
        .update(locations)
        .set({ status })
        .where(and(eq(locations.companyId, harness.companyId), eq(locations.id, gone)));
    await set("removed");
    const { status, message } = await ask(route, { locationId: gone });
    await set("active");
    expect([status, message]).toEqual([404, expect.stringContaining("may have been removed")]);
  });
});

describe("the other parts of a report page", () => {
  it("refuse another agency's location as an unknown one", async () => {
    for (const route of [posting, slots, annotations, goals, topPosts, pdf]) {
      const theirs = await ask(route, { locationId: "ELSEWHERE" });
      const unknown = await ask(route, { locationId: "NOWHERE" });
      expect(theirs.status).toBe(404);
      expect(theirs.message.replace("ELSEWHERE", "NOWHERE")).toBe(unknown.message);
    }
  });

  it("refuse a period that cannot be with the words of the report itself", async () => {
    for (const period of [
      { from: "2026-03-10", to: "2026-03-01" },
      { from: "2016-01-01", to: "2025-12-31" },
    ]) {
      const { message } = await ask(summary, period);
      for (const route of [topPosts, pdf]) {
        expect(await ask(route, period)).toMatchObject({ status: 400, message });
      }
    }
  });

  it("are empty, not wrong, without any history", async () => {
    const { body } = await ask(posting, { locationId: here });
    expect(body).toMatchObject({ posts: 0, slots: [], best: [], mix: [] });
    expect((await ask(slots, { locationId: here })).body).toMatchObject({ proposals: [], moved: [] });
    expect((await ask(goals, { locationId: here, month: "2026-02" })).body).toMatchObject({
      goals: [],
      days: 28,
    });
  });

  it("refuse a month that is none", async () => {
    const { status, message } = await ask(goals, { locationId: here, month: "2026-13" });
    expect([status, message]).toEqual([400, expect.stringContaining("YYYY-MM")]);
  });
});
