import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mirroredPosts, postChangeItems, postChanges } from "@/db/schema";
import { openPlace, type Place } from "@/lib/snapshots/testing/place";
import { scriptedUpstream } from "@/lib/snapshots/testing/scripted-upstream";
import { checkMoves } from "./check-moves";
import { postingQuery } from "./posting-schema";
import { proposeSlots } from "./propose-slots";
import { summarisePosting } from "./summarise-posting";

type NewPost = Partial<typeof mirroredPosts.$inferInsert> & { postId: string };

let place: Place;
const never = new AbortController().signal;

async function store(posts: readonly NewPost[]): Promise<void> {
  await place.db.insert(mirroredPosts).values(
    posts.map((post) => ({
      locationId: "LOC1",
      companyId: place.companyId,
      accountId: "A",
      platform: "facebook",
      status: "published",
      kind: "post",
      media: "image" as const,
      capturedAt: place.clock.now(),
      ...post,
    })),
  );
}

/** Weeks of posts: Tuesdays at 18:00 reach 30 and a little, Mondays at 10:00 a third of that. */
function weeks(count: number): NewPost[] {
  return Array.from({ length: count }, (_, week) => {
    const days = 7 * (week + 1);
    const at = (base: string) => new Date(Date.parse(base) - days * 86_400_000);
    return [
      { postId: `tue${week}`, publishedAt: at("2026-03-31T18:10:00Z"), likes: 30 + (week % 3) },
      {
        postId: `mon${week}`,
        publishedAt: at("2026-03-30T10:10:00Z"),
        likes: 9 + (week % 3),
        tags: ["offer"],
      },
    ];
  }).flat();
}

beforeAll(async () => {
  // All of it in winter time: London's clock is UTC.
  place = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }), "2026-03-20T12:00:00Z");
  await store(weeks(24).filter(({ publishedAt }) => publishedAt && publishedAt < place.clock.now()));
  await store([
    { postId: "plan1", status: "scheduled", scheduledAt: new Date("2026-03-23T10:00:00Z"), caption: "Offer" },
    { postId: "plan2", accountId: "C", status: "scheduled", scheduledAt: new Date("2026-03-24T18:20:00Z") },
    { postId: "draft", status: "draft", scheduledAt: new Date("2026-03-23T10:00:00Z") },
  ]);
});
afterAll(() => place.drop());

describe("best slots", () => {
  it("proposes the surely better hour for a scheduled post, and leaves drafts and posts already there", async () => {
    const slots = await proposeSlots(place.ctx, { locationId: "LOC1" });
    expect(slots).toMatchObject({ timezone: "Europe/London", scheduled: 2, inBest: 1 });
    expect(slots.proposals).toMatchObject([
      {
        postId: "plan1",
        from: "2026-03-23T10:00:00.000Z",
        to: "2026-03-24T18:00:00.000Z",
        basis: "platform",
      },
    ]);
    expect(slots.proposals[0]?.low).toBeGreaterThan(1);
  });

  it("says nothing of hours with fewer than five posts, and gives no proposal on them", async () => {
    await store([
      { postId: "lone", locationId: "LOC2", publishedAt: new Date("2026-03-10T08:00:00Z"), likes: 900 },
    ]);
    await store([
      {
        postId: "next",
        locationId: "LOC2",
        status: "scheduled",
        scheduledAt: new Date("2026-03-23T10:00:00Z"),
      },
    ]);
    const slots = await proposeSlots(place.ctx, { locationId: "LOC2" });
    expect(slots).toMatchObject({ scheduled: 1, inBest: 0, proposals: [] });
    const posting = await summarisePosting(place.ctx, postingQuery.parse({ locationId: "LOC2" }));
    expect(posting.slots).toMatchObject([{ posts: 1, index: null, margin: null }]);
    expect(posting.best).toEqual([]);
  });

  it("refuses a location that was not granted", async () => {
    const ctx = { ...place.ctx, locations: new Set(["LOC2"]) };
    await expect(proposeSlots(ctx, { locationId: "LOC1" })).rejects.toMatchObject({
      code: "location_refused",
    });
  });
});

describe("the content mix", () => {
  it("suggests nothing of values with fewer than twenty posts and counts a post once for each tag", async () => {
    const posting = await summarisePosting(place.ctx, postingQuery.parse({ locationId: "LOC1" }));
    const tags = posting.mix.filter(({ dimension }) => dimension === "tag");
    expect(tags.map(({ value }) => value).sort()).toEqual(["none", "offer"]);
    expect(tags.every(({ suggested }) => suggested === null)).toBe(true);
    const offer = tags.find(({ value }) => value === "offer");
    expect(offer?.posts).toBeGreaterThanOrEqual(20);
    expect(offer?.high).toBeLessThan(1);
  });
});

describe("days on which clocks change", () => {
  it("puts a post into the hour its location's clock showed", async () => {
    await store([
      // 29 March 2026, 01:30 UTC: London's clock went from 01:00 to 02:00 and shows 02:30.
      { postId: "spring", accountId: "B", publishedAt: new Date("2026-03-29T01:30:00Z"), likes: 5 },
      // 25 October 2025, 24:30 UTC: the hour from 1 to 2 comes twice; both belong to it.
      { postId: "autumn1", accountId: "B", publishedAt: new Date("2025-10-26T00:30:00Z"), likes: 5 },
      { postId: "autumn2", accountId: "B", publishedAt: new Date("2025-10-26T01:30:00Z"), likes: 5 },
    ]);
    const query = { locationId: "LOC1", accountId: undefined };
    const spring = await summarisePosting(place.ctx, postingQuery.parse({ ...query, to: "2026-03-29" }));
    expect(spring.slots).toContainEqual(expect.objectContaining({ weekday: 7, hour: 2, posts: 1 }));
    const autumn = await summarisePosting(place.ctx, postingQuery.parse({ ...query, to: "2025-10-26" }));
    expect(autumn.slots).toContainEqual(expect.objectContaining({ weekday: 7, hour: 1, posts: 2 }));
    await place.db.delete(mirroredPosts).where(eq(mirroredPosts.accountId, "B"));
  });
});

describe("the later look at moved posts", () => {
  it("waits for insights and three days, then says what the move brought beside the hour it left", async () => {
    const [change] = await place.db
      .insert(postChanges)
      .values({
        companyId: place.companyId,
        locationId: "LOC1",
        kind: "slots",
        input: {},
        total: 1,
        status: "completed",
        requestedByName: "Ann",
        createdAt: new Date(place.clock.now().getTime() + 1_000),
      })
      .returning();
    if (!change) throw new Error("no change was stored");
    await place.db.insert(postChangeItems).values({
      changeId: change.id,
      postId: "plan1",
      before: { scheduleDate: "2026-03-23T10:00:00.000Z" },
      after: { scheduleDate: "2026-03-24T18:00:00.000Z" },
      outcome: "changed",
    });
    expect(await checkMoves(place.ctx, never)).toBe(0);
    const shown = await proposeSlots(place.ctx, { locationId: "LOC1" });
    expect(shown.moved).toMatchObject([{ postId: "plan1", result: null }]);
    // The mirror has not seen the move yet: it is not proposed a second time.
    expect(shown).toMatchObject({ scheduled: 2, inBest: 2, proposals: [] });

    await place.db
      .update(mirroredPosts)
      .set({ status: "published", publishedAt: new Date("2026-03-24T18:01:00Z"), likes: 40, comments: 2 })
      .where(eq(mirroredPosts.postId, "plan1"));
    place.clock.at = new Date("2026-03-26T12:00:00Z");
    expect(await checkMoves(place.ctx, never)).toBe(0);
    place.clock.at = new Date("2026-03-28T12:00:00Z");
    expect(await checkMoves(place.ctx, never)).toBe(1);
    expect(await checkMoves(place.ctx, never)).toBe(0);

    const [item] = await place.db.select().from(postChangeItems);
    const result = item?.result as { engagement: number; index: number; habit: number; habitPosts: number };
    expect(result.engagement).toBe(42);
    expect(result.index).toBeGreaterThan(1.5);
    // Mondays at 10:00, half of what an average post of the account reaches.
    expect(result.habit).toBeLessThan(0.7);
    expect(result.habitPosts).toBeGreaterThanOrEqual(20);
  });
});
