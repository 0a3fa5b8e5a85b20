import { type ChildProcess, fork } from "node:child_process";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, connections, credentials } from "@/db/schema";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { createPost, getAccount, searchLocations } from "@/lib/upstream/contract";
import { markNeedsAuthorization } from "./mark-needs-authorization";
import { refreshTokens } from "./refresh-tokens";
import { createTokenSource } from "./token-source";

type Report = { total: number; byOperation: Record<string, number> };

describe("renewing tokens", () => {
  let harness: Harness;
  let locationId = "";
  beforeAll(async () => {
    harness = await startHarness();
    [locationId = ""] = harness.locationIds;
    await harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId } });
  });
  afterAll(() => harness.close());
  beforeEach(() => sandbox("DELETE", "calls"));

  async function sandbox<T = Report>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await reply.json()) as T;
  }
  const db = () => harness.runtime.database.db;
  const tokenCalls = async () => (await sandbox("GET", "calls")).byOperation["get-access-token"] ?? 0;
  const own = async (location: string) => {
    const [row] = await db().select().from(credentials).where(eq(credentials.locationId, location));
    if (!row) throw new Error("no credential");
    return row;
  };
  const expire = (location: string) =>
    db()
      .update(credentials)
      .set({ accessExpiresAt: sql`now() - interval '1 minute'` })
      .where(eq(credentials.locationId, location));
  const call = () => harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId } });
  const signal = () => new AbortController().signal;

  it("asks once for 4 processes with 50 calls each, and answers all 200", async () => {
    await expire(locationId);
    const children = Array.from({ length: 4 }, () => startRacer(harness.companyId, locationId));
    const racers = await Promise.all(children);
    const reports = await Promise.all(racers.map((racer) => racer.go()));
    expect(reports.flatMap(({ errors }) => errors)).toEqual([]);
    expect(reports.reduce((sum, { answered }) => sum + answered, 0)).toBe(200);
    expect(await tokenCalls()).toBe(1);
  }, 120_000);

  it("renews once and repeats once when the upstream ends a token early", async () => {
    await sandbox("POST", "expire", { locationId });
    await Promise.all(Array.from({ length: 20 }, call));
    expect(await tokenCalls()).toBe(1);
  });

  it("does not renew for a scope that was not granted, and names it before any call", async () => {
    await db()
      .update(connections)
      .set({ scopes: sql`array_remove(${connections.scopes}, 'socialplanner/account.readonly')` });
    await expect(call()).rejects.toMatchObject({
      code: "missing_scope",
      facts: {
        scope: "socialplanner/account.readonly",
        feature: "Accounts",
        reconnectHref: "/connections?grant=socialplanner%2Faccount.readonly",
      },
    });
    expect((await sandbox("GET", "calls")).total).toBe(0);
    await db()
      .update(connections)
      .set({ scopes: sql`array_append(${connections.scopes}, 'socialplanner/account.readonly')` });
  });

  it("does not renew when the upstream says the scope is missing", async () => {
    const body = { statusCode: 401, message: "The token is not authorized for this scope." };
    await harness.fault({ operation: "get-account", kind: "status", status: 401, body });
    await expect(call()).rejects.toMatchObject({ code: "missing_scope" });
    expect((await sandbox("GET", "calls")).byOperation).toEqual({ "get-account": 1 });
  });

  it("keeps the token of a location that is not active and tries it again later", async () => {
    const before = await own(locationId);
    await sandbox("POST", "locations", { locationId, active: false });
    await expire(locationId);
    await expect(call()).rejects.toMatchObject({ code: "location_inactive" });
    const held = await own(locationId);
    expect(held).toMatchObject({ status: "paused", refreshCiphertext: before.refreshCiphertext });
    await expect(call()).rejects.toMatchObject({ code: "location_inactive" });
    expect(await tokenCalls()).toBe(1);
    await sandbox("POST", "locations", { locationId, active: true });
    await db()
      .update(credentials)
      .set({ retryAt: sql`now() - interval '1 second'` })
      .where(eq(credentials.id, held.id));
    await refreshTokens(harness.ctx, signal());
    expect((await own(locationId)).status).toBe("working");
    await call();
  });

  it("mints a location's token anew when its refresh token was used up by a lost answer", async () => {
    await harness.fault({ operation: "get-access-token", kind: "reset-after" });
    await expire(locationId);
    await call();
    expect(await own(locationId)).toMatchObject({ status: "working", refreshStartedAt: null });
  });

  it("finds out within a round what a crash between answer and save left behind", async () => {
    const agency = await own("");
    await sandbox("POST", "expire", { refreshTokens: true });
    await db()
      .update(credentials)
      .set({ refreshStartedAt: sql`now() - interval '2 minutes'` })
      .where(eq(credentials.id, agency.id));
    await refreshTokens(harness.ctx, signal());
    expect(await own("")).toMatchObject({ status: "needs_reauth" });
    const [connection] = await db().select().from(connections);
    expect(connection?.status).toBe("needs_reauth");
    const told = () =>
      db().select().from(auditEvents).where(eq(auditEvents.action, "connection.needs_authorization"));
    expect(await told()).toMatchObject([
      { actorKind: "system", targetId: connection?.id, after: { reason: connection?.statusReason } },
    ]);
    if (!connection) throw new Error("no connection");
    const again = { credentialId: agency.id, reason: "Found again.", traceId: null };
    await markNeedsAuthorization(harness.ctx, connection, again);
    expect(await told()).toHaveLength(1);
    await expect(
      harness.ctx.upstream.call(harness.ctx, searchLocations, { query: { limit: "1" } }),
    ).rejects.toMatchObject({ code: "needs_reauth" });
  });

  it("never disconnects for 5xx, resets and timeouts of the token call", async () => {
    await harness.close();
    harness = await startHarness();
    [locationId = ""] = harness.locationIds;
    await call();
    const tokens = createTokenSource({ ...harness.ctx, env: harness.env });
    for (const fault of [{ kind: "status", status: 503 }, { kind: "reset-before" }, { kind: "html" }]) {
      await harness.fault({ operation: "get-access-token", ...fault });
      const agency = await own("");
      await expect(tokens.renewCredential(agency.id, agency.version)).rejects.toMatchObject({
        code: "upstream_unavailable",
      });
      const [connection] = await db().select().from(connections);
      expect(connection?.status).toBe("working");
    }
    const agency = await own("");
    await tokens.renewCredential(agency.id, agency.version);
    expect((await own("")).version).toBe(agency.version + 1);
    await tokens.close();
  });

  it("never repeats a write whose answer was lost", async () => {
    await harness.fault({ operation: "create-post", kind: "reset-after" });
    const { answer } = await call();
    const [account] = answer.results.accounts;
    const write = harness.ctx.upstream.call(harness.ctx, createPost, {
      params: { locationId },
      body: {
        accountIds: [account?.id ?? ""],
        summary: "Once",
        type: "post",
        status: "draft",
        userId: "aaaaaaaaaaaaaaaaaaaa",
      },
    });
    await expect(write).rejects.toMatchObject({ code: "upstream_unknown_outcome" });
    expect((await sandbox("GET", "calls")).byOperation["create-post"]).toBe(1);
  });
});

type Racer = { go: () => Promise<{ answered: number; errors: string[] }> };

async function startRacer(companyId: string, locationId: string): Promise<Racer> {
  const child = fork("lib/testing/race-process.ts", [companyId, locationId, "50"], {
    execArgv: ["--import", "tsx"],
    env: process.env,
  });
  await nextMessage(child);
  return {
    go: async () => {
      child.send("go");
      return (await nextMessage(child)) as { answered: number; errors: string[] };
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
