import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRoutes } from "@/app/api/all-routes";
import { locations, sessions } from "@/db/schema";
import { mergeSettings } from "@/lib/company/repository";
import { hasRole, ROLES } from "@/lib/context";
import type { RouteDefinition, RouteHandler } from "@/lib/http/define-route";
import { definitionOf } from "@/lib/http/open-api";
import { openAuthRuntime } from "./testing/auth-runtime";
import { createCompany, createPerson, type TestPerson } from "./testing/people";
import { ROUTE_ACCESS } from "./testing/route-access";

const OWN = "matrixOwnLocation";
const OTHER = "matrixOtherLocation";

type Case = {
  name: string;
  method: string;
  path: string;
  handler: RouteHandler;
  access: RouteDefinition["access"];
};

const cases: Case[] = allRoutes.flatMap(({ path, module }) =>
  Object.entries(module).flatMap(([method, handler]) => {
    const definition = definitionOf(handler);
    return definition
      ? [
          {
            name: `${method} ${path}`,
            method,
            path,
            handler: handler as RouteHandler,
            access: definition.access,
          },
        ]
      : [];
  }),
);
const guarded = cases.flatMap((one) => ("role" in one.access ? [{ ...one, access: one.access }] : []));

function wordsOf(access: Case["access"]): string {
  if ("public" in access) return access.machine ? "public machine" : "public";
  return [
    access.role,
    access.location,
    ...(access.stepUp ? ["step-up"] : []),
    ...(access.beforeFactor ? ["before-factor"] : []),
  ].join(" ");
}

describe("every route", () => {
  let runtime: Awaited<ReturnType<typeof openAuthRuntime>>;
  const people = new Map<string, TestPerson>();

  beforeAll(async () => {
    runtime = await openAuthRuntime();
    const { db } = runtime.database;
    const { companyId } = await createCompany(db);
    const foreign = await createCompany(db);
    await db.insert(locations).values([
      { id: OWN, companyId, name: "Own", timezone: "Europe/London" },
      { id: OTHER, companyId, name: "Other", timezone: "Europe/London" },
    ]);
    for (const role of ROLES) {
      people.set(role, await createPerson(db, { companyId, role, locations: [OWN] }));
      people.set(`foreign ${role}`, await createPerson(db, { companyId: foreign.companyId, role }));
    }
    const strict = await createCompany(db);
    await mergeSettings(db, strict.companyId, { secondFactorRoles: ["admin"] });
    people.set("unprotected admin", await createPerson(db, { ...strict, role: "admin" }));
    people.set("stale admin", await createPerson(db, { companyId, role: "admin" }));
    await db
      .update(sessions)
      .set({ steppedUpAt: sql`now() - interval '6 minutes'` })
      .where(sql`${sessions.id} = ${people.get("stale admin")?.sessionId}`);
  });
  afterAll(() => runtime.drop());

  async function call({ handler, method, path }: Case, who: string | null, locationId = OWN) {
    const person = who === null ? undefined : people.get(who);
    const headers = new Headers(person?.headers ?? { origin: "http://127.0.0.1:3000" });
    const names = [...path.matchAll(/\[(\.\.\.)?(\w+)\]/g)];
    const params = Object.fromEntries(
      names.map(([, rest, name = ""]) => [
        name,
        rest ? ["locations", "search"] : name === "locationId" ? locationId : crypto.randomUUID(),
      ]),
    );
    const url = `http://127.0.0.1:3000${path}?locationId=${locationId}`;
    const body = method === "GET" ? {} : { body: JSON.stringify({ locationId }) };
    const response = await handler(new Request(url, { method, headers, ...body }), {
      params: Promise.resolve(params),
    });
    const text = await response.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1] ?? null;
    return { status: response.status, code, text };
  }

  it("is classified, as it was written down", () => {
    expect(Object.fromEntries(cases.map((one) => [one.name, wordsOf(one.access)]))).toEqual(ROUTE_ACCESS);
  });

  it.each(guarded)("$name refuses nobody in particular", async (one) => {
    expect(await call(one, null)).toMatchObject({ status: 401, code: "not_signed_in" });
  });

  it.each(guarded.filter((one) => one.access.role !== "viewer"))("$name refuses lower roles", async (one) => {
    for (const role of ROLES.filter((each) => !hasRole(each, one.access.role))) {
      expect(await call(one, role)).toMatchObject({ status: 403, code: "role_refused" });
    }
  });

  it.each(guarded.filter((one) => one.access.stepUp))("$name wants a fresh proof", async (one) => {
    expect(await call(one, "stale admin")).toMatchObject({ status: 403, code: "step_up_required" });
  });

  it.each(guarded.filter((one) => !one.access.beforeFactor))(
    "$name waits for the second factor",
    async (one) => {
      expect(await call(one, "unprotected admin")).toMatchObject({
        status: 403,
        code: "second_factor_missing",
      });
    },
  );

  it.each(guarded.filter((one) => one.access.location === "input" && one.access.role !== "admin"))(
    "$name keeps people out of locations they were not granted",
    async (one) => {
      const { status, code } = await call(one, one.access.role, OTHER);
      // A body that is not complete is refused even before the location is looked at.
      expect([400, 403]).toContain(status);
      expect(["location_refused", "invalid_input"]).toContain(code);
    },
  );

  it.each(guarded.filter((one) => one.access.location === "input" || one.access.location === "record"))(
    "$name gives another agency nothing",
    async (one) => {
      const { status, text } = await call(one, `foreign ${one.access.role}`);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('"Own"');
    },
  );

  it.each(guarded.filter((one) => one.method !== "GET"))("$name refuses another site", async (one) => {
    const headers = new Headers(people.get("admin")?.headers);
    headers.set("origin", "https://evil.example");
    const request = new Request(`http://127.0.0.1:3000${one.path}`, { method: one.method, headers });
    const response = await one.handler(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("foreign_origin");
  });
});
