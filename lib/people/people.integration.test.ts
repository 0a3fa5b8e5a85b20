import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PATCH } from "@/app/api/people/[userId]/route";
import { GET, POST } from "@/app/api/people/route";
import { locations } from "@/db/schema";
import { resolveSession } from "@/lib/auth/resolve-session";
import { openAuthRuntime } from "@/lib/auth/testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "@/lib/auth/testing/people";

const URL_OF = "http://127.0.0.1:3000/api/people";

describe("people", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  let companyId: string;
  let admin: TestPerson;
  const db = () => runtime.database.db;

  beforeAll(async () => {
    runtime = await openAuthRuntime();
  });
  afterAll(() => runtime.drop());
  beforeEach(async () => {
    ({ companyId } = await createCompany(db()));
    admin = await createPerson(db(), { companyId, role: "admin", name: "Anna" });
  });

  const change = async (as: TestPerson, userId: string, body: unknown) => {
    const request = new Request(`${URL_OF}/${userId}`, {
      method: "PATCH",
      headers: as.headers,
      body: JSON.stringify(body),
    });
    const response = await PATCH(request, { params: Promise.resolve({ userId }) });
    return { status: response.status, body: await response.json() };
  };
  const add = async (as: TestPerson, body: unknown) => {
    const request = new Request(URL_OF, { method: "POST", headers: as.headers, body: JSON.stringify(body) });
    const response = await POST(request, { params: Promise.resolve({}) });
    return { status: response.status, body: await response.json() };
  };

  it("never lose their last admin, by demotion", async () => {
    const { status, body } = await change(admin, admin.userId, { role: "viewer" });
    expect(status).toBe(422);
    expect(body.error.message).toContain("Anna is the last admin");
    expect(await resolveSession(admin.headers)).toMatchObject({ role: "admin" });
  });

  it("never lose both admins when each demotes the other at once", async () => {
    for (let round = 0; round < 5; round++) {
      const { companyId } = await createCompany(db());
      const [one, two] = await Promise.all([
        createPerson(db(), { companyId, role: "admin" }),
        createPerson(db(), { companyId, role: "admin" }),
      ]);
      await Promise.all([
        change(one, two.userId, { role: "viewer" }),
        change(two, one.userId, { role: "viewer" }),
      ]);
      const roles = await Promise.all([one, two].map(async (p) => (await resolveSession(p.headers))?.role));
      expect(roles).toContain("admin");
    }
  });

  it("do not count an invited admin as one who can sign in", async () => {
    await createPerson(db(), { companyId, role: "admin", passwordHash: null });
    expect((await change(admin, admin.userId, { role: "viewer" })).status).toBe(422);
  });

  it("cannot disable themselves; somebody disabled is out at once", async () => {
    const viewer = await createPerson(db(), { companyId, role: "viewer" });
    expect((await change(admin, admin.userId, { disabled: true })).status).toBe(422);
    expect((await change(admin, viewer.userId, { disabled: true })).body.status).toBe("disabled");
    expect(await resolveSession(viewer.headers)).toBeNull();
    expect((await change(admin, viewer.userId, { disabled: false })).body.status).toBe("active");
    expect(await resolveSession(viewer.headers)).toBeNull();
  });

  it("are granted locations of their own agency only", async () => {
    const other = await createCompany(db());
    const [own, foreign] = [crypto.randomUUID(), crypto.randomUUID()].map((id) =>
      id.replaceAll("-", "").slice(0, 20),
    ) as [string, string];
    await db()
      .insert(locations)
      .values([
        { id: own, companyId, name: "Own", timezone: "Europe/London" },
        { id: foreign, companyId: other.companyId, name: "Foreign", timezone: "Europe/London" },
      ]);
    const viewer = await createPerson(db(), { companyId, role: "viewer", locations: [] });
    expect((await change(admin, viewer.userId, { locationIds: [foreign] })).status).toBe(422);
    expect((await change(admin, viewer.userId, { locationIds: [own] })).status).toBe(200);
    expect((await resolveSession(viewer.headers))?.locations).toEqual(new Set([own]));
  });

  it("are added with a link, under an address nobody has", async () => {
    const input = {
      name: "Bo",
      email: `bo-${companyId}@agency.example`,
      role: "marketer",
      allLocations: true,
    };
    const added = await add(admin, input);
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      person: { status: "invited" },
      link: expect.stringContaining("/set-password#"),
    });
    expect((await add(admin, { ...input, email: input.email.toUpperCase() })).status).toBe(409);
  });

  it("of another agency do not exist, and only admins see the list", async () => {
    const stranger = await createPerson(db(), {
      companyId: (await createCompany(db())).companyId,
      role: "admin",
    });
    const marketer = await createPerson(db(), { companyId, role: "marketer" });
    expect((await change(stranger, admin.userId, { role: "viewer" })).status).toBe(404);
    const list = await GET(new Request(URL_OF, { headers: marketer.headers }), {
      params: Promise.resolve({}),
    });
    expect(list.status).toBe(403);
    const foreign = await GET(new Request(URL_OF, { headers: stranger.headers }), {
      params: Promise.resolve({}),
    });
    expect(((await foreign.json()) as { people: unknown[] }).people).toHaveLength(1);
  });

  it("cannot be changed by a request of another site", async () => {
    const headers = new Headers(admin.headers);
    headers.set("origin", "https://evil.example");
    expect((await change({ ...admin, headers }, admin.userId, { name: "X" })).status).toBe(403);
  });
});
