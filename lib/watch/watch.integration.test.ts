import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE as dismissRoute } from "@/app/api/alerts/[alertId]/route";
import { GET as alertsRoute } from "@/app/api/alerts/route";
import { GET as exportRoute } from "@/app/api/audit/export/route";
import { GET as getLocations } from "@/app/api/locations/route";
import { POST as pauseRoute } from "@/app/api/people/keys/[keyId]/pause/route";
import { POST as rerollRoute } from "@/app/api/people/keys/[keyId]/reroll/route";
import { POST as resumeRoute } from "@/app/api/people/keys/[keyId]/resume/route";
import { POST as createKey, GET as keysRoute } from "@/app/api/people/keys/route";
import { PUT as settingsRoute } from "@/app/api/people/keys/settings/route";
import { GET as peopleRoute } from "@/app/api/people/route";
import { alerts, apiKeys, auditEvents, rateWindows, refusalMinutes, sessions } from "@/db/schema";
import { findAccount } from "@/lib/auth/account-repository";
import { hashPassword } from "@/lib/auth/hash-password";
import { openSession } from "@/lib/auth/open-session";
import { signIn } from "@/lib/auth/sign-in";
import { openAuthRuntime, visitor } from "@/lib/auth/testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "@/lib/auth/testing/people";
import type { RouteHandler } from "@/lib/http/define-route";
import { jobContext } from "@/lib/runtime";
import { watchExport } from "./notice-export";
import { watchPeople } from "./watch-people";

const ORIGIN = "http://127.0.0.1:3000";
const HOME = "198.51.100.7";

describe("watching people and API keys", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let admin: TestPerson;
  let viewer: TestPerson;
  let companyId: string;
  const db = () => runtime.database.db;

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    ({ companyId } = await createCompany(db()));
  });
  beforeEach(async () => {
    admin = await createPerson(db(), { companyId, role: "admin", name: "Ada" });
    viewer = await createPerson(db(), { companyId, role: "viewer", name: "Vic", locations: [] });
    await setPausing(false);
  });
  afterAll(() => runtime.drop());

  async function ask(
    handler: RouteHandler,
    path: string,
    headers: HeadersInit,
    method = "GET",
    body?: unknown,
  ) {
    const request = new Request(ORIGIN + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(path)?.[0];
    const response = await handler(request, { params: Promise.resolve({ keyId: id, alertId: id }) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  }
  const setPausing = (pauseKeys: boolean) =>
    ask(settingsRoute, "/api/people/keys/settings", admin.headers, "PUT", { pauseKeys });
  const alertsOf = (subjectId: string) =>
    db()
      .select()
      .from(alerts)
      .where(
        and(
          isNull(alerts.dismissedAt),
          sql`coalesce(${alerts.userId}, ${alerts.apiKeyId}) = ${subjectId}::uuid`,
        ),
      );
  async function makeKey(scopes = ["locations.read"]) {
    const input = { name: "Night script", scopes, allLocations: true, expiresInDays: 90 };
    const { body } = await ask(createKey, "/api/people/keys", admin.headers, "POST", input);
    return { keyId: body.key.keyId as string, secret: body.secret as string };
  }
  const withKey = (secret: string, address = HOME) => ({
    authorization: `Bearer ${secret}`,
    "x-2chat-address": address,
  });
  const use = (secret: string, address?: string) =>
    ask(getLocations, "/api/locations", withKey(secret, address));

  async function open(person: TestPerson, from: { userAgent?: string; country?: string }) {
    const account = await findAccount(db(), person.userId);
    if (!account) throw new Error("no account");
    const ctx = {
      ...visitor(),
      userAgent: from.userAgent ?? "Firefox/140.0 (Linux)",
      country: from.country ?? null,
    };
    await db().transaction((tx) =>
      openSession(tx, ctx, account, { method: "password", secondFactor: false }),
    );
  }

  it("alerts a new device and a new country, but neither the first sign-in nor a newer version of a browser", async () => {
    await open(viewer, { country: "GB" });
    await open(viewer, { userAgent: "Firefox/141.2 (Linux)", country: "GB" });
    expect(await alertsOf(viewer.userId)).toEqual([]);
    await open(viewer, { userAgent: "curl/8.0", country: "BR" });
    const opened = await alertsOf(viewer.userId);
    expect(opened.map(({ kind }) => kind).sort()).toEqual(["new_country", "new_device"]);
    expect(opened.find(({ kind }) => kind === "new_country")?.message).toContain(
      "from Brazil, never before; 1 other country is known. Ask them",
    );
    const [newest] = await db().select().from(sessions).where(eq(sessions.country, "BR"));
    expect(newest?.userId).toBe(viewer.userId);
    await open(viewer, { userAgent: "Unknown script", country: "BR" });
    expect((await alertsOf(viewer.userId)).filter(({ kind }) => kind === "new_device")).toHaveLength(2);
  });

  it("alerts the fifth wrong password within 10 minutes, not the fourth", async () => {
    const passwordHash = await hashPassword("the right one, long enough");
    const person = await createPerson(db(), { companyId, role: "viewer", passwordHash });
    const fail = (address: string) =>
      signIn(visitor(address), { email: person.email, password: "wrong", previousToken: null }).catch(
        () => undefined,
      );
    const counted = async (count: number) => {
      for (;;) {
        const [row] = await db()
          .select({ sum: sql<number>`coalesce(sum(${refusalMinutes.count}), 0)::int` })
          .from(refusalMinutes)
          .where(eq(refusalMinutes.subjectId, person.userId));
        if (row?.sum === count) return;
        await new Promise((next) => setTimeout(next, 20));
      }
    };
    for (let n = 0; n < 4; n++) await fail(`192.0.2.${n}`);
    await counted(4);
    expect(await alertsOf(person.userId)).toEqual([]);
    await fail("192.0.2.9");
    await counted(5);
    await watchPeople(jobContext(runtime, "watch", companyId));
    const [alert] = await alertsOf(person.userId);
    expect(alert?.message).toMatch(/^5 wrong passwords or codes within 10 minutes, none in the 30 days/);
  });

  it("alerts 20 refusals within a minute once, with a trace in the audit", async () => {
    const refused = () => ask(peopleRoute, "/api/people", viewer.headers);
    await Promise.all(Array.from({ length: 19 }, refused));
    expect(await alertsOf(viewer.userId)).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, refused));
    const opened = await alertsOf(viewer.userId);
    expect(opened).toMatchObject([{ kind: "refusals" }]);
    const traces = await db().select().from(auditEvents).where(eq(auditEvents.targetId, viewer.userId));
    expect(traces.filter(({ action }) => action === "alert.opened")).toHaveLength(1);
  });

  it("finds within a round what a process counted and left unjudged", async () => {
    await db()
      .insert(refusalMinutes)
      .values({
        subjectId: viewer.userId,
        companyId,
        kind: "refusal",
        minute: sql`date_trunc('minute', now())` as unknown as Date,
        count: 33,
      });
    await watchPeople(jobContext(runtime, "watch", companyId));
    expect(await alertsOf(viewer.userId)).toMatchObject([{ kind: "refusals" }]);
  });

  it("alerts a key used from a new address and, where settled so, pauses it until an admin resumes it", async () => {
    const { keyId, secret } = await makeKey();
    expect((await use(secret)).status).toBe(200);
    expect((await use(secret, "203.0.113.9")).status).toBe(200);
    expect(await alertsOf(keyId)).toMatchObject([{ kind: "key_new_address", reaction: null }]);
    await setPausing(true);
    const third = await use(secret, "203.0.113.10");
    expect(third).toMatchObject({ status: 403, body: { error: { code: "key_paused" } } });
    expect((await use(secret)).body.error.message).toContain("paused. An admin can resume it");
    const { body } = await ask(keysRoute, "/api/people/keys", admin.headers);
    expect(body.pauseKeys).toBe(true);
    expect(body.keys.find((key: { keyId: string }) => key.keyId === keyId)).toMatchObject({
      status: "paused",
      pausedReason: expect.stringContaining("203.0.113.10"),
      lastUsedAddress: "203.0.113.9",
    });
    const [alert] = await alertsOf(keyId);
    expect(alert?.reaction).toContain("paused by itself");
    expect(alert?.message).toContain("Used from 203.0.113.10, never before; 2 other addresses are known.");
    const resumed = await ask(resumeRoute, `/api/people/keys/${keyId}/resume`, admin.headers, "POST", {});
    expect(resumed.status).toBe(200);
    expect((await use(secret, "203.0.113.10")).status).toBe(200);
    expect(await alertsOf(keyId)).toEqual([]);
  });

  it("pauses a key after 20 refusals where settled so", async () => {
    await setPausing(true);
    const { keyId, secret } = await makeKey(["posts.read"]);
    for (let n = 0; n < 21; n++) await use(secret);
    expect((await use(secret)).body.error.code).toBe("key_paused");
    expect(await alertsOf(keyId)).toMatchObject([{ kind: "refusals" }]);
  });

  it("alerts the sixth export within 10 minutes, and very many rows while they still stream", async () => {
    for (let n = 0; n < 5; n++) await readExport();
    expect(await alertsOf(admin.userId)).toEqual([]);
    await readExport();
    expect(await alertsOf(admin.userId)).toMatchObject([{ kind: "bulk_export" }]);
    const { keyId } = await makeKey();
    const actor = { kind: "api_key" as const, keyId, name: "Night script", role: "viewer" as const };
    const ctx = { ...jobContext(runtime, "test", companyId), actor };
    const page = Array.from({ length: 5_000 }, () => 1);
    async function* pages() {
      for (let n = 0; n < 6; n++) yield page;
    }
    const stream = watchExport(ctx, pages());
    for (let n = 0; n < 4; n++) await stream.next();
    expect(await alertsOf(keyId)).toEqual([]);
    await stream.next();
    expect((await alertsOf(keyId))[0]?.message).toContain("25,000 rows exported within 10 minutes");
    await setPausing(true);
    await expect(stream.next()).rejects.toMatchObject({ code: "key_paused" });
  });
  async function readExport() {
    const request = new Request(`${ORIGIN}/api/audit/export?format=csv`, { headers: admin.headers });
    const response = await exportRoute(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(200);
    await response.text();
  }

  it("lists alerts to admins alone, by what they are about, and puts one aside", async () => {
    await open(viewer, {});
    await open(viewer, { userAgent: "curl/8.0" });
    expect((await ask(alertsRoute, "/api/alerts", viewer.headers)).status).toBe(403);
    const { body } = await ask(alertsRoute, "/api/alerts?about=person", admin.headers);
    const mine = body.alerts.find(({ subjectId }: { subjectId: string }) => subjectId === viewer.userId);
    expect(mine).toMatchObject({ kind: "new_device", label: "Vic", about: "person" });
    const keys = await ask(alertsRoute, "/api/alerts?about=api_key", admin.headers);
    expect(JSON.stringify(keys.body)).not.toContain(viewer.userId);
    const stranger = await createPerson(db(), {
      companyId: (await createCompany(db())).companyId,
      role: "admin",
    });
    const path = `/api/alerts/${mine.alertId}`;
    expect((await ask(dismissRoute, path, stranger.headers, "DELETE")).status).toBe(404);
    expect((await ask(dismissRoute, path, admin.headers, "DELETE")).status).toBe(200);
    expect((await ask(dismissRoute, path, admin.headers, "DELETE")).status).toBe(404);
  });

  it("rerolls a key with an overlap in which both work, then only the new one", async () => {
    const old = await makeKey();
    const reroll = (overlapHours: number, keyId = old.keyId) =>
      ask(rerollRoute, `/api/people/keys/${keyId}/reroll`, admin.headers, "POST", { overlapHours });
    expect((await reroll(5)).status).toBe(400);
    const [first, second] = await Promise.all([reroll(24), reroll(24)]);
    expect([first.status, second.status].sort()).toEqual([201, 409]);
    const made = (first.status === 201 ? first : second).body as { key: { keyId: string }; secret: string };
    expect(made.key).toMatchObject({ name: "Night script", scopes: ["locations.read"], allLocations: true });
    expect([(await use(old.secret)).status, (await use(made.secret)).status]).toEqual([200, 200]);
    const [row] = await db().select().from(apiKeys).where(eq(apiKeys.id, old.keyId));
    const hours = ((row?.expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    await db().update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, old.keyId));
    expect([(await use(old.secret)).status, (await use(made.secret)).status]).toEqual([401, 200]);
    const last = await reroll(0, made.key.keyId);
    expect([(await use(made.secret)).status, (await use(last.body.secret)).status]).toEqual([401, 200]);
  });

  it("pauses and resumes a key by hand", async () => {
    const { keyId, secret } = await makeKey();
    const turn = (route: RouteHandler, to: string) =>
      ask(route, `/api/people/keys/${keyId}/${to}`, admin.headers, "POST", {});
    expect((await turn(pauseRoute, "pause")).status).toBe(200);
    expect((await use(secret)).body.error.code).toBe("key_paused");
    expect((await turn(pauseRoute, "pause")).status).toBe(404);
    expect((await turn(resumeRoute, "resume")).status).toBe(200);
    expect((await use(secret)).status).toBe(200);
  });

  it("lets 600 requests of a key through within a minute and answers the next with when to go on", async () => {
    const { keyId, secret } = await makeKey();
    await use(secret);
    const times = sql`array(select now() - make_interval(secs => n * 0.05) from generate_series(1, 599) n order by 1)`;
    await db()
      .update(rateWindows)
      .set({ calls: sql`${times}` as unknown as Date[] })
      .where(eq(rateWindows.resource, `key:${keyId}`));
    expect((await use(secret)).status).toBe(200);
    const refused = await use(secret);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(20);
    expect(wait).toBeLessThanOrEqual(60);
  });
});
