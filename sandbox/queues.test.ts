import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  at,
  type CallInput,
  listOf,
  placeNamed,
  startUpstream,
  textAt,
  type Upstream,
} from "./testing/upstream";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;
let token: string;
let queueId: string;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Nordhavn Seafood");
  token = await upstream.locationToken(place);
});
afterAll(() => upstream.close());

const here = () => ({ locationId: place.id });
const call = (id: string, input: CallInput = {}) => upstream.call(id, { token, ...input });
const inQueue = (body: Record<string, unknown> = {}) => ({
  params: { queueId },
  body: { ...here(), ...body },
});
const slots = async (more = {}) =>
  listOf(at((await call("fetchSlots", inQueue({ limit: 100, ...more }))).body, "results.slots"));
const items = async (more = {}) =>
  listOf(at((await call("fetchQueueItems", inQueue({ limit: 100, ...more }))).body, "results.items"));
const ids = (list: Record<string, unknown>[]) => list.map((each) => each._id);

describe("a category's queue", () => {
  it("starts as a draft with the category's published posts", async () => {
    const categories = await call("fetchAvailableCategories", { query: here() });
    expect(at(categories.body, "results.categories.0.status")).toBe("available");
    const categoryId = textAt(categories.body, "results.categories.0._id");
    const timeSlots = [
      { dayOfWeek: 1, time: "09:00" },
      { dayOfWeek: 4, time: "17:30" },
    ];
    const body = { ...here(), categoryId, timeSlots, userId: "someone" };
    const made = await call("createQueue", { body });
    queueId = textAt(made.body, "results.queue._id");
    expect(at(made.body, "results.queue.status")).toBe("draft");
    expect((await call("createQueue", { body })).status).toBe(400);
    const again = await call("fetchAvailableCategories", { query: here() });
    expect(at(again.body, "results.categories.0")).toMatchObject({
      status: "draft",
      queueDetails: { queueId },
    });
    const list = await items();
    expect(list.length).toBeGreaterThan(5);
    for (const item of list) expect(at(item, "post.categoryId")).toBe(categoryId);
  });

  it("gives its items the next slots in the location's timezone, in order", async () => {
    await call("updateQueue", inQueue({ status: "active" }));
    const [first, second, third] = await slots();
    // From Wednesday 10 June: Thursday 17:30 in Berlin, Monday 9:00, Thursday again.
    expect([first, second, third].map((slot) => slot?.scheduledDateTime)).toEqual([
      "2026-06-11T15:30:00.000Z",
      "2026-06-15T07:00:00.000Z",
      "2026-06-18T15:30:00.000Z",
    ]);
    await call("updateQueue", inQueue({ skipDateTime: "2026-06-11T15:30:00.000Z" }));
    expect((await slots())[0]?.scheduledDateTime).toBe("2026-06-15T07:00:00.000Z");
    const period = { startDate: "2026-06-14T00:00:00Z", endDate: "2026-06-16T00:00:00Z" };
    const calendar = await call("fetchCalendarList", { body: { ...here(), ...period } });
    expect(listOf(at(calendar.body, "results.scheduledPosts"))).toHaveLength(1);
    await call("updateQueue", inQueue({ status: "paused" }));
    expect((await slots())[0]?.scheduledDateTime).toBeNull();
    await call("updateQueue", inQueue({ status: "active" }));
  });

  it("stages changes in a session and applies or forgets them", async () => {
    const before = ids(await items());
    const session = await call("startEditSession", inQueue());
    const sessionId = textAt(session.body, "results.sessionId");
    expect(at((await call("startEditSession", inQueue())).body, "results.sessionId")).toBe(sessionId);
    const itemId = String(before[0]);
    const inItem = (body: Record<string, unknown>) => ({
      params: { queueId, itemId },
      body: { ...here(), sessionId, ...body },
    });
    await call("updateQueueItem", inItem({ newOrder: "bottom", variations: [{ content: "Fresh words" }] }));
    await call("cloneQueueItem", inItem({ order: 1 }));
    expect(ids(await items())).toEqual(before);
    const staged = await items({ sessionId });
    expect(staged).toHaveLength(before.length + 1);
    expect(at(staged.at(-1), "variations.0.content")).toBe("Fresh words");
    expect(staged.map((item) => item.order)).toEqual(staged.map((_, index) => index + 1));
    await call("saveEditSession", inQueue({ sessionId }));
    expect(ids(await items())).toEqual(ids(staged));
    expect((await call("saveEditSession", inQueue({ sessionId }))).status).toBe(404);

    const second = textAt((await call("startEditSession", inQueue())).body, "results.sessionId");
    const query = { ...here(), sessionId: second };
    await call("deleteQueueItem", { params: { queueId, itemId }, query });
    await call("discardEditSession", inQueue({ sessionId: second }));
    expect(ids(await items())).toContain(itemId);
  });

  it("undoes an item's changes", async () => {
    const last = (await items()).at(-1);
    expect(at(last, "variations.0.content")).toBe("Fresh words");
    const reset = await call("resetQueueItem", {
      params: { queueId, itemId: String(last?._id) },
      body: here(),
    });
    expect(at(reset.body, "results.queueItem.variations.0.content")).toBe(at(last, "post.summary"));
  });

  it("passes over its active post", async () => {
    const [first, second] = await items();
    const params = { postId: String(first?.postId) };
    expect((await call("deleteCurrentActivePostAndScheduleNext", { params, query: here() })).status).toBe(
      200,
    );
    expect((await items())[0]?._id).toBe(second?._id);
  });

  it("is gone when deleted, and out of reach of another location", async () => {
    const other = placeNamed(upstream.state, "Harbour Dental");
    const foreign = await upstream.locationToken(other);
    const crossed = await upstream.call("fetchQueueById", {
      params: { queueId },
      query: { locationId: other.id },
      token: foreign,
    });
    expect(crossed.status).toBe(404);
    await call("updateQueue", inQueue({ status: "deleted" }));
    expect((await call("fetchQueueById", { params: { queueId }, query: here() })).status).toBe(404);
  });
});
