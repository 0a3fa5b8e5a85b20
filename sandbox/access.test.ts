import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SCOPE_NAMES } from "@/lib/upstream/contract";
import { at, objectAt, placeNamed, startUpstream, textAt, type Upstream } from "./testing/upstream";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;

beforeAll(async () => {
  upstream = await startUpstream({ rateMax: 100 });
  place = placeNamed(upstream.state, "Juniper Spa");
});
beforeEach(() => upstream.admin("POST", "/reset"));
afterAll(() => upstream.close());

const accounts = (token: string | null, more: object = {}, locationId = place.id) =>
  upstream.call("get-account", { params: { locationId }, token, ...more });

describe("access", () => {
  it("refuses a missing or another version", async () => {
    const token = await upstream.locationToken(place);
    expect(await accounts(token, { version: null })).toMatchObject({ status: 400 });
    expect(await accounts(token, { version: "2021-07-28" })).toMatchObject({ status: 400 });
    expect(await accounts(token)).toMatchObject({ status: 200 });
  });

  it("refuses no token, an unknown one and an ended one alike", async () => {
    const token = await upstream.locationToken(place);
    await upstream.admin("POST", "/expire", { accessToken: token });
    for (const given of [null, "made-up", token]) {
      const answer = await accounts(given);
      expect(answer.status).toBe(401);
      expect(at(answer.body, "message")).toBe("Invalid token: access token is invalid");
    }
  });

  it("lets an access token end after its day", async () => {
    const token = await upstream.locationToken(place);
    await upstream.admin("POST", "/clock", { advanceMs: 86_398_000 });
    expect((await accounts(token)).status).toBe(200);
    await upstream.admin("POST", "/clock", { advanceMs: 2_000 });
    expect((await accounts(token)).status).toBe(401);
  });

  it("names a missing scope, which an agency token always lacks for social operations", async () => {
    const narrow = await upstream.locationToken(place, ["socialplanner/csv.readonly"]);
    for (const token of [narrow, await upstream.agencyToken()]) {
      const answer = await accounts(token);
      expect(answer.status).toBe(401);
      expect(at(answer.body, "message")).toBe("The token is not authorized for this scope.");
    }
  });

  it("keeps a token to its location and an agency to its company", async () => {
    const other = placeNamed(upstream.state, "Marlow Bakery");
    const token = await upstream.locationToken(place);
    const answer = await accounts(token, {}, other.id);
    expect(answer.status).toBe(403);
    expect(at(answer.body, "message")).toContain("does not have access to this location");

    const foreign = placeNamed(upstream.state, "Mossgate Clinic");
    const agency = await upstream.agencyToken();
    const body = { companyId: place.companyId, locationId: foreign.id };
    expect(await upstream.call("get-location-access-token", { body, token: agency })).toMatchObject({
      status: 403,
    });
    const snapshots = await upstream.call("get-custom-snapshots", {
      query: { companyId: foreign.companyId },
      token: agency,
    });
    expect(snapshots.status).toBe(403);
  });

  it("keeps an agency token to the locations a person chose", async () => {
    const scopes = [...SCOPE_NAMES];
    const approvedLocations = [place.id];
    const pair = await upstream.admin("POST", "/tokens", { userType: "Company", scopes, approvedLocations });
    const token = textAt(pair, "accessToken");
    const list = await upstream.call("search-locations", { token });
    expect(at(list.body, "locations")).toHaveLength(1);
    const other = placeNamed(upstream.state, "Marlow Bakery");
    const body = { companyId: place.companyId, locationId: other.id };
    expect(await upstream.call("get-location-access-token", { body, token })).toMatchObject({ status: 403 });
  });

  it("counts every call against app and location, and says 429 past the limit", async () => {
    const token = await upstream.locationToken(place);
    const first = await accounts(token);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "x-ratelimit-limit-daily": "200000",
      "x-ratelimit-daily-remaining": "199999",
      "x-ratelimit-interval-milliseconds": "10000",
      "x-ratelimit-max": "100",
      "x-ratelimit-remaining": "99",
    });
    const rest = await Promise.all(Array.from({ length: 100 }, () => accounts(token)));
    expect(rest.filter(({ status }) => status === 200)).toHaveLength(99);
    const refused = rest.find(({ status }) => status === 429);
    expect(refused?.headers.get("x-ratelimit-remaining")).toBe("0");
    const sameApp = await upstream.locationToken(place);
    expect((await accounts(sameApp)).status).toBe(429);
    const elsewhere = placeNamed(upstream.state, "Marlow Bakery");
    expect((await accounts(await upstream.locationToken(elsewhere), {}, elsewhere.id)).status).toBe(200);
  });

  it("refuses unknown fields and wrong types with a list of sentences", async () => {
    const token = await upstream.locationToken(place);
    const answer = await upstream.call("get-posts", {
      params: { locationId: place.id },
      body: { skip: 0 },
      token,
    });
    expect(answer.status).toBe(422);
    expect(at(answer.body, "message")).toEqual(expect.arrayContaining([expect.stringContaining("skip")]));
  });

  it("carries a trace id in every answer, good or bad", async () => {
    for (const answer of [await accounts(null), await accounts(await upstream.locationToken(place))]) {
      expect(at(answer.body, "traceId")).toBe(answer.headers.get("x-trace-id"));
    }
  });

  it("takes an API key for its owner and scopes, the old one for a week after a rotation", async () => {
    const settings = `${upstream.url}/settings/private-integrations`;
    const form = new URLSearchParams({
      name: "Key",
      owner: place.id,
      scopes: "socialplanner/account.readonly",
    });
    await fetch(settings, { method: "POST", body: form });
    const [key] = upstream.state.keys.values();
    const old = key?.token ?? "";
    expect(old).toMatch(/^pit-/);
    expect((await accounts(old)).status).toBe(200);
    await fetch(`${settings}/${key?.id}`, {
      method: "POST",
      body: new URLSearchParams({ action: "rotate" }),
    });
    const fresh = upstream.state.keys.values()[0]?.token ?? "";
    expect(fresh).not.toBe(old);
    expect([(await accounts(old)).status, (await accounts(fresh)).status]).toEqual([200, 200]);
    await upstream.admin("POST", "/clock", { advanceMs: 8 * 86_400_000 });
    expect([(await accounts(old)).status, (await accounts(fresh)).status]).toEqual([401, 200]);
    await fetch(`${settings}/${key?.id}`, {
      method: "POST",
      body: new URLSearchParams({ action: "delete" }),
    });
    expect((await accounts(fresh)).status).toBe(401);
    await upstream.admin("POST", "/clock", { now: "2026-06-10T09:00:00Z" });
  });

  it("counts calls by operation, kind of token and location", async () => {
    await accounts(await upstream.locationToken(place));
    await accounts(null);
    await upstream.call("search-locations", { token: await upstream.agencyToken() });
    const report = await upstream.admin("GET", "/calls");
    expect(objectAt(report, "byOperation")).toEqual({ "get-account": 2, "search-locations": 1 });
    expect(objectAt(report, "byTokenKind")).toEqual({ location: 1, none: 1, company: 1 });
    expect(at(await upstream.admin("DELETE", "/calls"), "total")).toBe(0);
  });

  it("answers an unknown address with 404", async () => {
    const response = await fetch(`${upstream.url}/social-media-posting/nowhere/at/all`);
    expect(response.status).toBe(404);
  });

  it("turns away a web page that reaches it under a foreign name", async () => {
    const { port } = new URL(upstream.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: `rebound.example:${port}` };
      request({ host: "127.0.0.1", port, path: "/__sandbox/state", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it("turns away pages of other sites, not those of this machine", async () => {
    const reset = (origin: string) =>
      fetch(`${upstream.url}/__sandbox/reset`, { method: "POST", headers: { origin } }).then(
        ({ status }) => status,
      );
    expect(await reset("https://evil.example")).toBe(403);
    expect(await reset("null")).toBe(403);
    expect(await reset("http://localhost:3000")).toBe(200);
  });
});
