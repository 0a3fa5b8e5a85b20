import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/webhooks/upstream/route";
import { companies, connections, credentials } from "@/db/schema";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { getAccount } from "@/lib/upstream/contract";

describe("webhooks of the upstream", () => {
  let harness: Harness;
  let server: Server;
  let url = "";
  let upstreamId = "";

  beforeAll(async () => {
    harness = await startHarness();
    const [company] = await harness.runtime.database.db.select().from(companies);
    upstreamId = company?.upstreamId ?? "";
    // The sandbox signs and sends; this server hands what arrives to the route.
    server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const headers = new Headers(
        Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]),
      );
      const request = new Request(`${harness.env.appUrl}/api/webhooks/upstream`, {
        method: "POST",
        headers,
        body: Buffer.concat(chunks),
      });
      const reply = await POST(request, { params: Promise.resolve({}) });
      outgoing.writeHead(reply.status).end(await reply.text());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(async () => {
    server.close();
    await harness.close();
  });

  async function deliver(options: Record<string, unknown>): Promise<{ status: number; webhookId: string }> {
    const reply = await fetch(`${harness.sandboxUrl}/__sandbox/webhooks`, {
      method: "POST",
      body: JSON.stringify({ url, type: "PlanChange", payload: { companyId: upstreamId }, ...options }),
    });
    return (await reply.json()) as { status: number; webhookId: string };
  }
  const db = () => harness.runtime.database.db;

  it.each([
    ["both", 200],
    ["ed25519", 200],
    ["rsa", 200],
    ["none", 403],
    ["broken", 403],
  ])("answers a delivery signed with %s by %i", async (sign, status) => {
    expect((await deliver({ sign })).status).toBe(status);
  });

  it("refuses a delivery that is more than five minutes off", async () => {
    for (const minutes of [-6, 6]) {
      const timestamp = new Date(Date.now() + minutes * 60_000).toISOString();
      expect((await deliver({ timestamp })).status).toBe(400);
    }
  });

  it("takes each id once", async () => {
    const { webhookId, status } = await deliver({});
    expect(status).toBe(200);
    expect((await deliver({ webhookId })).status).toBe(409);
  });

  it("ends access to one location, then to the whole agency", async () => {
    const [locationId = "", other = ""] = harness.locationIds;
    for (const id of [locationId, other]) {
      await harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId: id } });
    }
    await deliver({ type: "UNINSTALL", payload: { companyId: upstreamId, locationId } });
    const places = async () => (await db().select().from(credentials)).map((one) => one.locationId).sort();
    expect(await places()).toEqual(["", other].sort());
    await deliver({ type: "UNINSTALL", payload: { companyId: upstreamId } });
    expect(await places()).toEqual([]);
    const [connection] = await db().select().from(connections);
    expect(connection?.status).toBe("needs_reauth");
    await expect(
      harness.ctx.upstream.call(harness.ctx, getAccount, { params: { locationId: other } }),
    ).rejects.toMatchObject({ code: "needs_reauth", message: expect.stringContaining("uninstalled") });
  });

  it("answers 429 when the database is down, so that the delivery comes again", async () => {
    await db().execute("alter table upstream_deliveries rename to upstream_deliveries_gone");
    expect((await deliver({ webhookId: "down" })).status).toBe(429);
    await db().execute("alter table upstream_deliveries_gone rename to upstream_deliveries");
    expect((await deliver({ webhookId: "down" })).status).toBe(200);
  });
});
