import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPE_NAMES } from "@/lib/upstream/contract";
import { postsOf } from "./shelf/posts";
import { accountOn, at, listOf, placeNamed, startUpstream, textAt, type Upstream } from "./testing/upstream";
import type { Account } from "./world/accounts";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;
let facebook: Account;
let token: string;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Brightwater Physio");
  facebook = accountOn(upstream.state, place, "facebook");
  token = await upstream.locationToken(place, SCOPE_NAMES, 90 * 86_400);
});
afterAll(() => upstream.close());

const here = () => ({ locationId: place.id });
const list = async (more: Record<string, unknown> = {}) => {
  const body = {
    type: "all",
    skip: "0",
    limit: "20",
    fromDate: "2026-05-01T00:00:00Z",
    toDate: "2026-06-30T00:00:00Z",
    includeUsers: "false",
    ...more,
  };
  const answer = await upstream.call("get-posts", { params: here(), body, token });
  return { posts: listOf(at(answer.body, "results.posts")), count: at(answer.body, "results.count") };
};
const create = async (more: Record<string, unknown> = {}) => {
  const body = {
    accountIds: [facebook.id],
    type: "post",
    summary: "Hello",
    status: "scheduled",
    scheduleDate: "2026-06-10T10:00:00.000Z",
    userId: "someone",
    ...more,
  };
  const answer = await upstream.call("create-post", { params: here(), body, token });
  return { ...answer, id: String(at(answer.body, "results.post._id")) };
};
const read = async (id: string) =>
  at((await upstream.call("get-post", { params: { ...here(), id }, token })).body, "results.post");

describe("the list of posts", () => {
  it("pages without losing or repeating a post", async () => {
    const { count } = await list();
    const seen: unknown[] = [];
    for (let skip = 0; skip < Number(count); skip += 20) {
      seen.push(...(await list({ skip: String(skip) })).posts.map((post) => post._id));
    }
    expect(seen).toHaveLength(Number(count));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("keeps to the period, the accounts and the status", async () => {
    const { posts } = await list({ type: "published", accounts: `${facebook.id}, other`, limit: "100" });
    expect(posts.length).toBeGreaterThan(5);
    for (const post of posts) {
      expect(post).toMatchObject({ status: "published", accountId: facebook.id });
      const shown = String(post.displayDate);
      expect(shown >= "2026-05-01" && shown < "2026-06-30").toBe(true);
    }
    const times = posts.map((post) => Date.parse(String(post.displayDate)));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    const scheduled = (await list({ type: "scheduled", limit: "100" })).posts;
    expect(scheduled.every((post) => String(post.displayDate) > "2026-06-10T09")).toBe(true);
  });

  it("tells the author when asked to", async () => {
    expect((await list()).posts[0]?.user).toBeUndefined();
    expect((await list({ includeUsers: "true" })).posts[0]?.user).toMatchObject({
      firstName: expect.any(String),
    });
  });
});

describe("a scheduled post", () => {
  it("is published when its time comes, with insights that grow", async () => {
    const { id } = await create();
    expect(await read(id)).toMatchObject({ status: "scheduled" });
    expect(at(await read(id), "insights")).toBeUndefined();
    const likes: number[] = [];
    for (const advanceMs of [3_600_000 + 1, 12 * 3_600_000, 24 * 3_600_000, 5 * 86_400_000]) {
      await upstream.admin("POST", "/clock", { advanceMs });
      const post = await read(id);
      expect(post).toMatchObject({
        status: "published",
        publishedAt: "2026-06-10T10:00:00.000Z",
        postId: expect.any(String),
      });
      likes.push(Number(at(post, "insights.like")));
    }
    expect(likes[0]).toBe(0);
    expect(likes[3]).toBeGreaterThan(0);
    expect(likes).toEqual(likes.toSorted((one, other) => one - other));
    await upstream.admin("POST", "/clock", { now: "2026-06-10T09:00:00Z" });
  });

  it("fails when its account has expired by then", async () => {
    const { id } = await create();
    await upstream.admin("POST", "/expire", { accountId: facebook.id });
    await upstream.admin("POST", "/clock", { advanceMs: 2 * 3_600_000 });
    expect(await read(id)).toMatchObject({ status: "failed", error: expect.stringContaining("expired") });
    await upstream.admin("POST", "/clock", { now: "2026-06-10T09:00:00Z" });
    upstream.state.attachedAccounts.delete(facebook.id);
  });

  it("needs a time; goes to each account as a post of its own", async () => {
    expect((await create({ scheduleDate: undefined })).status).toBe(422);
    const before = upstream.state.posts.size;
    const instagram = accountOn(upstream.state, place, "instagram");
    await create({ accountIds: [facebook.id, instagram.id] });
    expect(upstream.state.posts.size).toBe(before + 2);
    expect((await create({ accountIds: ["a_b_c"] })).status).toBe(422);
  });

  it("can be changed until it is published", async () => {
    const { id } = await create();
    const body = {
      accountIds: [facebook.id],
      type: "post",
      summary: "Better",
      status: "draft",
      userId: "someone",
    };
    const edit = () => upstream.call("edit-post", { params: { ...here(), id }, body, token });
    expect((await edit()).status).toBe(200);
    expect(await read(id)).toMatchObject({ _id: id, summary: "Better", status: "draft" });
    const published = (await list({ type: "published" })).posts[0]?._id;
    const late = await upstream.call("edit-post", {
      params: { ...here(), id: String(published) },
      body,
      token,
    });
    expect(late.status).toBe(400);
  });
});

describe("bulk delete", () => {
  const remove = (postIds: string[]) =>
    upstream.call("bulk-delete-social-planner-posts", { params: here(), body: { postIds }, token });

  it("takes at most 50 ids, and 404s when it knows none", async () => {
    const ids = Array.from({ length: 51 }, (_, index) => index.toString(16).padStart(24, "0"));
    expect((await remove(ids)).status).toBe(400);
    expect((await remove(ids.slice(0, 50))).status).toBe(404);
  });

  it("counts what it deleted, once each, of its own location only", async () => {
    const [born] = (await list({ type: "published" })).posts;
    const { id } = await create();
    const elsewhere = placeNamed(upstream.state, "Harbour Dental");
    const foreign = postsOf(upstream.state, elsewhere)[0]?._id ?? "";
    const answer = await remove([String(born?._id), id, id, foreign]);
    expect(answer.status).toBe(201);
    expect(at(answer.body, "results.deletedCount")).toBe(2);
    expect((await remove([id])).status).toBe(404);
    const gone = (await list({ type: "deleted" })).posts.map((post) => post._id);
    expect(gone).toEqual(expect.arrayContaining([born?._id, id]));
    expect((await list({ limit: "100" })).posts.map((post) => post._id)).not.toContain(id);
    expect(
      postsOf(upstream.state, elsewhere).find((post) => post._id === foreign)?.deletedAt,
    ).toBeUndefined();
  });

  it("takes away one post too", async () => {
    const { id } = await create();
    const one = { params: { ...here(), id }, token };
    expect((await upstream.call("delete-post", one)).status).toBe(200);
    expect((await upstream.call("delete-post", one)).status).toBe(404);
    expect((await upstream.call("get-post", one)).status).toBe(404);
  });
});

describe("media", () => {
  it("of posts and accounts are pictures the sandbox serves itself", async () => {
    const withPicture = (await list({ limit: "100" })).posts.find(
      (post) => at(post, "media.0.type") === "image/png",
    );
    const picture = await fetch(textAt(withPicture, "media.0.url"));
    const bytes = new Uint8Array(await picture.arrayBuffer());
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const accounts = await upstream.call("get-account", { params: here(), token });
    const avatar = await fetch(textAt(accounts.body, "results.accounts.0.avatar"));
    expect(avatar.headers.get("content-type")).toBe("image/svg+xml");
    expect(await avatar.text()).toContain("<svg");
  });

  it("come back byte for byte after an upload", async () => {
    const form = new FormData();
    form.set("file", new File([new Uint8Array([1, 2, 3])], "tiny.png", { type: "image/png" }));
    const made = await upstream.call("upload-media-content", { form, token });
    const back = await fetch(textAt(made.body, "url"));
    expect([...new Uint8Array(await back.arrayBuffer())]).toEqual([1, 2, 3]);
    expect(back.headers.get("content-type")).toBe("image/png");
  });

  it("that are web pages are not served as such", async () => {
    const form = new FormData();
    form.set("file", new File(["<script>1</script>"], "page.html", { type: "text/html" }));
    const made = await upstream.call("upload-media-content", { form, token });
    const back = await fetch(textAt(made.body, "url"));
    expect(back.headers.get("content-type")).toBe("application/octet-stream");
  });
});
