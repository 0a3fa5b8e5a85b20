import { desc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/upstream/[...path]/route";
import { auditEvents, companies } from "@/db/schema";
import { createPerson, type TestPerson } from "@/lib/auth/testing/people";
import { type Harness, startHarness } from "@/lib/testing/harness";

const route = { GET, POST, PUT, PATCH, DELETE };
type Method = keyof typeof route;

describe("the proxy", () => {
  let harness: Harness;
  let admin: TestPerson;
  let marketer: TestPerson;
  let viewer: TestPerson;
  let mine = "";
  let foreign = "";

  beforeAll(async () => {
    harness = await startHarness();
    [mine = "", foreign = ""] = harness.locationIds;
    const { db } = harness.runtime.database;
    const { companyId } = harness;
    admin = await createPerson(db, { companyId, role: "admin" });
    marketer = await createPerson(db, { companyId, role: "marketer", locations: [mine] });
    viewer = await createPerson(db, { companyId, role: "viewer", locations: [mine] });
  });
  afterAll(() => harness.close());
  beforeEach(() => fetch(`${harness.sandboxUrl}/__sandbox/calls`, { method: "DELETE" }));

  async function send(
    person: TestPerson | null,
    method: Method,
    path: string,
    options: { json?: unknown; form?: FormData; headers?: Record<string, string> } = {},
  ) {
    const headers = new Headers(person?.headers);
    for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
    if (options.form) headers.delete("content-type");
    const body = options.form ?? (options.json === undefined ? undefined : JSON.stringify(options.json));
    const request = new Request(`${harness.env.appUrl}/api/upstream${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const reply = await route[method](request, { params: Promise.resolve({ path: [] }) });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, text, json: JSON.parse(text) };
  }
  const daysAway = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const upstreamCalls = async () => {
    const report = await (await fetch(`${harness.sandboxUrl}/__sandbox/calls`)).json();
    return report.total as number;
  };

  it("passes a read through with the trace id and without tokens or cookies", async () => {
    const reply = await send(viewer, "GET", `/social-media-posting/${mine}/accounts`);
    expect(reply.status).toBe(200);
    expect(reply.json.results.accounts.length).toBeGreaterThan(0);
    expect(reply.headers.get("x-trace-id")).toBeTruthy();
    expect(reply.headers.get("set-cookie")).toBeNull();
    expect(reply.text).not.toMatch(/at-|rt-|Bearer/);
  });

  it.each([
    ["an unknown path", "GET", "/social-media-posting/nothing/here/at/all", 404],
    ["the token operation", "POST", "/oauth/token", 404],
    ["the location token operation", "POST", "/oauth/location-token", 404],
    ["a path that climbs", "GET", "/social-media-posting/../oauth/token", 404],
  ] as const)("refuses %s without a call", async (_, method, path, status) => {
    const reply = await send(admin, method, path, method === "POST" ? { json: {} } : {});
    expect([reply.status, reply.json.error.code]).toEqual([status, "not_an_operation"]);
    expect(await upstreamCalls()).toBe(0);
  });

  it("refuses nobody, a role that is too low, and a location that was not granted, without a call", async () => {
    const accounts = `/social-media-posting/${foreign}/accounts`;
    expect((await send(null, "GET", accounts)).status).toBe(401);
    expect((await send(viewer, "GET", accounts)).json.error.code).toBe("location_refused");
    const post = { json: { postIds: ["61bb16833b3f2791f9715be2"] } };
    const path = `/social-media-posting/${mine}/posts/bulk-delete`;
    expect((await send(viewer, "POST", path, post)).json.error.code).toBe("role_refused");
    expect((await send(marketer, "GET", "/companies/abc")).json.error.code).toBe("role_refused");
    expect(await upstreamCalls()).toBe(0);
  });

  it("refuses two locations in one call, wherever the second one hides", async () => {
    const account = `61bb16833b3f2791f9715be2_${foreign}_123456`;
    for (const [path, options] of [
      [`/social-media-posting/${mine}/set-accounts`, { json: { accountIds: [account], filePath: "x" } }],
      [`/social-media-posting/${mine}/posts/list`, { json: { type: "all", accounts: account } }],
      [`/social-media-posting/${mine}/posts/list`, { json: {}, headers: { "x-location-id": foreign } }],
    ] as const) {
      expect((await send(marketer, "POST", path, options)).json.error.code).toBe("location_mismatch");
    }
    expect(await upstreamCalls()).toBe(0);
  });

  it("refuses profiles of another location in statistics", async () => {
    const theirs = await send(admin, "GET", `/social-media-posting/${foreign}/accounts`);
    const profileIds = [theirs.json.results.accounts[0].profileId];
    const path = `/social-media-posting/statistics?locationId=${mine}`;
    const reply = await send(viewer, "POST", path, { json: { profileIds } });
    expect(reply.json.error).toMatchObject({ code: "location_refused" });
  });

  it("shows only granted locations in lists of the agency", async () => {
    const [company] = await harness.runtime.database.db.select().from(companies);
    const companyId = company?.upstreamId;
    const all = await send(admin, "GET", `/locations/search?companyId=${companyId}&limit=100`);
    expect(all.json.locations.length).toBe(24);
    const some = await send(viewer, "GET", `/locations/search?companyId=${companyId}&limit=100`);
    expect(some.json.locations.map((one: { id: string }) => one.id)).toEqual([mine]);
    const snapshots = await send(viewer, "GET", `/snapshots/?companyId=${companyId}`);
    const places = snapshots.json.snapshots.map((one: { locationId?: string }) => one.locationId ?? mine);
    expect(new Set(places)).toEqual(new Set([mine]));
    const other = await send(viewer, "GET", "/snapshots/?companyId=aaaaaaaaaaaaaaaaaaaa");
    expect(other.json.error.code).toBe("company_mismatch");
  });

  it("checks the input before the call and names the field", async () => {
    const path = `/social-media-posting/${mine}/posts/bulk-delete`;
    const reply = await send(marketer, "POST", path, { json: { postIds: [] } });
    expect(reply.json.error).toMatchObject({ code: "invalid_input", fields: [{ path: "body.postIds" }] });
    expect(await upstreamCalls()).toBe(0);
  });

  it("uploads a CSV and leaves an audit event before and after", async () => {
    const form = new FormData();
    const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const csv = `postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls\n${day} 10:00:00,Hello,,,,\n`;
    form.set("file", new File([csv], "december.csv", { type: "text/csv" }));
    const reply = await send(marketer, "POST", `/social-media-posting/${mine}/csv`, { form });
    expect([reply.status, reply.json.results?.rowsCount]).toEqual([201, 1]);
    const { db } = harness.runtime.database;
    const events = await db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(2);
    expect(events.map((event) => event.action)).toEqual([
      "upstream.write_accepted",
      "upstream.write_requested",
    ]);
    expect(events[0]).toMatchObject({ targetId: "upload-csv", locationId: mine, actorId: marketer.userId });
    expect(events[0]?.traceId).toBe(reply.headers.get("x-trace-id"));
  });

  it("takes a location's accounts, its csvs and a bulk delete through, each as the upstream answers it", async () => {
    const base = `/social-media-posting/${mine}`;
    const accounts = await send(admin, "GET", `${base}/accounts`);
    const accountIds = [accounts.json.results.accounts[0].id];
    const alone = await send(admin, "POST", `${base}/set-accounts`, { json: { accountIds } });
    expect([alone.status, alone.json.error?.code]).toEqual([422, "upstream_refused"]);
    expect(alone.json.error.traceId).toBeTruthy();
    const asMarketer = await send(marketer, "POST", `${base}/set-accounts`, { json: { accountIds } });
    expect(asMarketer.json.error.code).toBe("role_refused");

    const { users } = await (await fetch(`${harness.sandboxUrl}/__sandbox/state`)).json();
    const csvs = await send(viewer, "GET", `${base}/csv?skip=0&limit=10&userId=${users[0].id}`);
    expect(csvs.status).toBe(200);
    expect(Array.isArray(csvs.json.results.csvs)).toBe(true);

    const list = { type: "all", skip: "0", limit: "10", fromDate: daysAway(-30), toDate: daysAway(30) };
    const posts = await send(viewer, "POST", `${base}/posts/list`, {
      json: { ...list, includeUsers: "false" },
    });
    const [post] = posts.json.results.posts;
    const postIds = [post._id ?? post.id];
    const gone = await send(marketer, "POST", `${base}/posts/bulk-delete`, { json: { postIds } });
    expect(gone.json.results.deletedCount).toBe(1);
    const again = await send(marketer, "POST", `${base}/posts/bulk-delete`, { json: { postIds } });
    expect([again.status, again.json.error?.code]).toEqual([404, "upstream_not_found"]);
  });

  it("takes the location from the address where the operation's own query has none", async () => {
    const contact = "/contacts/aaaaaaaaaaaaaaaaaaaa";
    const nameless = await send(marketer, "GET", contact);
    expect(nameless.json.error.code).toBe("invalid_input");
    const theirs = await send(marketer, "GET", `${contact}?locationId=${foreign}`);
    expect(theirs.json.error.code).toBe("location_refused");
    expect(await upstreamCalls()).toBe(0);
    const own = await send(marketer, "GET", `${contact}?locationId=${mine}`);
    // The upstream says 400 for a contact it does not know: the call went out, with that location's token.
    expect(own.json.error).toMatchObject({ code: "upstream_refused", facts: { operation: "get-contact" } });
    expect(await upstreamCalls()).toBe(1);
    const sure = { json: { locationId: mine, firstName: "Ada" } };
    expect((await send(marketer, "POST", "/contacts/", sure)).json.error.code).toBe("role_refused");
  });

  it("refuses a file over 1 MB before it is sent", async () => {
    const form = new FormData();
    form.set("file", new File(["x".repeat(1024 * 1024 + 1)], "big.csv", { type: "text/csv" }));
    const reply = await send(marketer, "POST", `/social-media-posting/${mine}/csv`, { form });
    expect(reply.status).toBe(413);
    expect(await upstreamCalls()).toBe(0);
  });

  it("refuses a change that comes from another site", async () => {
    const reply = await send(marketer, "DELETE", `/social-media-posting/${mine}/posts/abc`, {
      headers: { origin: "https://elsewhere.example" },
    });
    expect(reply.json.error.code).toBe("foreign_origin");
    expect(await upstreamCalls()).toBe(0);
  });
});
