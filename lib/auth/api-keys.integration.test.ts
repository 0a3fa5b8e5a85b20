import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getLocations } from "@/app/api/locations/route";
import { DELETE as revokeKey } from "@/app/api/people/keys/[keyId]/route";
import { POST as createKey, GET as getKeys } from "@/app/api/people/keys/route";
import { GET as getPeople } from "@/app/api/people/route";
import { apiKeys, locations, users } from "@/db/schema";
import type { RouteHandler } from "@/lib/http/define-route";
import { openAuthRuntime } from "./testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "./testing/people";

const ORIGIN = "http://127.0.0.1:3000";

describe("an API key", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let admin: TestPerson;
  let companyId: string;
  const db = () => runtime.database.db;

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    ({ companyId } = await createCompany(db()));
    admin = await createPerson(db(), { companyId, role: "admin" });
    await db()
      .insert(locations)
      .values([
        { id: "keyLocationA", companyId, name: "A", timezone: "Europe/London" },
        { id: "keyLocationB", companyId, name: "B", timezone: "Europe/London" },
      ]);
  });
  afterAll(() => runtime.drop());

  const call = async (
    handler: RouteHandler,
    path: string,
    headers: HeadersInit,
    method = "GET",
    body?: unknown,
  ) => {
    const request = new Request(ORIGIN + path, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const response = await handler(request, { params: Promise.resolve({ keyId: path.split("/").at(-1) }) });
    return { status: response.status, body: await response.json() };
  };
  const make = async (input: Record<string, unknown> = {}) => {
    const { status, body } = await call(createKey, "/api/people/keys", admin.headers, "POST", {
      name: "Report script",
      scopes: ["locations.read"],
      allLocations: true,
      expiresInDays: 30,
      ...input,
    });
    expect(status).toBe(201);
    return body as { secret: string; key: { keyId: string; prefix: string } };
  };
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

  it("reads what its scope names, without a cookie", async () => {
    const { secret } = await make();
    const { status, body } = await call(getLocations, "/api/locations", bearer(secret));
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain("keyLocationB");
  });

  it("sees its own locations only", async () => {
    const { secret } = await make({ allLocations: false, locationIds: ["keyLocationA"] });
    const { body } = await call(getLocations, "/api/locations", bearer(secret));
    expect(JSON.stringify(body)).toContain("keyLocationA");
    expect(JSON.stringify(body)).not.toContain("keyLocationB");
  });

  it("goes nowhere near people, and not beyond its scopes", async () => {
    const { secret } = await make({ scopes: ["posts.read"] });
    expect((await call(getLocations, "/api/locations", bearer(secret))).status).toBe(403);
    expect((await call(getPeople, "/api/people", bearer(secret))).status).toBe(403);
    const mixed = new Headers(admin.headers);
    mixed.set("authorization", `Bearer ${secret}`);
    expect((await call(getPeople, "/api/people", mixed)).status).toBe(403);
  });

  it("ends with revocation, expiry, and the admin who made it", async () => {
    const [revoked, expired, orphan] = [await make(), await make(), await make()];
    const status = async ({ secret }: { secret: string }) =>
      (await call(getLocations, "/api/locations", bearer(secret))).status;
    expect(await status(revoked)).toBe(200);
    await call(revokeKey, `/api/people/keys/${revoked.key.keyId}`, admin.headers, "DELETE");
    expect(await status(revoked)).toBe(401);
    await db().update(apiKeys).set({ expiresAt: sql`now()` }).where(eq(apiKeys.id, expired.key.keyId));
    expect(await status(expired)).toBe(401);
    expect(await status(orphan)).toBe(200);
    await db().update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, admin.userId));
    expect(await status(orphan)).toBe(401);
    await db().update(users).set({ disabledAt: null }).where(eq(users.id, admin.userId));
    expect((await call(getLocations, "/api/locations", bearer("2cs_made-up"))).status).toBe(401);
  });

  it("is stored as a hash, and its secret is in no list", async () => {
    const { secret, key } = await make();
    await call(getLocations, "/api/locations", bearer(secret));
    const stored = JSON.stringify(await db().select().from(apiKeys));
    expect(stored).not.toContain(secret);
    const { body } = await call(getKeys, "/api/people/keys", admin.headers);
    const listed = body.keys.find((one: { keyId: string }) => one.keyId === key.keyId);
    expect(listed).toMatchObject({
      prefix: secret.slice(0, 10),
      status: "working",
      lastUsedAt: expect.any(String),
    });
    expect(JSON.stringify(body)).not.toContain(secret);
  });

  it("of one agency is not another's to see or end", async () => {
    const { key } = await make();
    const stranger = await createPerson(db(), {
      companyId: (await createCompany(db())).companyId,
      role: "admin",
    });
    expect((await call(getKeys, "/api/people/keys", stranger.headers)).body.keys).toEqual([]);
    expect((await call(revokeKey, `/api/people/keys/${key.keyId}`, stranger.headers, "DELETE")).status).toBe(
      404,
    );
  });
});
