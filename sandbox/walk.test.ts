import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationById, operations, refusalBody } from "@/lib/upstream/contract";
import { handlers } from "./handlers";
import { commentsOf } from "./shelf/comments";
import { postStatus, postsOf } from "./shelf/posts";
import { publishedAnswer, skipReason } from "./testing/published";
import {
  accountOn,
  type CallInput,
  csvForm,
  listOf,
  objectAt,
  placeNamed,
  startUpstream,
  textAt,
  type Upstream,
} from "./testing/upstream";
import type { Account } from "./world/accounts";
import type { Location } from "./world/world";

// Over 250 lines: one walk over every operation, each step feeding the next.

/** Answers that the published file shapes against its own examples; the contract is their measure. */
const slips = new Set([
  // `files` is declared a list of texts, shown as a list of objects.
  "fetch-media-content 200",
]);

const csvText = `postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls
2026-07-01 10:00:00,First post,,https://cdn.example/one.png,,
2026-07-02 10:00:00,Second post,,https://cdn.example/broken.png,,
,A draft,https://example.com/article,,,
`;

let upstream: Upstream;
let place: Location;
let facebook: Account;
let location: string;
let agency: string;
const kept: Record<string, string> = {};
const walked = new Set<string>();

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Harbour Dental");
  facebook = accountOn(upstream.state, place, "facebook");
  location = await upstream.locationToken(place);
  agency = await upstream.agencyToken();
});
afterAll(() => upstream.close());

/** Calls the operation and holds its answer against the contract and the published file. */
async function walk(id: string, input: CallInput = {}, status?: number) {
  const operation = operationById(id);
  if (!operation) throw new Error(`The contract has no operation ${id}.`);
  walked.add(id);
  const token = input.token === undefined ? (operation.token === "agency" ? agency : location) : input.token;
  const answer = await upstream.call(id, { ...input, token });
  const expected = status ?? operation.status;
  expect({ id, status: answer.status, text: answer.text.slice(0, 400) }).toMatchObject({
    id,
    status: expected,
  });
  if (!answer.headers.get("content-type")?.includes("json")) return answer;
  const schema = expected === operation.status ? operation.answer : refusalBody;
  expect(schema.safeParse(answer.body).error?.message).toBeUndefined();
  if (skipReason === null && !slips.has(`${id} ${expected}`)) {
    const check = publishedAnswer(id, expected);
    if (check)
      expect({ id, fits: check(answer.body), errors: check.errors }).toMatchObject({ id, fits: true });
  }
  return answer;
}

const here = () => ({ locationId: place.id });
const title = skipReason
  ? `every operation (published files ${skipReason})`
  : "every operation, against the published files";

describe(title, () => {
  it("has a handler, and no handler answers anything else", () => {
    expect([...handlers.keys()].sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it.skipIf(skipReason !== null)("is held against schemas that refuse a wrong answer", () => {
    const check = publishedAnswer("get-account", 200);
    expect(check?.({ success: "yes", statusCode: 200, message: "Fetched Accounts" })).toBe(false);
  });

  it("gives tokens", async () => {
    const pair = await upstream.admin("POST", "/tokens", { userType: "Company" });
    const { clientId, clientSecret } = upstream.state.options;
    const body = {
      clientId,
      clientSecret,
      grantType: "refresh_token",
      refreshToken: textAt(pair, "refreshToken"),
    };
    await walk("get-access-token", { body, token: null });
    await walk("get-access-token", { body, token: null }, 400);
    const companyId = place.companyId;
    await walk("get-location-access-token", { body: { companyId, locationId: place.id } });
    await walk("get-installed-location", { query: { companyId, appId: clientId, pageSize: "10" } });
    await walk("get-installed-location", { query: { companyId, appId: "another" } }, 404);
  });

  it("tells about the agency, its locations and people", async () => {
    const companyId = place.companyId;
    await walk("search-locations", { query: { companyId, limit: "5" }, token: agency });
    await walk("get-location", { params: here() });
    await walk("get-timezones", { params: here() });
    await walk("get-company", { params: { companyId } });
    const users = await walk("search-users", { query: { companyId } });
    await walk("get-user", { params: { userId: textAt(users.body, "users.0.id") } });
    kept.userId = textAt(users.body, "users.0.id");
  });

  it("lists and shares snapshots", async () => {
    const query = { companyId: place.companyId };
    const list = await walk("get-custom-snapshots", { query });
    const snapshotId = textAt(list.body, "snapshots.0.id");
    await walk("create-snapshot-share-link", {
      query,
      body: { snapshot_id: snapshotId, share_type: "link" },
    });
    const range = { ...query, from: "2020-01-01", to: "2026-12-31", lastDoc: "" };
    const pushes = await walk("get-snapshot-push", { params: { snapshotId }, query: range });
    const locationId = textAt(pushes.body, "data.0.locationId");
    await walk("get-latest-snapshot-push", { params: { snapshotId, locationId }, query });
  });

  it("reads accounts and their statistics", async () => {
    await walk("get-account", { params: here() });
    const body = { profileIds: [facebook.profileId] };
    await walk("get-statistics", { query: here(), body });
    await walk("get-statistics", {
      query: here(),
      body: {
        ...body,
        currentRange: { startDate: "2026-05-01T00:00:00.000Z", endDate: "2026-05-31T23:59:59.999Z" },
        prevRange: { startDate: "2026-04-01T00:00:00.000Z", endDate: "2026-04-30T23:59:59.999Z" },
      },
    });
    await walk("get-statistics", { query: here(), body: { ...body, platforms: ["myspace"] } }, 400);
  });

  it("imports a CSV", async () => {
    const uploaded = await walk("upload-csv", { params: here(), form: csvForm(csvText) });
    await walk("upload-csv", { params: here(), form: csvForm("a,b\n1,2") }, 400);
    await walk("upload-csv", { params: here(), form: new FormData() }, 400);
    const file = objectAt(uploaded.body, "results");
    const { filePath, fileName, rowsCount } = file;
    const body = { accountIds: [facebook.id], filePath, fileName, rowsCount, userId: kept.userId };
    await walk("set-accounts", { params: here(), body: { accountIds: ["nobody"] } }, 422);
    const set = await walk("set-accounts", { params: here(), body });
    const id = textAt(set.body, "results.csvId");
    await walk("get-upload-status", { params: here(), query: { userId: kept.userId ?? "" } });
    const rows = await walk("get-csv-post", { params: { ...here(), id } });
    const postId = textAt(rows.body, "results.posts.2._id");
    await walk("delete-csv-post", { params: { ...here(), csvId: id, postId } });
    await walk("start-csv-finalize", { params: { ...here(), id }, body: { userId: kept.userId } });
    await walk("get-csv-post", { params: { ...here(), id } });
    await walk("delete-csv", { params: { ...here(), id } });
  });

  it("writes, reads and deletes posts", async () => {
    const period = { fromDate: "2025-01-01T00:00:00Z", toDate: "2027-01-01T00:00:00Z" };
    for (const type of ["all", "recent", "scheduled", "published", "failed", "draft", "deleted"]) {
      const body = { ...period, type, skip: "0", limit: "100", includeUsers: "true" };
      await walk("get-posts", { params: here(), body });
    }
    const post = {
      accountIds: [facebook.id],
      summary: "Written by hand",
      type: "post",
      status: "scheduled",
      scheduleDate: "2026-07-01T09:00:00.000Z",
      userId: kept.userId,
      media: [{ url: "https://cdn.example/one.png", type: "image/png" }],
    };
    const made = await walk("create-post", { params: here(), body: post });
    const id = textAt(made.body, "results.post._id");
    await walk("get-post", { params: { ...here(), id } });
    await walk("edit-post", { params: { ...here(), id }, body: { ...post, summary: "Changed" } });
    await walk("delete-post", { params: { ...here(), id } });
    const other = await walk("create-post", { params: here(), body: post });
    const postIds = [textAt(other.body, "results.post._id")];
    await walk("bulk-delete-social-planner-posts", { params: here(), body: { postIds } });
    await walk("bulk-delete-social-planner-posts", { params: here(), body: { postIds } }, 404);
  });

  it("keeps categories and tags", async () => {
    const list = await walk("get-categories-location-id", { params: here(), query: { limit: "3" } });
    kept.categoryId = textAt(list.body, "results.categories.0._id");
    await walk("get-categories-id", { params: { ...here(), id: kept.categoryId } });
    const tags = await walk("get-tags-location-id", { params: here() });
    await walk("get-tags-by-ids", {
      params: here(),
      body: { tagIds: [textAt(tags.body, "results.tags.0._id")] },
    });
  });

  it("runs a category's queue", async () => {
    const slots = [
      { dayOfWeek: 1, time: "09:00" },
      { dayOfWeek: 4, time: "16:30" },
    ];
    const period = { startDate: "2026-06-01T00:00:00Z", endDate: "2026-12-01T00:00:00Z" };
    await walk("fetchAvailableCategories", { query: here() });
    const body = { ...here(), categoryId: kept.categoryId, timeSlots: slots, userId: kept.userId };
    const made = await walk("createQueue", { body });
    const queueId = textAt(made.body, "results.queue._id");
    const params = { queueId };
    await walk("fetchQueues", { body: here() });
    await walk("fetchQueueById", { params, query: here() });
    await walk("updateQueue", { params, body: { ...here(), status: "active" } });
    await walk("fetchQueueById", { params, query: here() });
    const items = await walk("fetchQueueItems", { params, body: here() });
    const itemId = textAt(items.body, "results.items.0._id");
    await walk("fetchSlots", { params, body: here() });
    await walk("fetchCalendarList", { body: { ...here(), ...period } });
    const session = await walk("startEditSession", { params, body: here() });
    const sessionId = textAt(session.body, "results.sessionId");
    const inItem = { queueId, itemId };
    const draft = { ...here(), sessionId };
    const change = { ...draft, variations: [{ content: "New words" }], newOrder: 2 };
    await walk("updateQueueItem", { params: inItem, body: change });
    await walk("cloneQueueItem", { params: inItem, body: { ...draft, order: 1 } });
    await walk("resetQueueItem", { params: inItem, body: draft });
    const payload = { accountIds: [facebook.id], summary: "Fresh" };
    await walk("createQueueItem", { params, body: { ...draft, modifiedPostPayload: payload } });
    await walk("fetchEditSessionCalendar", { params, body: { ...draft, ...period } });
    await walk("deleteQueueItem", { params: inItem, query: { ...here(), sessionId } });
    await walk("saveEditSession", { params, body: draft });
    const second = await walk("startEditSession", { params, body: here() });
    const again = { ...here(), sessionId: textAt(second.body, "results.sessionId") };
    await walk("discardEditSession", { params, body: again });
    const first = await walk("fetchQueueItems", { params, body: here() });
    const active = textAt(first.body, "results.items.0.postId");
    await walk("deleteCurrentActivePostAndScheduleNext", { params: { postId: active }, query: here() });
  });

  it("comments and likes", async () => {
    const post = postsOf(upstream.state, place).findLast(
      (each) =>
        each.accountId === facebook.id &&
        postStatus(upstream.state, place, each) === "published" &&
        commentsOf(upstream.state, place, each).length > 1,
    );
    if (!post) throw new Error("The world has no post with comments.");
    const params = { platform: "facebook" };
    const query = here();
    const list = { originIds: [facebook.originId], parentId: post._id };
    const comments = await walk("get-comment-list", { params, query, body: list });
    const id = textAt(comments.body, "results.comments.0._id");
    const reply = { parentId: id, isParentThread: false, content: "Thank you" };
    await walk("create-comment", { params, query, body: reply });
    await walk("create-comment", {
      params,
      query,
      body: { ...reply, parentId: post._id, isParentThread: true },
    });
    await walk("create-like", { params: { ...params, id }, query });
    await walk("create-like", { params: { ...params, id }, query }, 400);
    await walk("delete-like", { params: { ...params, id }, query });
    await walk("delete-like", { params: { ...params, id }, query }, 400);
  });

  it("connects and disconnects accounts of every network", async () => {
    const networks = [
      "google",
      "facebook",
      "instagram",
      "linkedin",
      "tiktok",
      "tiktok-business",
      "youtube",
      "pinterest",
      "threads",
    ];
    for (const platform of networks) {
      const query = { ...here(), userId: kept.userId ?? "" };
      const page = await walk("start-oauth", { params: { platform }, query, token: null });
      expect(page.text).toContain("<form");
      const form = new URLSearchParams({ ...query, platform, decision: "allow" });
      const after = await fetch(`${upstream.url}/__sandbox/social-login`, { method: "POST", body: form });
      const accountId = /"accountId":"([0-9a-f]{24})"/.exec(await after.text())?.[1] ?? "";
      const params = { ...here(), platform, accountId };
      const offers = await walk("get-oauth-accounts", { params });
      const results = objectAt(offers.body, "results");
      const lists = [results.pages, results.accounts, results.profile].flatMap((list) => listOf(list));
      const choice = lists.find((each) => each.isConnected !== true);
      const body = results.locations ?? {
        originId: choice?.id,
        name: choice?.name,
        avatar: choice?.avatar,
        ...(platform === "instagram" ? { pageId: choice?.pageId } : { type: "profile" }),
      };
      const attachAs = platform === "tiktok-business" ? "tiktok" : platform;
      await walk("attach-oauth-accounts", { params: { ...params, platform: attachAs }, body });
    }
    await walk(
      "start-oauth",
      { params: { platform: "bluesky" }, query: { ...here(), userId: "u" }, token: null },
      400,
    );
    const accounts = await walk("get-account", { params: here() });
    const id = textAt(accounts.body, "results.accounts.0.id");
    await walk("delete-account", { params: { ...here(), id } });
  });

  it("keeps media", async () => {
    const form = csvForm("not really a picture", "picture.png");
    const made = await walk("upload-media-content", { form });
    const query = { altType: "location", altId: place.id };
    const list = { ...query, sortBy: "createdAt", sortOrder: "desc", type: "file" };
    await walk("fetch-media-content", { query: list });
    await walk("delete-media-content", { params: { id: textAt(made.body, "fileId") }, query });
  });

  it("keeps contacts", async () => {
    const body = { locationId: place.id, firstName: "Ada", email: "ada@people.example", tags: ["Lead"] };
    const made = await walk("create-contact", { body });
    await walk("create-contact", { body }, 400);
    const params = { contactId: textAt(made.body, "contact.id") };
    await walk("upsert-contact", { body: { ...body, lastName: "Byron" } });
    await walk("get-contact", { params });
    await walk("search-contacts-advanced", { body: { ...here(), pageLimit: 5 } });
    await walk("add-tags", { params, body: { tags: ["vip"] } });
    await walk("remove-tags", { params, body: { tags: ["vip"] } });
  });

  it("was walked whole", () => {
    expect([...walked].sort()).toEqual(operations.map(({ id }) => id).sort());
  });
});
