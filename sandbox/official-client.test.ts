import { GHLError, HighLevel, type HighLevelConfig } from "@gohighlevel/api-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPE_NAMES } from "@/lib/upstream/contract";
import { at, listOf, objectAt, placeNamed, startUpstream, textAt, type Upstream } from "./testing/upstream";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;

beforeAll(async () => {
  upstream = await startUpstream({ now: undefined });
  place = placeNamed(upstream.state, "Quayside Hotel");
});
afterAll(() => upstream.close());

/** What a person does on the consent page. */
async function consent(): Promise<string> {
  const redirect = "http://127.0.0.1:9/back";
  const form = new URLSearchParams({
    client_id: upstream.state.options.clientId,
    redirect_uri: redirect,
    state: "s1",
    asked: SCOPE_NAMES.join(" "),
    reach: "company",
    decision: "allow",
  });
  for (const scope of SCOPE_NAMES) form.append("scopes", scope);
  const response = await fetch(`${upstream.url}/oauth/chooselocation`, {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  return new URL(response.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

/** The client has no setting for the address; the HTTP client in it does. */
function clientWith(tokens: Partial<HighLevelConfig>): HighLevel {
  const { clientId, clientSecret } = upstream.state.options;
  const client = new HighLevel({ clientId, clientSecret, apiVersion: "v3", logLevel: "none", ...tokens });
  client.getHttpClient().defaults.baseURL = upstream.url;
  return client;
}

describe("the official client", () => {
  it("goes from token to bulk delete", async () => {
    const { clientId, clientSecret } = upstream.state.options;
    const agency = await clientWith({}).oauth.getAccessToken({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "authorization_code",
      code: await consent(),
      user_type: "Company",
    });
    const agencyClient = clientWith({ agencyAccessToken: textAt(agency, "accessToken") });
    const { companyId } = place;
    const locationId = place.id;
    const found = await agencyClient.locations.searchLocations({ companyId, limit: "100" });
    expect(found.locations?.map((each) => each.id)).toContain(locationId);
    const own = await agencyClient.oauth.getLocationAccessToken({ companyId, locationId });
    const client = clientWith({ locationAccessToken: textAt(own, "accessToken") });

    const accounts = await client.socialMediaPosting.getAccount({ locationId });
    const [first] = accounts.results?.accounts ?? [];
    expect(first?.id).toContain(locationId);
    const figures = await client.socialMediaPosting.getSocialMediaStatistics(
      { locationId },
      { profileIds: [first?.profileId ?? ""] },
    );
    expect(objectAt(figures, "results.totals")).toMatchObject({ impressions: expect.any(Number) });

    const form = new FormData();
    const times = [1, 2, 3].map((ahead) =>
      new Date(Date.now() + ahead * 86_400_000 * 2).toISOString().slice(0, 10),
    );
    const header =
      "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls";
    const rows = times.map(
      (day, index) => `${day} 10:00:00,Client row ${index},,https://cdn.example/${index}.png,,`,
    );
    form.set("file", new Blob([[header, ...rows].join("\n")], { type: "text/csv" }), "client.csv");
    const multipart = { headers: { "Content-Type": "multipart/form-data" } };
    const uploaded = await client.socialMediaPosting.uploadCsv({ locationId }, form, multipart);
    const { filePath = "", rowsCount = 0, fileName = "" } = uploaded.results ?? {};
    expect(rowsCount).toBe(3);
    const userId = textAt(agency, "userId");
    const set = await client.socialMediaPosting.setAccounts(
      { locationId },
      { accountIds: [first?.id ?? ""], filePath, rowsCount, fileName, userId },
    );
    const id = textAt(set, "results.csvId");
    await client.socialMediaPosting.startCsvFinalize({ locationId, id }, { userId });
    const listed = await client.socialMediaPosting.getPosts(
      { locationId },
      {
        type: "scheduled",
        accounts: first?.id ?? "",
        skip: "0",
        limit: "50",
        fromDate: new Date().toISOString(),
        toDate: new Date(Date.now() + 30 * 86_400_000).toISOString(),
        includeUsers: "true",
      },
    );
    const posts = listOf(at(listed, "results.posts"));
    const mine = posts.filter((post) => String(post.summary).startsWith("Client row"));
    expect(mine).toHaveLength(3);
    const deleted = await client.socialMediaPosting.bulkDeleteSocialPlannerPosts(
      { locationId },
      { postIds: mine.map((post) => String(post._id)) },
    );
    expect(objectAt(deleted, "results").deletedCount).toBe(3);
  });

  it("is told why when the token lacks the scope", async () => {
    const token = await upstream.locationToken(place, ["socialplanner/csv.readonly"]);
    const narrow = clientWith({ locationAccessToken: token });
    const refused = narrow.socialMediaPosting.getAccount({ locationId: place.id });
    await expect(refused).rejects.toThrow("The token is not authorized for this scope.");
    await expect(refused).rejects.toBeInstanceOf(GHLError);
  });
});
