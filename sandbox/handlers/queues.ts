import {
  createQueue,
  deleteCurrentActivePostAndScheduleNext,
  fetchAvailableCategories,
  fetchCalendarList,
  fetchQueueById,
  fetchQueues,
  fetchSlots,
  updateQueue,
} from "@/lib/upstream/contract";
import { answers, page, placeOf, type RawInput } from "../handler";
import { newHex24 } from "../ids";
import { isPlainObject } from "../pipeline";
import { notFound, Refusal } from "../refusal";
import { postById } from "../shelf/posts";
import type { QueueRecord } from "../shelf/queue-records";
import {
  findQueue,
  itemsFor,
  itemsFromPosts,
  publishedOf,
  queuesOf,
  showQueue,
  showScheduled,
  showSlot,
  slotsOf,
} from "../shelf/queues";
import { categoriesOf } from "../shelf/taxonomy";
import { said, toAccounts, within } from "./queue-replies";

const queueHandlers = [
  answers(fetchAvailableCategories, (call) => {
    const { state, query } = call;
    const place = placeOf(call);
    const words = query.q?.toLowerCase() ?? "";
    const all = categoriesOf(state, place).filter(({ name }) => name.toLowerCase().includes(words));
    const queues = queuesOf(state, place);
    const categories = page(all, query.skip, query.limit).map((category) => {
      const queue = queues.find((each) => each.categoryId === category._id);
      const status = queue === undefined ? "available" : queue.status === "draft" ? "draft" : "in_queue";
      return {
        ...category,
        publishedPostsCount: publishedOf(state, place, category._id).length,
        status,
        queueDetails: queue
          ? {
              queueId: queue._id,
              prioritizeNewContent: queue.prioritizeNewContent,
              enableFuturePosts: queue.enableFuturePosts,
            }
          : null,
      };
    });
    return said(200, "Available categories fetched successfully", {
      categories,
      meta: { count: String(all.length) },
    });
  }),

  answers(createQueue, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const category = categoriesOf(state, place).find(({ _id }) => _id === body.categoryId);
    if (!category) throw new Refusal(400, "Category not found");
    if (queuesOf(state, place).some((queue) => queue.categoryId === category._id)) {
      throw new Refusal(400, "A queue already exists for this category");
    }
    const now = state.clock.now();
    const _id = newHex24(now);
    const queue = state.queues.set(_id, {
      _id,
      locationId: place.id,
      categoryId: category._id,
      timeSlots: body.timeSlots.map((slot) => ({ ...slot, _id: newHex24(now) })),
      enableFuturePosts: body.enableFuturePosts ?? false,
      prioritizeNewContent: body.prioritizeNewContent ?? false,
      status: "draft",
      startAt: now,
      skipDateTime: [],
      createdBy: body.userId,
      createdAt: now,
      updatedAt: now,
      items: itemsFromPosts(state, place, category._id),
    });
    return said(201, "Queue created successfully", { queue: showQueue(state, place, queue, false) });
  }),

  answers(fetchQueues, (call) => {
    const place = placeOf(call);
    const all = queuesOf(call.state, place);
    const shown = all.slice(call.body.skip ?? 0, (call.body.skip ?? 0) + (call.body.limit || 10));
    return said(201, "Queues fetched successfully", {
      queues: shown.map((queue) => showQueue(call.state, place, queue, true)),
      meta: { count: String(all.length) },
    });
  }),

  answers(fetchQueueById, (call) => {
    const place = placeOf(call);
    const queue = findQueue(call.state, place, call.params.queueId);
    return said(200, "Queue fetched successfully", { queue: showQueue(call.state, place, queue, true) });
  }),

  answers(
    updateQueue,
    (call) => {
      const { state, body } = call;
      const place = placeOf(call);
      const queue = findQueue(state, place, call.params.queueId);
      const now = state.clock.now();
      const next = state.queues.set(queue._id, {
        ...queue,
        status: deletes(call.request) ? "deleted" : (body.status ?? queue.status),
        ...(body.timeSlots
          ? { timeSlots: body.timeSlots.map((slot) => ({ ...slot, _id: newHex24(now) })) }
          : {}),
        enableFuturePosts: body.enableFuturePosts ?? queue.enableFuturePosts,
        prioritizeNewContent: body.prioritizeNewContent ?? queue.prioritizeNewContent,
        skipDateTime: body.skipDateTime ? [...queue.skipDateTime, body.skipDateTime] : queue.skipDateTime,
        updatedAt: now,
      });
      return said(200, "Queue updated successfully", {
        ...(next.status === "deleted" ? {} : { queue: showQueue(state, place, next, false) }),
      });
    },
    markDeletion,
  ),

  answers(fetchSlots, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const slots = slotsOf(state, place, queue, itemsFor(queue, body.sessionId)).map(showSlot);
    const skip = body.skip ?? 0;
    const limit = body.limit || 20;
    return said(201, "Slots fetched successfully", {
      slots: slots.slice(skip, skip + limit),
      total: slots.length,
      skip,
      limit,
      timezone: place.timeZone,
    });
  }),

  answers(fetchCalendarList, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const scheduledPosts = queuesOf(state, place)
      .filter((queue) => queue.status === "active")
      .filter((queue) => !body.categoryIds?.length || body.categoryIds.includes(queue.categoryId))
      .flatMap((queue) =>
        slotsOf(state, place, queue, queue.items)
          .filter(within(body))
          .map((slot) => showScheduled(state, place, queue, slot, call.origin)),
      )
      .filter((shown) => toAccounts(shown.post?.accountIds, body.accountIds))
      .sort((one, other) => (one.scheduledDateTime ?? "").localeCompare(other.scheduledDateTime ?? ""));
    return said(201, "Calendar list fetched successfully", {
      scheduledPosts,
      total: scheduledPosts.length,
      timezone: place.timeZone,
    });
  }),

  answers(deleteCurrentActivePostAndScheduleNext, (call) => {
    const { state, params } = call;
    const place = placeOf(call);
    const active = queuesOf(state, place).filter((queue) => queue.status === "active");
    const queue = active.find((each) => each.items[0]?.postId === params.postId);
    if (!queue || !postById(state, place, params.postId)) throw notFound("Active post");
    const now = state.clock.now();
    const [first, ...rest] = queue.items;
    const items = first ? [...rest, { ...first, lastScheduledAt: now }] : rest;
    state.queues.set(queue._id, renumbered(queue, items, now));
    return said(200, "Deleted the active post and scheduled the next one", {});
  }),
];

export default queueHandlers;

function renumbered(queue: QueueRecord, items: QueueRecord["items"], now: number): QueueRecord {
  return { ...queue, items: items.map((item, index) => ({ ...item, order: index + 1 })), updatedAt: now };
}

const deletions = new WeakSet<Request>();

/** `deleted` ends a queue upstream, though the contract's product never sends it. */
function markDeletion({ body }: RawInput, { request }: { request: Request }): void {
  if (!isPlainObject(body) || body.status !== "deleted") return;
  deletions.add(request);
  delete body.status;
}

function deletes(request: Request): boolean {
  return deletions.has(request);
}
