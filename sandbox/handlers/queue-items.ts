import {
  cloneQueueItem,
  createQueueItem,
  deleteQueueItem,
  fetchQueueItems,
  resetQueueItem,
  updateQueueItem,
} from "@/lib/upstream/contract";
import { answers, placeOf, type Setting } from "../handler";
import { newHex24 } from "../ids";
import { invalid, notFound } from "../refusal";
import { accountById } from "../shelf/accounts";
import { postById, savePost } from "../shelf/posts";
import type { QueueItem, QueueRecord } from "../shelf/queue-records";
import {
  findQueue,
  itemOf,
  itemsFor,
  placeInOrder,
  showChangedItem,
  showItem,
  showSlot,
  slotsOf,
  withItems,
} from "../shelf/queues";
import { detailsFor, promisedInsights } from "../world/posts";
import { dayOf } from "../zone";
import { said } from "./queue-replies";

type Content = { content?: string | undefined; ogTags?: Record<string, string | undefined> | undefined };
type Payload = {
  accountIds?: string[] | undefined;
  summary?: string | undefined;
  userId?: string | undefined;
};

const queueItemHandlers = [
  answers(fetchQueueItems, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const slots = slotsOf(state, place, queue, itemsFor(queue, body.sessionId))
      .filter(({ item }) => body.itemId === undefined || item._id === body.itemId)
      .filter(({ item }) => !body.errorFilter || item.errors.length > 0);
    const skip = body.skip ?? 0;
    const limit = body.limit || 20;
    return said(201, "Queue items fetched successfully", {
      items: slots.slice(skip, skip + limit).map((slot) => showItem(state, place, slot, call.origin)),
      meta: { count: String(slots.length), skip, limit },
    });
  }),

  answers(createQueueItem, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    if (body.sessionId === undefined && !body.directToQueue) {
      throw invalid("sessionId is required unless directToQueue is true");
    }
    const sessionId = body.directToQueue ? undefined : body.sessionId;
    const post = draftPost(call, queue, body.modifiedPostPayload ?? {}, body.variations?.[0]?.content);
    const item = changed(
      { ...itemOf(post, 0, state.clock.now()), modified: body.modifiedPostPayload ?? {} },
      { variations: body.variations, primaryImage: body.primaryImage },
      state.clock.now(),
    );
    const order = body.order ?? (queue.prioritizeNewContent ? "top" : "bottom");
    const next = store(call, queue, sessionId, placeInOrder(itemsFor(queue, sessionId), item, order));
    const saved = find(next, sessionId, item._id);
    return said(201, "Queue item created successfully", {
      queueItem: showChangedItem(state, place, next, saved, call.origin),
    });
  }),

  answers(updateQueueItem, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const before = find(queue, body.sessionId, call.params.itemId);
    const item = changed(
      {
        ...before,
        ...(body.modifiedPostPayload
          ? { modified: { ...before.modified, ...body.modifiedPostPayload } }
          : {}),
      },
      { variations: body.variations, primaryImage: body.primaryImage },
      state.clock.now(),
    );
    const items = itemsFor(queue, body.sessionId);
    const moved =
      body.newOrder === undefined
        ? items.map((each) => (each._id === item._id ? item : each))
        : placeInOrder(items, item, body.newOrder);
    const next = store(call, queue, body.sessionId, moved);
    return said(200, "Queue item updated successfully", {
      queueItem: showChangedItem(state, place, next, find(next, body.sessionId, item._id), call.origin),
      updatedSlots: slotsOf(state, place, next, itemsFor(next, body.sessionId)).map(showSlot),
      totalPostsChanged: 1,
    });
  }),

  answers(deleteQueueItem, (call) => {
    const { state, query } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const gone = find(queue, query.sessionId, call.params.itemId);
    const rest = itemsFor(queue, query.sessionId).filter((item) => item !== gone);
    const next = store(call, queue, query.sessionId, rest);
    return said(200, "Queue item deleted successfully", {
      updatedSlots: slotsOf(state, place, next, itemsFor(next, query.sessionId)).map(showSlot),
      totalPostsChanged: 1,
    });
  }),

  answers(resetQueueItem, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const before = find(queue, body.sessionId, call.params.itemId);
    const post = postById(state, place, before.postId);
    if (!post) throw notFound("Post");
    const fresh = {
      ...itemOf(post, before.order, state.clock.now()),
      _id: before._id,
      createdAt: before.createdAt,
    };
    const items = itemsFor(queue, body.sessionId).map((item) => (item === before ? fresh : item));
    const next = store(call, queue, body.sessionId, items);
    const slot = slotsOf(state, place, next, itemsFor(next, body.sessionId)).find(
      ({ item }) => item._id === fresh._id,
    );
    if (!slot) throw notFound("Queue item");
    return said(200, "Queue item reset successfully", {
      queueItem: { ...showItem(state, place, slot, call.origin), currentVariation: 0 },
    });
  }),

  answers(cloneQueueItem, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const source = find(queue, body.sessionId, call.params.itemId);
    const now = state.clock.now();
    const copy = { ...source, _id: newHex24(now), lastScheduledAt: null, createdAt: now, updatedAt: now };
    const next = store(
      call,
      queue,
      body.sessionId,
      placeInOrder(itemsFor(queue, body.sessionId), copy, body.order),
    );
    return said(201, "Queue item cloned successfully", {
      queueItem: showChangedItem(state, place, next, find(next, body.sessionId, copy._id), call.origin),
    });
  }),
];

export default queueItemHandlers;

function find(queue: QueueRecord, sessionId: string | undefined, itemId: string): QueueItem {
  const item = itemsFor(queue, sessionId).find((each) => each._id === itemId);
  if (!item) throw notFound("Queue item");
  return item;
}

function store(
  setting: Setting,
  queue: QueueRecord,
  sessionId: string | undefined,
  items: readonly QueueItem[],
): QueueRecord {
  const { state } = setting;
  return state.queues.set(queue._id, withItems(queue, sessionId, items, state.clock.now()));
}

function changed(
  item: QueueItem,
  change: { variations: Content[] | undefined; primaryImage: string | undefined },
  now: number,
): QueueItem {
  return {
    ...item,
    ...(change.variations
      ? {
          variations: change.variations.map(({ content, ogTags }) => ({
            _id: newHex24(now),
            content: content ?? "",
            ...(ogTags ? { ogTags } : {}),
          })),
        }
      : {}),
    ...(change.primaryImage === undefined ? {} : { primaryImage: change.primaryImage }),
    updatedAt: now,
  };
}

/** A new item needs a post of its own to hang on: a draft of the queue's category. */
function draftPost(setting: Setting, queue: QueueRecord, payload: Payload, content: string | undefined) {
  const { state } = setting;
  const place = placeOf(setting);
  const [accountId] = payload.accountIds ?? [];
  const account = accountId === undefined ? undefined : accountById(state, place, accountId);
  if (!account) throw invalid("Invalid account id in accountIds list");
  const now = state.clock.now();
  const _id = newHex24(now);
  const summary = payload.summary ?? content ?? "";
  return savePost(state, {
    _id,
    locationId: place.id,
    accountId: account.id,
    platform: account.platform,
    source: "recurring",
    type: "post",
    summary,
    media: [],
    tags: [],
    categoryId: queue.categoryId,
    createdBy: payload.userId ?? queue.createdBy,
    createdAt: now,
    updatedAt: now,
    plan: "draft",
    at: null,
    final: promisedInsights(state.world, account, _id, dayOf(place.timeZone, now)),
    details: detailsFor(account.platform, "post", summary),
  });
}
