import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, listOf, placeNamed, startUpstream, textAt, type Upstream } from "./testing/upstream";
import type { Location } from "./world/world";

const redirect = "http://127.0.0.1:3000/api/oauth/callback";
let upstream: Upstream;
let place: Location;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Kestrel Cycles");
});
afterAll(() => upstream.close());

const client = () => {
  const { clientId, clientSecret } = upstream.state.options;
  return { clientId, clientSecret };
};

function authorizeAddress(change: Record<string, string> = {}, path = "/v2/oauth/chooselocation") {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client().clientId,
    redirect_uri: redirect,
    scope: "snapshots.readonly oauth.write",
    state: "opaque-state",
    ...change,
  });
  return `${upstream.url}${path}?${query}`;
}

async function answerPage(fields: [string, string][]): Promise<URL> {
  const form = new URLSearchParams([
    ["client_id", client().clientId],
    ["redirect_uri", redirect],
    ["state", "opaque-state"],
    ["asked", "snapshots.readonly oauth.write"],
    ...fields,
  ]);
  const response = await fetch(`${upstream.url}/oauth/chooselocation`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "http://nowhere.invalid");
}

const allowAgency: [string, string][] = [
  ["reach", "company"],
  ["scopes", "snapshots.readonly"],
  ["scopes", "oauth.write"],
  ["decision", "allow"],
];

const token = (body: Record<string, unknown>) =>
  upstream.call("get-access-token", { body: { ...client(), ...body } });

async function codeFor(fields: [string, string][]): Promise<string> {
  return (await answerPage(fields)).searchParams.get("code") ?? "";
}

describe("authorization", () => {
  it("shows a page with app, scopes and locations under both addresses", async () => {
    for (const path of ["/oauth/chooselocation", "/v2/oauth/chooselocation"]) {
      const text = await (await fetch(authorizeAddress({}, path))).text();
      expect(text).toContain("2Chat Social asks for access");
      expect(text).toContain("snapshots.readonly");
      expect(text).toContain("Kestrel Cycles");
      expect(text).not.toContain("Mossgate Clinic");
    }
  });

  it.each([
    ["response_type", "token"],
    ["client_id", "someone-else"],
    ["redirect_uri", "http://evil.example/back"],
    ["scope", ""],
  ])("shows a plain page instead of redirecting when %s is %s", async (name, value) => {
    const response = await fetch(authorizeAddress({ [name]: value }), { redirect: "manual" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(name);
  });

  it("does not let the page's state break out of its markup", async () => {
    const text = await (await fetch(authorizeAddress({ state: '"><script>alert(1)</script>' }))).text();
    expect(text).not.toContain("<script>alert(1)");
  });

  it("comes back with code and state, or with the refusal", async () => {
    const back = await answerPage(allowAgency);
    expect(back.searchParams.get("state")).toBe("opaque-state");
    expect(back.searchParams.get("code")).toMatch(/^code-/);
    const refused = await answerPage([["decision", "cancel"]]);
    expect(refused.search).toBe("?state=opaque-state&error=access_denied");
  });

  it("exchanges a code once, within a minute", async () => {
    const code = await codeFor(allowAgency);
    const first = await token({ grantType: "authorization_code", code, redirectUri: redirect });
    expect(first.body).toMatchObject({
      userType: "Company",
      tokenType: "Bearer",
      expiresIn: 86_399,
      scope: "snapshots.readonly oauth.write",
      companyId: place.companyId,
    });
    expect(await token({ grantType: "authorization_code", code })).toMatchObject({ status: 400 });
    const late = await codeFor(allowAgency);
    await upstream.admin("POST", "/clock", { advanceMs: 61_000 });
    expect(await token({ grantType: "authorization_code", code: late })).toMatchObject({ status: 400 });
  });

  it("gives one chosen location its own token and leaves out unticked scopes", async () => {
    const code = await codeFor([
      ["reach", "locations"],
      ["locations", place.id],
      ["scopes", "snapshots.readonly"],
      ["scopes", "contacts.readonly"],
      ["decision", "allow"],
    ]);
    const { body } = await token({ grantType: "authorization_code", code });
    // A scope that was not asked for cannot be slipped in.
    expect(body).toMatchObject({ userType: "Location", locationId: place.id, scope: "snapshots.readonly" });
  });

  it("understands the older spelling and a JSON body", async () => {
    const code = await codeFor(allowAgency);
    const { clientId, clientSecret } = client();
    const response = await fetch(`${upstream.url}/oauth/token`, {
      method: "POST",
      headers: { version: "v3", "content-type": "application/json" },
      body: JSON.stringify({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: "authorization_code",
        code,
      }),
    });
    expect(response.status).toBe(200);
  });

  it("refuses wrong client credentials", async () => {
    const code = await codeFor(allowAgency);
    const answer = await token({ grantType: "authorization_code", code, clientSecret: "wrong" });
    expect(answer.status).toBe(401);
  });
});

describe("refresh tokens", () => {
  const pairFor = async () =>
    textAt(
      await upstream.admin("POST", "/tokens", { userType: "Location", locationId: place.id }),
      "refreshToken",
    );

  it("work once", async () => {
    const refreshToken = await pairFor();
    const first = await token({ grantType: "refresh_token", refreshToken });
    expect(first.status).toBe(200);
    const again = await token({ grantType: "refresh_token", refreshToken });
    expect(again.status).toBe(400);
    expect(at(again.body, "message")).toBe("Invalid grant: refresh token is invalid");
    const next = textAt(first.body, "refreshToken");
    expect((await token({ grantType: "refresh_token", refreshToken: next })).status).toBe(200);
  });

  it("give exactly one of two who refresh at once a new pair", async () => {
    const refreshToken = await pairFor();
    const answers = await Promise.all(
      [1, 2, 3].map(() => token({ grantType: "refresh_token", refreshToken })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  it("survive a location that is not active", async () => {
    const refreshToken = await pairFor();
    await upstream.admin("POST", "/locations", { locationId: place.id, active: false });
    const refused = await token({ grantType: "refresh_token", refreshToken });
    expect(at(refused.body, "message")).toBe("Location is not active");
    const body = { companyId: place.companyId, locationId: place.id };
    const exchange = await upstream.call("get-location-access-token", {
      body,
      token: await upstream.agencyToken(),
    });
    expect(exchange.status).toBe(400);
    await upstream.admin("POST", "/locations", { locationId: place.id, active: true });
    expect((await token({ grantType: "refresh_token", refreshToken })).status).toBe(200);
  });
});

describe("installed locations", () => {
  it("page through all of the agency's locations, each once", async () => {
    const query = { companyId: place.companyId, appId: client().clientId, pageSize: "7" };
    const agency = await upstream.agencyToken();
    const seen: string[] = [];
    let pageToken: string | undefined;
    do {
      const answer = await upstream.call("get-installed-location", {
        query: { ...query, ...(pageToken ? { pageToken } : {}) },
        token: agency,
      });
      seen.push(...listOf(at(answer.body, "items")).map((item) => String(item._id)));
      const next = at(answer.body, "pagination.nextPageToken");
      pageToken = typeof next === "string" ? next : undefined;
    } while (pageToken);
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
  });
});
