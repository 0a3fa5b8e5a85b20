import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { at, placeNamed, startUpstream, type Upstream } from "./testing/upstream";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;
let token: string;

beforeAll(async () => {
  upstream = await startUpstream({ now: undefined });
  place = placeNamed(upstream.state, "Glasshouse Yoga");
  token = await upstream.locationToken(place);
});
beforeEach(() => upstream.admin("DELETE", "/faults"));
afterAll(() => upstream.close());

const queue = (fault: Record<string, unknown>) => upstream.admin("POST", "/faults", fault);
const accounts = () => upstream.call("get-account", { params: { locationId: place.id }, token });
const contact = (firstName: string) =>
  upstream.call("create-contact", { body: { locationId: place.id, firstName }, token });
const contacts = async (query: string) => {
  const { body } = await upstream.call("search-contacts-advanced", {
    body: { locationId: place.id, query },
    token,
  });
  return at(body, "total");
};

describe("faults", () => {
  it("hit the named operation only, so often and no more", async () => {
    await queue({ operation: "get-account", count: 2, kind: "status", status: 503 });
    const other = await upstream.call("get-tags-location-id", { params: { locationId: place.id }, token });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await accounts()).status);
    expect([other.status, ...statuses]).toEqual([200, 503, 503, 200]);
  });

  it("answer with the status and body that were asked for", async () => {
    await queue({ operation: "get-account", kind: "status", status: 429, body: { message: "slow down" } });
    expect(await accounts()).toMatchObject({ status: 429, body: { message: "slow down" } });
  });

  it("delay an answer", async () => {
    await queue({ operation: "get-account", kind: "latency", ms: 150 });
    const start = performance.now();
    expect((await accounts()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(140);
  });

  it("cut the connection before the change", async () => {
    await queue({ operation: "create-contact", kind: "reset-before" });
    await expect(contact("Before")).rejects.toThrow("fetch failed");
    expect(await contacts("before")).toBe(0);
  });

  it("cut the connection after the change was made", async () => {
    await queue({ operation: "create-contact", kind: "reset-after" });
    await expect(contact("After")).rejects.toThrow("fetch failed");
    expect(await contacts("after")).toBe(1);
  });

  it("cut the JSON in half with the change made", async () => {
    await queue({ operation: "create-contact", kind: "truncated" });
    const answer = await contact("Half");
    expect(answer.status).toBe(201);
    expect(() => JSON.parse(answer.text)).toThrow();
    expect(await contacts("half")).toBe(1);
  });

  it("answer a page of HTML with 200", async () => {
    await queue({ operation: "get-account", kind: "html" });
    const answer = await accounts();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/html");
  });

  it("send byte by byte", async () => {
    await queue({ operation: "get-tags-location-id", kind: "slow", ms: 2 });
    const start = performance.now();
    const query = { limit: "1" };
    const answer = await upstream.call("get-tags-location-id", {
      params: { locationId: place.id },
      query,
      token,
    });
    expect(performance.now() - start).toBeGreaterThan(answer.text.length * 1.5);
    expect(at(answer.body, "success")).toBe(true);
  });

  it("let a list lag behind a write", async () => {
    const list = async () => {
      const body = {
        type: "draft",
        skip: "0",
        limit: "50",
        fromDate: "2020-01-01T00:00:00Z",
        toDate: "2040-01-01T00:00:00Z",
        includeUsers: "false",
      };
      return at(
        (await upstream.call("get-posts", { params: { locationId: place.id }, body, token })).body,
        "results.count",
      );
    };
    const accountId = at((await accounts()).body, "results.accounts.0.id");
    const draft = {
      accountIds: [accountId],
      type: "post",
      status: "draft",
      summary: "Later",
      userId: "someone",
    };
    await upstream.call("create-post", { params: { locationId: place.id }, body: draft, token });
    await queue({ operation: "get-posts", kind: "lag", ms: 60_000 });
    expect([await list(), await list()]).toEqual([0, 1]);
  });

  it("are listed, and refused when they name no operation", async () => {
    await queue({ operation: "*", count: 3, kind: "latency", ms: 1 });
    expect(await upstream.admin("GET", "/faults")).toMatchObject({ faults: [{ operation: "*", count: 3 }] });
    const refused = await queue({ operation: "no-such-operation", kind: "html" });
    expect(at(refused, "message")).toContain("no-such-operation");
  });
});
