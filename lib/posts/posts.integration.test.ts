import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { deletePosts, getDeletion, runDeletion } from "./delete-posts";
import { listPosts } from "./list-posts";

let harness: Harness;
let locationId: string;
const list = (type: "scheduled" | "all" | "published", limit = 100) =>
  listPosts(harness.ctx, { locationId, type, skip: 0, limit });
const run = async (deletionId: string) => {
  await runDeletion(harness.ctx, deletionId, new AbortController().signal);
  return getDeletion(harness.ctx, deletionId);
};
const callsOf = async (operation: string): Promise<number> => {
  const answer = await (await fetch(`${harness.sandboxUrl}/__sandbox/calls`)).json();
  return JSON.stringify(answer).split(operation).length - 1;
};

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    locationId = id;
    const { posts } = await list("scheduled").catch(() => ({ posts: [] }));
    if (posts.length >= 8) break;
  }
});
afterAll(() => harness.close());

describe("posts", () => {
  it("are listed live, with what the upstream did not count left unknown", async () => {
    const { posts, total } = await list("all");
    expect(total).toBeGreaterThan(0);
    for (const post of posts) {
      expect(post.accountIds.length).toBeGreaterThan(0);
      if (post.status === "scheduled") expect(post.likes).toBeNull();
    }
  });

  it("refuse a period that ends before it starts", async () => {
    const query = {
      locationId,
      type: "all" as const,
      skip: 0,
      limit: 10,
      from: "2026-12-02T00:00:00Z",
      to: "2026-12-01T00:00:00Z",
    };
    await expect(listPosts(harness.ctx, query)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("are deleted in calls of at most 50, each with its result", async () => {
    const { posts } = await list("all", 100);
    const postIds = posts.map((post) => post.id);
    const started = await deletePosts(harness.ctx, { locationId, postIds });
    expect(started.calls.map((call) => call.postIds.length)).toEqual(
      postIds.length > 50 ? [50, postIds.length - 50] : [postIds.length],
    );
    const done = await run(started.deletionId);
    expect(done).toMatchObject({ status: "completed", deleted: postIds.length });
    const left = new Set((await list("all", 100)).posts.map((post) => post.id));
    expect(postIds.filter((id) => left.has(id))).toEqual([]);
    expect(await callsOf("bulk-delete-social-planner-posts")).toBeGreaterThan(0);
  });

  it("count as gone when they were deleted already, and as unknown when no answer comes", async () => {
    const [post] = (await list("all")).posts;
    const first = await run(
      (await deletePosts(harness.ctx, { locationId, postIds: [post?.id ?? ""] })).deletionId,
    );
    expect(first.calls[0]?.outcome).toBe("deleted");
    const again = await run(
      (await deletePosts(harness.ctx, { locationId, postIds: [post?.id ?? ""] })).deletionId,
    );
    expect(again).toMatchObject({ status: "completed", deleted: 0, calls: [{ outcome: "gone" }] });
    await harness.fault({ operation: "bulk-delete-social-planner-posts", kind: "reset-before", count: 9 });
    const [other] = (await list("all")).posts;
    const broken = await run(
      (await deletePosts(harness.ctx, { locationId, postIds: [other?.id ?? ""] })).deletionId,
    );
    expect(broken).toMatchObject({ status: "failed", calls: [{ outcome: "unknown" }] });
    await fetch(`${harness.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
  });

  it("are deleted once when the answer to a call was lost", async () => {
    const [post] = (await list("all")).posts;
    await harness.fault({ operation: "bulk-delete-social-planner-posts", kind: "reset-after", count: 1 });
    const done = await run(
      (await deletePosts(harness.ctx, { locationId, postIds: [post?.id ?? ""] })).deletionId,
    );
    expect(done).toMatchObject({ status: "completed", calls: [{ outcome: "gone" }] });
  });
});
