import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/posts/search/route";
import { createPerson } from "@/lib/auth/testing/people";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { listPosts } from "./list-posts";
import { listLabels } from "./read-labels";
import { searchQuery } from "./schema";
import { findMatching, searchPosts } from "./search-posts";

let harness: Harness;
let one: string;
let other: string;
const count = async (locationId: string) =>
  (await listPosts(harness.ctx, { locationId, type: "scheduled", skip: 0, limit: 1 })).total ?? 0;
const ask = (more: object) =>
  searchQuery.parse({ locationIds: `${one},${other}`, type: "scheduled", ...more });

beforeAll(async () => {
  harness = await startHarness();
  const rich: string[] = [];
  for (const id of harness.locationIds) {
    if ((await count(id).catch(() => 0)) >= 5) rich.push(id);
    if (rich.length === 2) break;
  }
  [one = "", other = ""] = rich;
});
afterAll(() => harness.close());

describe("searching posts", () => {
  it("pages over several locations in one order", async () => {
    const total = (await count(one)) + (await count(other));
    const all = await searchPosts(harness.ctx, ask({ limit: 100 }));
    expect(all.total).toBe(total);
    expect(new Set(all.posts.map((post) => post.locationId))).toEqual(new Set([one, other]));
    const times = all.posts.map((post) => post.at ?? "");
    expect(times).toEqual([...times].sort());
    const second = await searchPosts(harness.ctx, ask({ skip: 3, limit: 3 }));
    expect(second.posts).toEqual(all.posts.slice(3, 6));
  });

  it("finds captions whatever their case, and every match over all pages", async () => {
    const { posts } = await searchPosts(harness.ctx, ask({ locationIds: one, limit: 100 }));
    const word = posts[0]?.caption.split(" ").slice(0, 3).join(" ").toUpperCase() ?? "";
    const found = await searchPosts(harness.ctx, ask({ locationIds: one, search: word, limit: 1 }));
    const expected = posts.filter((post) => post.caption.toUpperCase().includes(word));
    expect(found.posts.length).toBe(1);
    const matching = await findMatching(harness.ctx, ask({ locationIds: one, search: word }));
    expect(matching.posts.map((post) => post.id).sort()).toEqual(expected.map((post) => post.id).sort());
    expect(found.total).toBe(expected.length);
  });

  it("names the tags and categories to choose from", async () => {
    const { tags, categories } = await listLabels(harness.ctx, one);
    expect(tags.length + categories.length).toBeGreaterThan(0);
    for (const { id, name } of [...tags, ...categories]) expect(name).not.toBe(id);
  });

  it("is refused where one of the locations was not granted", async () => {
    const viewer = await createPerson(harness.runtime.database.db, {
      companyId: harness.companyId,
      role: "viewer",
      locations: [one],
    });
    const get = async (ids: string) =>
      GET(
        new Request(`${harness.env.appUrl}/api/posts/search?locationIds=${ids}`, { headers: viewer.headers }),
        { params: Promise.resolve({}) },
      );
    expect((await get(one)).status).toBe(200);
    expect((await get(`${one},${other}`)).status).toBe(403);
  });
});
