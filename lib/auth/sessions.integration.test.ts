import { eq, type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getDevices } from "@/app/api/account/devices/route";
import { GET as getPeople } from "@/app/api/people/route";
import { locationGrants, memberships, sessions, users } from "@/db/schema";
import { endedWithoutUse, resolveSession } from "./resolve-session";
import { openAuthRuntime } from "./testing/auth-runtime";
import { createCompany, createPerson, openTestSession, type TestPerson } from "./testing/people";

const ORIGIN = "http://127.0.0.1:3000";

describe("a session", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let companyId: string;
  let admin: TestPerson;
  let viewer: TestPerson;
  const db = () => runtime.database.db;

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    ({ companyId } = await createCompany(db()));
  });
  afterAll(() => runtime.drop());
  beforeEach(async () => {
    admin = await createPerson(db(), { companyId, role: "admin" });
    viewer = await createPerson(db(), { companyId, role: "viewer", locations: ["locationA", "locationB"] });
  });

  const peopleStatus = async (headers: Headers) =>
    (await getPeople(new Request(`${ORIGIN}/api/people`, { headers }), { params: Promise.resolve({}) }))
      .status;

  it("names person, company, role and granted locations", async () => {
    expect(await resolveSession(viewer.headers)).toMatchObject({
      userId: viewer.userId,
      companyId,
      role: "viewer",
      locations: new Set(["locationA", "locationB"]),
    });
    expect(await resolveSession(admin.headers)).toMatchObject({ role: "admin", locations: "all" });
  });

  it("ends with its revocation, at the next request", async () => {
    expect(await peopleStatus(admin.headers)).toBe(200);
    await db().update(sessions).set({ revokedAt: sql`now()` }).where(eq(sessions.id, admin.sessionId));
    expect(await peopleStatus(admin.headers)).toBe(401);
  });

  it("follows a demotion at the next request", async () => {
    await db().update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, admin.userId));
    expect(await peopleStatus(admin.headers)).toBe(403);
  });

  it("ends when the person is disabled", async () => {
    await db().update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, admin.userId));
    expect(await peopleStatus(admin.headers)).toBe(401);
  });

  it("follows a withdrawn grant at the next request", async () => {
    await db().delete(locationGrants).where(eq(locationGrants.locationId, "locationB"));
    expect((await resolveSession(viewer.headers))?.locations).toEqual(new Set(["locationA"]));
  });

  it.each(["idleExpiresAt", "expiresAt"] as const)("ends at %s by the database's clock", async (column) => {
    await db()
      .update(sessions)
      .set({ [column]: sql`now() - interval '1 second'` })
      .where(eq(sessions.id, viewer.sessionId));
    expect(await resolveSession(viewer.headers)).toBeNull();
  });

  it("moves its idle expiry on with use, at most once a minute", async () => {
    const read = async () =>
      (
        await db().select().from(sessions).where(eq(sessions.id, viewer.sessionId))
      )[0]?.idleExpiresAt.getTime();
    const fresh = await read();
    await resolveSession(viewer.headers);
    expect(await read()).toBe(fresh);
    await db()
      .update(sessions)
      .set({ lastSeenAt: sql`now() - interval '2 minutes'`, idleExpiresAt: sql`now() + interval '1 minute'` })
      .where(eq(sessions.id, viewer.sessionId));
    const before = await read();
    await resolveSession(viewer.headers);
    expect(await read()).toBeGreaterThan((before ?? 0) + 20 * 60_000);
  });

  it("says after how many minutes without use it ended, and nothing of a session that lives or ended otherwise", async () => {
    const set = (change: Partial<Record<"idleExpiresAt" | "lastSeenAt" | "expiresAt" | "revokedAt", SQL>>) =>
      db().update(sessions).set(change).where(eq(sessions.id, viewer.sessionId));
    expect(await endedWithoutUse(viewer.headers)).toBeNull();
    expect(await endedWithoutUse(new Headers())).toBeNull();
    await set({
      lastSeenAt: sql`now() - interval '31 minutes'`,
      idleExpiresAt: sql`now() - interval '1 minute'`,
    });
    expect(await endedWithoutUse(viewer.headers)).toBe(30);
    // It was over before it had rested so long.
    await set({ expiresAt: sql`now() - interval '2 minutes'` });
    expect(await endedWithoutUse(viewer.headers)).toBeNull();
    await set({ expiresAt: sql`now() + interval '1 hour'`, revokedAt: sql`now()` });
    expect(await endedWithoutUse(viewer.headers)).toBeNull();
  });

  it("is not made of a cookie that was sealed with another secret, planted twice or changed", async () => {
    const cookie = viewer.headers.get("cookie") ?? "";
    for (const bad of ["2chat-session=abc", `${cookie}x`, `${cookie}; ${cookie}`, "2chat-session="]) {
      expect(await resolveSession(new Headers({ cookie: bad }))).toBeNull();
    }
  });

  it("is listed among one's own devices and nobody else's", async () => {
    const second = await openTestSession(db(), viewer);
    const response = await getDevices(
      new Request(`${ORIGIN}/api/account/devices`, { headers: viewer.headers }),
      { params: Promise.resolve({}) },
    );
    const { devices } = (await response.json()) as { devices: { sessionId: string; present: boolean }[] };
    expect(devices.map((device) => device.sessionId).sort()).toEqual(
      [viewer.sessionId, second.sessionId].sort(),
    );
    expect(devices.find((device) => device.present)?.sessionId).toBe(viewer.sessionId);
  });
});
