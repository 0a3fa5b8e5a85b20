import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { getLocation } from "@/lib/locations/get-location";
import { jobContext } from "@/lib/runtime";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { editPost } from "@/lib/upstream/contract";
import { cancelChange, changePosts, getChange, retryChange, undoChange } from "./change-posts";
import { claimItem } from "./change-repository";
import { editBody } from "./edit-fields";
import { listPosts } from "./list-posts";
import { previewChange } from "./plan-change";
import { readPost } from "./read-posts";
import { shiftOnClock } from "./slot-times";

let harness: Harness;
let locationId: string;
let zone: string;

const scheduled = async () =>
  (await listPosts(harness.ctx, { locationId, type: "scheduled", skip: 0, limit: 100 })).posts;
const upstreamPost = async (postId: string) => {
  const post = await readPost(harness.ctx, locationId, postId);
  if (!post) throw new Error(`post ${postId} is gone`);
  return post;
};
const run = async (changeId: string) => {
  await harness.runJob("posts.change", { companyId: harness.companyId, changeId });
  return getChange(harness.ctx, changeId);
};
const edits = async (): Promise<number> => {
  const { byOperation } = (await (await fetch(`${harness.sandboxUrl}/__sandbox/calls`)).json()) as {
    byOperation: Record<string, number>;
  };
  return byOperation["edit-post"] ?? 0;
};
/** Posts at the far end of the list, so that no test runs into the time of another. */
const someIds = async (count: number, from = 0) =>
  (await scheduled()).slice(from, from + count).map((post) => post.id);
const byDays = (postIds: string[], days: number) => ({ kind: "offset", locationId, postIds, days }) as const;

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    locationId = id;
    if ((await scheduled().catch(() => [])).length >= 20) break;
  }
  zone = (await getLocation(harness.ctx, locationId)).timezone;
});
afterAll(() => harness.close());
afterEach(() => fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" }));

describe("a bulk change of posts", () => {
  it("moves each post on the location's clock and keeps everything else", async () => {
    const ids = await someIds(6);
    const before = new Map(await Promise.all(ids.map(async (id) => [id, await upstreamPost(id)] as const)));
    const preview = await previewChange(harness.ctx, { ...byDays(ids, 1), hours: 0, minutes: 0 });
    expect(preview.changing).toBe(6);
    const done = await run((await changePosts(harness.ctx, byDays(ids, 1))).changeId);
    expect(done).toMatchObject({ status: "completed", counts: { changed: 6 } });
    for (const item of preview.items) {
      const [old, now] = [before.get(item.postId), await upstreamPost(item.postId)];
      const wanted = shiftOnClock(old?.scheduleDate ?? "", zone, { days: 1, hours: 0, minutes: 0 }).at;
      expect(now.scheduleDate).toBe(wanted);
      expect(item.after.scheduleDate).toBe(wanted);
      const kept = (post: typeof now | undefined) => ({
        ...post,
        scheduleDate: null,
        displayDate: null,
        updatedAt: null,
      });
      expect(kept(now)).toEqual(kept(old));
    }
    expect((await scheduled()).length).toBeGreaterThanOrEqual(6);
  });

  it("is undone by a change back to what was before", async () => {
    const ids = await someIds(3);
    const old = new Map((await scheduled()).map((post) => [post.id, post.at]));
    const moved = await run((await changePosts(harness.ctx, { ...byDays(ids, 2), hours: 3 })).changeId);
    const undone = await run((await undoChange(harness.ctx, moved.changeId)).changeId);
    expect(undone).toMatchObject({ status: "completed", undoOf: moved.changeId, counts: { changed: 3 } });
    for (const id of ids) expect((await upstreamPost(id)).scheduleDate).toBe(old.get(id));
  });

  it("puts posts on explicit times and on the times of a rule", async () => {
    const [first = "", second = "", third = ""] = await someIds(3);
    const at = new Date(Date.now() + 40 * 24 * 3_600_000).toISOString();
    await run(
      (
        await changePosts(harness.ctx, {
          kind: "slots",
          locationId,
          items: [{ postId: first, scheduledAt: at }],
        })
      ).changeId,
    );
    expect(Date.parse((await upstreamPost(first)).scheduleDate ?? "")).toBe(Date.parse(at));
    const rule = { days: [1, 2, 3, 4, 5], times: ["09:00", "17:00"], from: "2028-01-03" };
    const change = await changePosts(harness.ctx, {
      kind: "slots",
      locationId,
      postIds: [first, second, third],
      rule,
    });
    const done = await run(change.changeId);
    expect(done.counts.changed).toBe(3);
    const times = await Promise.all(
      [first, second, third].map(async (id) => (await upstreamPost(id)).scheduleDate),
    );
    expect(times.every((time) => time?.startsWith("2028-01-0"))).toBe(true);
  });

  it("gives and takes a category and tags", async () => {
    const ids = await someIds(2);
    const tagId = "65f151c99bc2bf3aaf970d72";
    await run(
      (
        await changePosts(harness.ctx, {
          kind: "tags",
          locationId,
          postIds: ids,
          mode: "add",
          tagIds: [tagId],
        })
      ).changeId,
    );
    const categoryId = "65f151c99bc2bf3aaf970d73";
    await run(
      (await changePosts(harness.ctx, { kind: "category", locationId, postIds: ids, categoryId })).changeId,
    );
    for (const id of ids) {
      const post = await upstreamPost(id);
      expect(post.tags).toContain(tagId);
      expect(post.categoryId).toBe(categoryId);
    }
    const none = await changePosts(harness.ctx, {
      kind: "category",
      locationId,
      postIds: ids,
      categoryId: null,
    });
    expect((await run(none.changeId)).counts.changed).toBe(2);
    for (const id of ids) expect((await upstreamPost(id)).categoryId ?? null).toBeNull();
  });

  it("leaves published posts alone and says why", async () => {
    const { posts } = await listPosts(harness.ctx, { locationId, type: "published", skip: 0, limit: 1 });
    const [free = ""] = await someIds(1);
    const started = await changePosts(harness.ctx, byDays([posts[0]?.id ?? "", free], 1));
    const done = await run(started.changeId);
    expect(done).toMatchObject({ status: "completed", counts: { changed: 1, skipped: 1 } });
    expect(done.items.find((item) => item.outcome === "skipped")?.reason).toContain("published");
  });

  it("moves a post once when the answer was lost after the change was made", async () => {
    const [id = ""] = await someIds(1);
    const old = (await upstreamPost(id)).scheduleDate ?? "";
    const calls = await edits();
    await harness.fault({ operation: "edit-post", kind: "reset-after", count: 1 });
    const done = await run((await changePosts(harness.ctx, byDays([id], 1))).changeId);
    expect(done.items[0]?.outcome).toBe("changed");
    expect((await edits()) - calls).toBe(1);
    const wanted = shiftOnClock(old, zone, { days: 1, hours: 0, minutes: 0 }).at;
    expect((await upstreamPost(id)).scheduleDate).toBe(wanted);
  });

  it("sends again only when the post shows that the first call did nothing", async () => {
    const [id = ""] = await someIds(1);
    await harness.fault({ operation: "edit-post", kind: "reset-before", count: 1 });
    await harness.fault({ operation: "edit-post", kind: "status", status: 502, count: 1 });
    const done = await run((await changePosts(harness.ctx, byDays([id], 1))).changeId);
    expect(done.items[0]).toMatchObject({ outcome: "changed" });
  });

  it("stays unknown after three lost calls, and a person can try again", async () => {
    const [id = ""] = await someIds(1);
    await harness.fault({ operation: "edit-post", kind: "reset-before", count: 3 });
    const done = await run((await changePosts(harness.ctx, byDays([id], 1))).changeId);
    expect(done).toMatchObject({ status: "failed", items: [{ outcome: "unknown" }] });
    await retryChange(harness.ctx, done.changeId);
    expect(await run(done.changeId)).toMatchObject({ status: "completed", items: [{ outcome: "changed" }] });
  });

  it("settles by reading what a killed worker had sent, and repeats nothing", async () => {
    const [id = "", other = ""] = await someIds(2);
    const started = await changePosts(harness.ctx, byDays([id, other], 1));
    const planned = started.items.find((item) => item.postId === id);
    // The worker died between the call and its answer: the intent is recorded, the post is moved.
    await claimItem(harness.ctx.db, started.changeId, id);
    const post = await upstreamPost(id);
    const body = editBody(post, planned?.after ?? {}, post.createdBy ?? "");
    if (!body) throw new Error("no body");
    await harness.ctx.upstream.call(harness.ctx, editPost, { params: { locationId, id }, body });
    const calls = await edits();
    const done = await run(started.changeId);
    expect(done.counts).toMatchObject({ changed: 2, sending: 0, waiting: 0 });
    expect((await edits()) - calls).toBe(1);
    expect((await upstreamPost(id)).scheduleDate).toBe(planned?.after.scheduleDate);
  });

  it("does nothing twice on a double click", async () => {
    const ids = await someIds(2);
    const settled = await Promise.allSettled([
      changePosts(harness.ctx, byDays(ids, 1)),
      changePosts(harness.ctx, byDays(ids, 1)),
    ]);
    expect(settled.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(settled.find((one) => one.status === "rejected")).toMatchObject({
      reason: { code: "already_running" },
    });
    const first = settled.find((one) => one.status === "fulfilled");
    if (first?.status !== "fulfilled") throw new Error("none started");
    const old = first.value.items.map((item) => item.before.scheduleDate as string);
    await Promise.all([run(first.value.changeId), run(first.value.changeId)]);
    const seen = Object.fromEntries(
      first.value.items.map((item, index) => [item.postId, old[index] ?? null]),
    );
    // A click after the first was done carries what the person saw, and that is no longer so.
    const late = await changePosts(harness.ctx, { ...byDays(ids, 1), seen });
    expect(late.counts.skipped).toBe(2);
    expect(late.items[0]?.reason).toContain("moved meanwhile");
  });

  it("cancels what waits", async () => {
    const ids = await someIds(3);
    const started = await changePosts(harness.ctx, byDays(ids, 1));
    const cancelled = await cancelChange(harness.ctx, started.changeId);
    expect(cancelled.counts.skipped).toBe(3);
    const calls = await edits();
    expect(await run(started.changeId)).toMatchObject({ status: "cancelled", counts: { skipped: 3 } });
    expect(await edits()).toBe(calls);
  });

  it("leaves alone what somebody changed between plan and turn", async () => {
    const [id = ""] = await someIds(1);
    const slow = await changePosts(harness.ctx, byDays([id], 3));
    const post = await upstreamPost(id);
    const at = new Date(Date.now() + 50 * 24 * 3_600_000).toISOString();
    const body = editBody(post, { scheduleDate: at }, post.createdBy ?? "");
    if (!body) throw new Error("no body");
    await harness.ctx.upstream.call(harness.ctx, editPost, { params: { locationId, id }, body });
    const done = await run(slow.changeId);
    expect(done.items[0]).toMatchObject({ outcome: "skipped" });
    expect((await upstreamPost(id)).scheduleDate).toBe(at);
  });

  it("is kept from other agencies", async () => {
    const started = await changePosts(harness.ctx, byDays(await someIds(1), 1));
    await run(started.changeId);
    const stranger = jobContext(harness.runtime, "test", crypto.randomUUID());
    await expect(getChange(stranger, started.changeId)).rejects.toMatchObject({ code: "not_found" });
  });
});
