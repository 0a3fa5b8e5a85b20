import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { connections, snapshotCaptures } from "@/db/schema";
import { CAPTURE_JOB } from "@/lib/snapshots/job-names";
import { startCapture } from "@/lib/snapshots/start-capture";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount } from "@/lib/upstream/contract";
import { type ConnectionTokens, createTokenSource } from "./token-source";

/** 24 locations ask at once while the agency's own token has ended, in a process with one connection for these locks. */
describe("an agency whose token has ended", () => {
  let harness: Harness;
  let small: OpenDatabase;
  let tokens: ConnectionTokens;

  beforeAll(async () => {
    harness = await startHarness();
    const url = process.env.DATABASE_URL ?? "";
    small = openDatabase({ url, poolSize: 3, shortLockPoolSize: 1, name: "small" });
    tokens = createTokenSource({ ...harness.ctx, db: small.db, env: harness.env });
  });
  afterAll(async () => {
    await tokens.close();
    await small.close();
    await harness.close();
  });
  beforeEach(() => sandbox("DELETE", "calls"));

  async function sandbox(method: string, path: string, body?: unknown) {
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await reply.json()) as { byOperation: Record<string, number> };
  }
  const refreshes = async () => (await sandbox("GET", "calls")).byOperation["get-access-token"] ?? 0;
  const leaseAll = () =>
    Promise.allSettled(harness.locationIds.map((id) => tokens.lease(harness.ctx, getAccount, id)));
  const connection = async () => {
    const [row] = await harness.ctx.db.select().from(connections);
    if (!row) throw new Error("no connection");
    return row;
  };

  it("is renewed once for all, and each location gets its token", async () => {
    expect(harness.locationIds).toHaveLength(24);
    await sandbox("POST", "expire", {});
    const leases = await leaseAll();
    // One of the locations is not active upstream: it gets no token in the best of times.
    expect(leases.filter(({ status }) => status === "rejected")).toMatchObject([
      { reason: { code: "location_inactive" } },
    ]);
    expect(await refreshes()).toBe(1);
  });

  it("is found to need a person within seconds, and the captures of all locations wait for that", async () => {
    const { ctx } = harness;
    await sandbox("POST", "expire", { refreshTokens: true });
    const { captures: jobs } = await startCapture(ctx, { days: 1 });
    expect(jobs).toHaveLength(24);
    const started = Date.now();
    const done = await Promise.allSettled(
      jobs.map(({ captureId, locationId }) =>
        harness.runJob(CAPTURE_JOB.name, { companyId: harness.companyId, captureId, locationId }),
      ),
    );
    expect(Date.now() - started).toBeLessThan(9_000);
    expect(done.filter(({ status }) => status === "rejected")).toEqual([]);
    expect((await connection()).status).toBe("needs_reauth");
    const captures = await ctx.db
      .select()
      .from(snapshotCaptures)
      .where(eq(snapshotCaptures.companyId, harness.companyId));
    expect(captures.map(({ status }) => status)).toEqual(Array.from({ length: 24 }, () => "running"));
  });
});
