import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as listDevices } from "@/app/api/account/devices/route";
import { PUT } from "@/app/api/company/security/route";
import { GET as listLocations } from "@/app/api/locations/route";
import { passkeys, totpFactors } from "@/db/schema";
import { openAuthRuntime } from "@/lib/auth/testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { mergeSettings, readSettings } from "./repository";

const none = { params: Promise.resolve({}) };

describe("a second factor that a role must have", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let companyId: string;
  let admin: TestPerson;
  let viewer: TestPerson;
  const db = () => runtime.database.db;
  const get = (person: TestPerson) => new Request("http://127.0.0.1:3000/api/x", { headers: person.headers });
  const ask = async (roles: unknown) => {
    const request = new Request("http://127.0.0.1:3000/api/company/security", {
      method: "PUT",
      headers: admin.headers,
      body: JSON.stringify({ secondFactorRoles: roles }),
    });
    const response = await PUT(request, none);
    return { status: response.status, body: await response.json() };
  };

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    ({ companyId } = await createCompany(db()));
    admin = await createPerson(db(), { companyId, role: "admin" });
    viewer = await createPerson(db(), { companyId, role: "viewer" });
  });
  afterAll(() => runtime.drop());

  it("cannot be asked of admins by one who has none, and nothing is changed then", async () => {
    const { status, body } = await ask(["admin", "viewer"]);
    expect(status).toBe(422);
    expect(body.error.message).toContain("lock you out");
    expect((await readSettings(db(), companyId)).secondFactorRoles).toEqual([]);
    expect((await ask(["owner"])).status).toBe(400);
  });

  it("holds from the next request on, for that role alone, and leaves the account open", async () => {
    expect((await listLocations(get(viewer), none)).status).toBe(200);
    const { body } = await ask(["viewer"]);
    expect(body).toMatchObject({ secondFactorRoles: ["viewer"], withoutFactor: { viewer: 1, admin: 1 } });
    const refused = await listLocations(get(viewer), none);
    expect(await refused.json()).toMatchObject({ error: { code: "second_factor_missing" } });
    expect((await listDevices(get(viewer), none)).status).toBe(200);
    expect((await listLocations(get(admin), none)).status).toBe(200);
  });

  it("is met by a passkey or a confirmed app, not by one half set up", async () => {
    await db().insert(totpFactors).values({ userId: viewer.userId, secretCiphertext: "sealed" });
    expect((await listLocations(get(viewer), none)).status).toBe(403);
    await db()
      .insert(passkeys)
      .values({ credentialId: "c", userId: viewer.userId, name: "Phone", publicKey: "k", counter: 0 });
    expect((await listLocations(get(viewer), none)).status).toBe(200);
  });

  it("leaves settings of others alone", async () => {
    await mergeSettings(db(), companyId, { pauseKeys: true });
    await ask([]);
    expect(await readSettings(db(), companyId)).toMatchObject({ secondFactorRoles: [], pauseKeys: true });
  });
});
