import { afterAll, beforeAll, expect, it } from "vitest";
import { GET } from "@/app/api/posts/changes/route";
import { createPerson } from "@/lib/auth/testing/people";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { changePosts } from "./change-posts";
import { deletePosts } from "./delete-posts";
import type { BulkAction } from "./history-schema";
import { listPosts } from "./list-posts";

let harness: Harness;
const rich: string[] = [];
const postsOf = async (locationId: string) =>
  (await listPosts(harness.ctx, { locationId, type: "scheduled", skip: 0, limit: 50 })).posts;

beforeAll(async () => {
  harness = await startHarness();
  for (const id of harness.locationIds) {
    if ((await postsOf(id).catch(() => [])).length >= 4) rich.push(id);
    if (rich.length === 2) break;
  }
});
afterAll(() => harness.close());

it("lists past changes and deletions of the granted locations, newest first, a page at a time", async () => {
  const [one = "", other = ""] = rich;
  const [first, second] = (await postsOf(one)).map(({ id }) => id);
  const { changeId } = await changePosts(harness.ctx, {
    kind: "offset",
    locationId: one,
    postIds: [first ?? ""],
    days: 1,
  });
  await harness.runJob("posts.change", { companyId: harness.companyId, changeId });
  const { deletionId } = await deletePosts(harness.ctx, { locationId: one, postIds: [second ?? ""] });
  const [away] = (await postsOf(other)).map(({ id }) => id);
  const elsewhere = await changePosts(harness.ctx, {
    kind: "offset",
    locationId: other,
    postIds: [away ?? ""],
    days: 1,
  });

  const ask = async (locations: "all" | string[], search = "") => {
    const person = await createPerson(harness.ctx.db, {
      companyId: harness.companyId,
      role: "viewer",
      locations,
    });
    const url = `${harness.env.appUrl}/api/posts/changes${search}`;
    const reply = await GET(new Request(url, { headers: person.headers }), { params: Promise.resolve({}) });
    return ((await reply.json()) as { actions: BulkAction[] }).actions;
  };
  const all = await ask("all");
  expect(all.map(({ id }) => id)).toEqual([elsewhere.changeId, deletionId, changeId]);
  expect(all[2]).toMatchObject({ kind: "offset", total: 1, done: 1, status: "completed", undo: false });
  expect((await ask([one])).map(({ kind }) => kind)).toEqual(["delete", "offset"]);
  expect(await ask([])).toEqual([]);
  const [newest] = await ask("all", "?limit=1");
  const rest = await ask("all", `?before=${encodeURIComponent(newest?.at ?? "")}`);
  expect(rest.map(({ id }) => id)).toEqual([deletionId, changeId]);
});
