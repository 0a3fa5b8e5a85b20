import { fork } from "node:child_process";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connections, credentials, snapshotCaptures } from "@/db/schema";
import { CAPTURE_JOB } from "@/lib/snapshots/job-names";
import { startCapture } from "@/lib/snapshots/start-capture";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount } from "@/lib/upstream/contract";
import { refreshTokens } from "./refresh-tokens";
import { storeGrant } from "./store-grant";

describe("a process killed between the token's answer and its save", () => {
  let harness: Harness;
  let locationId = "";
  beforeAll(async () => {
    harness = await startHarness();
    [locationId = ""] = harness.locationIds;
    await call();
  });
  afterAll(() => harness.close());

  const db = () => harness.runtime.database.db;
  const call = () => harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId } });
  const round = () => refreshTokens(harness.ctx, new AbortController().signal);
  async function stored(location: string) {
    const [row] = await db().select().from(credentials).where(eq(credentials.locationId, location));
    if (!row) throw new Error("no credential");
    return row;
  }
  const tokenCalls = async () => {
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/calls`);
    const { byOperation } = (await reply.json()) as { byOperation: Record<string, number> };
    return byOperation["get-access-token"] ?? 0;
  };
  const agencyStatus = async () => (await db().select().from(connections))[0]?.status;

  /** Ends with the refresh token spent at the upstream and its successor lost. */
  async function loseAnswerOf(location: string) {
    const before = await stored(location);
    const asked = await tokenCalls();
    const child = fork("lib/testing/lost-answer-process.ts", [before.id, String(before.version)], {
      execArgv: ["--import", "tsx"],
      env: process.env,
    });
    const signal = await new Promise((ended) => child.once("exit", (_, how) => ended(how)));
    expect(signal).toBe("SIGKILL");
    expect(await tokenCalls()).toBe(asked + 1);
    const after = await stored(location);
    expect(after).toMatchObject({ version: before.version, accessCiphertext: before.accessCiphertext });
    expect(after.refreshStartedAt).not.toBeNull();
    return after;
  }
  /** Half a minute goes by. */
  const later = (credentialId: string) =>
    db()
      .update(credentials)
      .set({ refreshStartedAt: sql`${credentials.refreshStartedAt} - interval '31 seconds'` })
      .where(eq(credentials.id, credentialId));

  it("leaves a location's token to be minted anew through the agency, by the next round", async () => {
    const lost = await loseAnswerOf(locationId);
    await later(lost.id);
    expect(await round()).toEqual({ renewed: 1, refused: 0 });
    const renewed = await stored(locationId);
    expect(renewed).toMatchObject({ status: "working", refreshStartedAt: null, version: lost.version + 1 });
    await call();
  });

  it("leaves it to be minted anew by the very next call too", async () => {
    const lost = await loseAnswerOf(locationId);
    await db()
      .update(credentials)
      .set({ accessExpiresAt: sql`now() - interval '1 minute'` })
      .where(eq(credentials.id, lost.id));
    await call();
    expect((await stored(locationId)).refreshStartedAt).toBeNull();
  });

  it("asks for a person within a minute where the agency's own token was lost; work waits and goes on", async () => {
    const {
      captures: [capture],
    } = await startCapture(harness.ctx, { locationId, days: 2 });
    if (!capture) throw new Error("no capture");
    const lost = await loseAnswerOf("");
    await later(lost.id);
    expect(await round()).toEqual({ renewed: 0, refused: 1 });
    expect(await agencyStatus()).toBe("needs_reauth");
    await expect(call()).rejects.toMatchObject({ code: "needs_reauth" });

    const run = () =>
      harness.runJob(CAPTURE_JOB.name, {
        companyId: harness.companyId,
        captureId: capture.captureId,
        locationId,
      });
    const state = async () =>
      (await db().select().from(snapshotCaptures).where(eq(snapshotCaptures.id, capture.captureId)))[0];
    for (let n = 0; n < 8; n++) await run();
    expect(await state()).toMatchObject({
      status: "running",
      attempts: 0,
      finishedAt: null,
      error: expect.stringContaining("reconnect"),
    });

    await reconnect();
    await run();
    expect((await state())?.status).toMatch(/completed|partial/);
  });

  async function reconnect() {
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/tokens`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ userType: "Company" }),
    });
    const grant = (await reply.json()) as Record<
      "accessToken" | "refreshToken" | "scope" | "companyId",
      string
    > & {
      expiresIn: number;
      userId: string;
    };
    const kept = await storeGrant(harness.ctx, {
      grant: {
        ...grant,
        userType: "Company",
        scopes: grant.scope.split(" "),
        expiresInSeconds: grant.expiresIn,
        locationId: null,
      },
      connectionId: null,
      location: null,
      addedBy: null,
    });
    expect(kept).toHaveProperty("connectionId");
  }
});
