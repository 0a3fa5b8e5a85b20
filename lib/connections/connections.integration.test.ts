import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as callback } from "@/app/api/connections/callback/route";
import { POST as confirm } from "@/app/api/connections/confirm/route";
import { GET as list } from "@/app/api/connections/route";
import { auditEvents, companies, connections, credentials, locations } from "@/db/schema";
import { resolveSession } from "@/lib/auth/resolve-session";
import { createPerson, openTestSession, type TestPerson } from "@/lib/auth/testing/people";
import type { Context } from "@/lib/context";
import { contextFor } from "@/lib/runtime";
import { startCapture } from "@/lib/snapshots/start-capture";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount, searchLocations } from "@/lib/upstream/contract";
import { addApiKey } from "./add-api-key";
import { changeConnection } from "./change-connection";
import { listConnections } from "./list-connections";
import { replaceApiKey } from "./replace-api-key";
import { FEATURE_SCOPES } from "./schema";
import { startAuthorization } from "./start-authorization";
import { steerConnection } from "./steer-connection";

describe("connecting an agency", () => {
  let harness: Harness;
  let admin: TestPerson;
  let ctx: Context;
  const none = { params: Promise.resolve({}) };

  beforeAll(async () => {
    harness = await startHarness({ connected: false });
    admin = await createPerson(harness.runtime.database.db, { companyId: harness.companyId, role: "admin" });
    ctx = await contextOf(admin.headers);
  });
  afterAll(() => harness.close());

  const db = () => harness.runtime.database.db;
  async function contextOf(headers: Headers): Promise<Context> {
    return contextFor({ headers }, "test", await resolveSession(headers));
  }
  /** What a person does on the upstream's page: allows or refuses, and is sent back. */
  async function consent(url: string, fields: Record<string, string> = {}): Promise<URL> {
    const asked = new URL(url).searchParams;
    const form = new FormData();
    for (const [name, value] of Object.entries({
      redirect_uri: asked.get("redirect_uri") ?? "",
      client_id: asked.get("client_id") ?? "",
      state: asked.get("state") ?? "",
      asked: asked.get("scope") ?? "",
      decision: "allow",
      reach: "company",
      ...fields,
    })) {
      form.append(name, value);
    }
    for (const scope of (asked.get("scope") ?? "").split(" ")) form.append("scopes", scope);
    const reply = await fetch(`${harness.sandboxUrl}/oauth/chooselocation`, {
      method: "POST",
      body: form,
      redirect: "manual",
      headers: { origin: harness.sandboxUrl },
    });
    return new URL(reply.headers.get("location") ?? (await reply.text()));
  }
  async function comeBack(url: URL, headers: Headers = admin.headers) {
    const reply = await callback(new Request(url, { headers }), none);
    expect(reply.status).toBe(303);
    const to = new URL(reply.headers.get("location") ?? "");
    return { search: to.searchParams, path: to.pathname, reply };
  }
  const connect = async (fields?: Record<string, string>) =>
    consent((await startAuthorization(ctx, { scopes: [], only: false })).url, fields);
  const stored = () => db().select().from(connections);

  it("asks for what the product needs and nothing more", async () => {
    const { url } = await startAuthorization(ctx, { scopes: [], only: false });
    expect(new URL(url).searchParams.get("scope")?.split(" ")).toEqual([...FEATURE_SCOPES]);
  });

  it.each([
    ["a state nobody knows", { state: "x".repeat(43) }, "unknown_state"],
    ["a refusal", { error: "access_denied" }, "cancelled"],
    ["no code", { code: "" }, "no_code"],
  ])("stores nothing for %s and says why", async (_, change, problem) => {
    const url = await connect();
    for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
    expect((await comeBack(url)).search.get("problem")).toBe(problem);
    expect(await stored()).toEqual([]);
  });

  it("refuses the state of another session, even of the same person", async () => {
    const url = await connect();
    const device = await openTestSession(db(), admin);
    expect((await comeBack(url, device.headers)).search.get("problem")).toBe("foreign_state");
    expect((await comeBack(url, new Headers())).path).toBe("/sign-in");
  });

  it("connects, verifies, reads the locations and writes the audit", async () => {
    const url = await connect();
    const { search } = await comeBack(url);
    expect(Object.fromEntries(search)).toEqual({ connected: "1" });
    const [company] = await db().select().from(companies);
    expect(company?.upstreamId).toBeTruthy();
    expect((await db().select().from(locations)).length).toBe(24);
    const events = await db().select().from(auditEvents).orderBy(desc(auditEvents.seq));
    const added = events.find(({ action }) => action === "connection.added");
    expect(added).toMatchObject({ actorId: admin.userId, after: { kind: "agency_oauth" } });
    expect(JSON.stringify(events)).not.toMatch(/at-|rt-/);
    expect((await comeBack(url)).search.get("problem")).toBe("used_state");
  });

  it("renews the same connection, and refuses another agency than the one connected", async () => {
    const [before] = await stored();
    await comeBack(await connect());
    const after = await stored();
    expect(after.map(({ id }) => id)).toEqual([before?.id]);
    await db().update(companies).set({ upstreamId: "zzzzzzzzzzzzzzzzzzzz" });
    expect((await comeBack(await connect())).search.get("problem")).toBe("other_agency");
    await db().update(companies).set({ upstreamId: before?.upstreamCompanyId });
  });

  it("says that a code was used", async () => {
    const url = await connect();
    await comeBack(url);
    const again = await connect();
    again.searchParams.set("code", url.searchParams.get("code") ?? "");
    expect((await comeBack(again)).search.get("problem")).toBe("bad_code");
  });

  it("lets an install without our state wait for the admin's yes in the same browser", async () => {
    const url = await connect();
    url.searchParams.delete("state");
    const { search, reply } = await comeBack(url);
    expect(search.get("install")).toBe("waiting");
    const cookie = reply.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    const headers = new Headers(admin.headers);
    const post = (own: Headers) =>
      confirm(
        new Request(`${harness.env.appUrl}/api/connections/confirm`, { method: "POST", headers: own }),
        none,
      );
    expect((await post(headers)).status).toBe(422);
    headers.set("cookie", `${headers.get("cookie")}; ${cookie.split(";")[0]}`);
    expect((await post(headers)).status).toBe(200);
  });

  it("shows scopes and their use, and never a token", async () => {
    const [locationId = ""] = harness.locationIds;
    await ctx.upstream.call(ctx, getAccount, { params: { locationId } });
    const reply = await list(
      new Request(`${harness.env.appUrl}/api/connections`, { headers: admin.headers }),
      none,
    );
    const text = await reply.text();
    expect(reply.status).toBe(200);
    expect(text).not.toMatch(/"at-|"rt-|Ciphertext|wrapped/);
    const [agency] = JSON.parse(text).connections;
    expect(agency).toMatchObject({ kind: "agency_oauth", status: "working", addedBy: admin.name });
    expect(agency.tokens).toHaveLength(24);
    expect(agency.tokens.filter((one: { status: string }) => one.status === "working")).toHaveLength(1);
  });

  describe("with an API key", () => {
    async function mintKey(options: Record<string, unknown> = {}): Promise<string> {
      const reply = await fetch(`${harness.sandboxUrl}/__sandbox/tokens`, {
        method: "POST",
        body: JSON.stringify({
          userType: "Location",
          locationId: harness.locationIds[0],
          kind: "key",
          ...options,
        }),
      });
      return ((await reply.json()) as { accessToken: string }).accessToken;
    }
    const locationId = () => harness.locationIds[0] ?? "";
    const keyRows = async () => (await stored()).filter(({ kind }) => kind === "api_key");

    it("stores nothing for a key that the upstream does not accept, or that is another location's", async () => {
      const wrong = "pit-00000000-0000-0000-0000-000000000000";
      await expect(
        addApiKey(ctx, { label: "Wrong", key: wrong, locationId: locationId() }),
      ).rejects.toMatchObject({ code: "unprocessable", message: expect.stringContaining("does not accept") });
      const key = await mintKey();
      await expect(
        addApiKey(ctx, { label: "Other", key, locationId: harness.locationIds[1] }),
      ).rejects.toMatchObject({ message: expect.stringContaining("not for this location") });
      expect(await keyRows()).toEqual([]);
    });

    it("finds out exactly the scopes it has, and changes nothing upstream with it", async () => {
      const scopes = ["locations.readonly", "socialplanner/csv.write", "socialplanner/post.readonly"];
      const { connectionId, scopes: found } = await addApiKey(ctx, {
        label: "Few",
        key: await mintKey({ scopes }),
        locationId: locationId(),
      });
      expect(found).toEqual(scopes);
      await steerConnection(ctx, connectionId, { action: "remove" });
      const left = await db().select().from(credentials).where(eq(credentials.connectionId, connectionId));
      expect(left).toEqual([]);
    });

    it("refuses a key that is stored already and names its connection, also when two add it at once", async () => {
      const key = await mintKey();
      const add = (label: string) => addApiKey(ctx, { label, key, locationId: locationId() });
      const both = await Promise.allSettled([add("Front desk"), add("Reception")]);
      const [kept] = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const [row, more] = (await keyRows()).filter(({ status }) => status !== "removed");
      expect([row?.id, more]).toEqual([kept?.connectionId, undefined]);
      const named = { code: "unprocessable", message: expect.stringContaining(`“${row?.label}”`) };
      expect(both.filter(({ status }) => status === "rejected")).toMatchObject([{ reason: named }]);
      await expect(add("Third name")).rejects.toMatchObject(named);
      const other = await addApiKey(ctx, { label: "Other", key: await mintKey(), locationId: locationId() });
      await expect(replaceApiKey(ctx, other.connectionId, { key, overlapHours: 0 })).rejects.toMatchObject(
        named,
      );
      await steerConnection(ctx, other.connectionId, { action: "remove" });
      // A removed connection's key was destroyed: it may come back.
      await steerConnection(ctx, row?.id ?? "", { action: "remove" });
      const again = await add("Front desk again");
      await steerConnection(ctx, again.connectionId, { action: "remove" });
    });

    it("keeps the old key usable for the overlap, and destroys it when asked", async () => {
      const { connectionId } = await addApiKey(ctx, {
        label: "Rotated",
        key: await mintKey(),
        locationId: locationId(),
      });
      const next = await mintKey();
      await replaceApiKey(ctx, connectionId, { key: next, overlapHours: 24 });
      await expect(replaceApiKey(ctx, connectionId, { key: next, overlapHours: 24 })).rejects.toMatchObject({
        code: "unprocessable",
      });
      await harness.fault({
        operation: "get-account",
        kind: "status",
        status: 401,
        body: { statusCode: 401, message: "Invalid token: access token is invalid" },
      });
      const { answer } = await ctx.upstream.call(ctx, getAccount, { params: { locationId: locationId() } });
      expect(answer.results.accounts.length).toBeGreaterThan(0);
      await steerConnection(ctx, connectionId, { action: "end_overlap" });
      const [credential] = await db()
        .select()
        .from(credentials)
        .where(eq(credentials.connectionId, connectionId));
      expect(credential).toMatchObject({ previousCiphertext: null, previousUntil: null });
      await steerConnection(ctx, connectionId, { action: "remove" });
    });
  });

  it("counts under a connection only the work that would go through it, and no end for a token that ended", async () => {
    const place = harness.locationIds[0] ?? "";
    await startCapture(ctx, { days: 1 });
    const views = async () => (await listConnections(ctx)).connections;
    const [agency] = await views();
    expect(agency?.dependents).toContain("24 captures under way");
    expect(agency?.accessExpiresAt).not.toBeNull();
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/tokens`, {
      method: "POST",
      body: JSON.stringify({ userType: "Location", locationId: place, kind: "key" }),
    });
    const { accessToken: key } = (await reply.json()) as { accessToken: string };
    const { connectionId } = await addApiKey(ctx, { label: "One place", key, locationId: place });
    const lines = Object.fromEntries((await views()).map((view) => [view.id, view.dependents]));
    expect(lines[agency?.id ?? ""]).toContain("23 captures under way");
    expect(lines[connectionId]).toContain("1 capture under way");
    await steerConnection(ctx, connectionId, { action: "remove" });
    const reason = "The token has ended and cannot be renewed.";
    const set = (status: "needs_reauth" | "working", statusReason: string | null) =>
      db()
        .update(connections)
        .set({ status, statusReason })
        .where(eq(connections.id, agency?.id ?? ""));
    await set("needs_reauth", `${reason} An admin can reconnect on the Connections page.`);
    expect(await views()).toMatchObject([
      { statusReason: reason, accessExpiresAt: null, nextRefreshAt: null },
    ]);
    await expect(ctx.upstream.call(ctx, getAccount, { params: { locationId: place } })).rejects.toMatchObject(
      { message: `${reason} An admin can reconnect on the Connections page.` },
    );
    await set("working", null);
  });

  it("pauses and resumes: no call leaves in between", async () => {
    const [agency] = (await stored()).filter(({ kind }) => kind === "agency_oauth");
    const id = agency?.id ?? "";
    await steerConnection(ctx, id, { action: "pause" });
    const search = () => ctx.upstream.call(ctx, searchLocations, { query: { limit: "1" } });
    await expect(search()).rejects.toMatchObject({ code: "connection_paused" });
    await expect(steerConnection(ctx, id, { action: "pause" })).rejects.toMatchObject({ code: "conflict" });
    await steerConnection(ctx, id, { action: "resume" });
    expect((await search()).status).toBe(200);
  });

  it("renames a connection and tells the old name in the audit; the same name again is no event", async () => {
    const connection = (await stored()).find(({ status }) => status !== "removed");
    if (!connection) throw new Error("no connection");
    const rename = (label: string) => changeConnection(ctx, connection.id, { label });
    await rename("Northwind main");
    await rename("Northwind main");
    const renamed = (await stored()).find(({ id }) => id === connection.id);
    expect(renamed).toMatchObject({ label: "Northwind main", rotationDays: connection.rotationDays });
    const told = await db().select().from(auditEvents).where(eq(auditEvents.action, "connection.renamed"));
    expect(told).toMatchObject([{ before: { label: connection.label }, after: { label: "Northwind main" } }]);
    await expect(changeConnection(ctx, crypto.randomUUID(), { label: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
