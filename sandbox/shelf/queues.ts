import { newHex24 } from "../ids";
import { invalid, notFound } from "../refusal";
import type { SandboxState } from "../state";
import type { PostRecord } from "../world/posts";
import type { Location } from "../world/world";
import { addDays, dayOf, instantOf } from "../zone";
import { postById, postStatus, postsOf, showPost } from "./posts";
import type { QueueItem, QueueRecord } from "./queue-records";
import { categoriesOf } from "./taxonomy";

/** A new queue starts with the latest posts of its category. */
const firstItems = 25;
const horizonDays = 400;

export type Slot = { item: QueueItem; at: number | null; skipped: boolean };

export function queuesOf(state: SandboxState, place: Location): QueueRecord[] {
  return state.queues.values().filter((queue) => queue.locationId === place.id && queue.status !== "deleted");
}

export function findQueue(state: SandboxState, place: Location, id: string): QueueRecord {
  const queue = queuesOf(state, place).find((each) => each._id === id);
  if (!queue) throw notFound("Queue");
  return queue;
}

export function publishedOf(state: SandboxState, place: Location, categoryId: string): PostRecord[] {
  return postsOf(state, place)
    .filter((post) => post.categoryId === categoryId && postStatus(state, place, post) === "published")
    .sort((one, other) => (other.at ?? 0) - (one.at ?? 0));
}

export function itemsFromPosts(state: SandboxState, place: Location, categoryId: string): QueueItem[] {
  const now = state.clock.now();
  return publishedOf(state, place, categoryId)
    .slice(0, firstItems)
    .map((post, index) => itemOf(post, index + 1, now));
}

export function itemOf(post: PostRecord, order: number, now: number): QueueItem {
  const image = post.media.find((media) => media.type.startsWith("image/"))?.url;
  return {
    _id: newHex24(now),
    order,
    postId: post._id,
    variations: [{ _id: newHex24(now), content: post.summary }],
    ...(image === undefined ? {} : { primaryImage: image }),
    currentVariation: 0,
    errors: [],
    lastScheduledAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** The items a call works on: the draft of its session, or what is live. */
export function itemsFor(queue: QueueRecord, sessionId: string | undefined): QueueItem[] {
  if (sessionId === undefined) return queue.items;
  if (queue.session?.id !== sessionId) throw notFound("Edit session");
  return queue.session.items;
}

/** Stores the items where they came from, counted again from one. */
export function withItems(
  queue: QueueRecord,
  sessionId: string | undefined,
  items: readonly QueueItem[],
  now: number,
): QueueRecord {
  const numbered = items.map((item, index) => ({ ...item, order: index + 1 }));
  if (sessionId === undefined || queue.session === undefined)
    return { ...queue, items: numbered, updatedAt: now };
  return { ...queue, session: { ...queue.session, items: numbered } };
}

/** When each item goes out: the next free time slots in the location's timezone, one an item, in order. */
export function slotsOf(
  state: SandboxState,
  place: Location,
  queue: QueueRecord,
  items: readonly QueueItem[],
): Slot[] {
  const good = items.filter((item) => item.errors.length === 0);
  const times = queue.status === "paused" ? [] : slotTimes(state, place, queue, good.length);
  const timeOf = new Map(good.map((item, index) => [item._id, times[index] ?? null]));
  return items.map((item) => {
    const skipped = item.errors.length > 0;
    return { item, at: skipped ? null : (timeOf.get(item._id) ?? null), skipped };
  });
}

function slotTimes(state: SandboxState, place: Location, queue: QueueRecord, wanted: number): number[] {
  const from = Math.max(state.clock.now(), queue.startAt);
  const skipped = new Set(queue.skipDateTime.map((text) => Date.parse(text)));
  const byDay = new Map<number, string[]>();
  for (const { dayOfWeek, time } of queue.timeSlots) {
    byDay.set(dayOfWeek, [...(byDay.get(dayOfWeek) ?? []), time].sort());
  }
  const times: number[] = [];
  const today = dayOf(place.timeZone, from);
  for (let ahead = 0; ahead < horizonDays && times.length < wanted && byDay.size > 0; ahead += 1) {
    const day = addDays(today, ahead);
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    for (const time of byDay.get(weekday) ?? []) {
      const at = instantOf(place.timeZone, Date.parse(`${day}T${time}:00Z`));
      if (at > from && !skipped.has(at) && times.length < wanted) times.push(at);
    }
  }
  return times;
}

export function showQueue(state: SandboxState, place: Location, queue: QueueRecord, withCategory: boolean) {
  const iso = (at: number) => new Date(at).toISOString();
  const [first] = queue.status === "active" ? slotsOf(state, place, queue, queue.items) : [];
  const lastScheduled = queue.items.reduce<number | null>((last, item) => {
    if (item.lastScheduledAt === null) return last;
    return Math.max(last ?? 0, item.lastScheduledAt);
  }, null);
  const category = categoriesOf(state, place).find(({ _id }) => _id === queue.categoryId);
  return {
    _id: queue._id,
    locationId: queue.locationId,
    categoryId: queue.categoryId,
    timeSlots: queue.timeSlots,
    enableFuturePosts: queue.enableFuturePosts,
    prioritizeNewContent: queue.prioritizeNewContent,
    currentOrder: queue.items.length === 0 ? 0 : 1,
    status: queue.status,
    startDate: iso(queue.startAt),
    skipDateTime: queue.skipDateTime,
    currentPostId: first?.item.postId ?? null,
    totalPosts: queue.items.length,
    lastScheduledTime: lastScheduled === null ? null : iso(lastScheduled),
    createdBy: queue.createdBy,
    createdAt: iso(queue.createdAt),
    updatedAt: iso(queue.updatedAt),
    ...(withCategory && category ? { category } : {}),
  };
}

export function showSlot({ item, at, skipped }: Slot) {
  return {
    itemId: item._id,
    scheduledDateTime: at === null ? null : new Date(at).toISOString(),
    isSkipped: skipped,
  };
}

/** The item with the post it came from, as lists show it. */
export function showItem(state: SandboxState, place: Location, slot: Slot, origin: string) {
  const { item } = slot;
  const post = postById(state, place, item.postId);
  return {
    ...itemFields(item, origin),
    ...(post ? { post: { ...showPost(state, place, post, origin), ...(item.modified ?? {}) } } : {}),
    errors: item.errors,
    scheduledDateTime: showSlot(slot).scheduledDateTime,
    scheduledVariationIndex: item.currentVariation,
    isSkipped: slot.skipped,
  };
}

/** The item with its own changes, as the calls that change one answer. */
export function showChangedItem(
  state: SandboxState,
  place: Location,
  queue: QueueRecord,
  item: QueueItem,
  origin: string,
) {
  const post = postById(state, place, item.postId);
  const shown = post ? showPost(state, place, post, origin) : null;
  return {
    ...itemFields(item, origin),
    queueId: queue._id,
    lastScheduledTime: item.lastScheduledAt === null ? null : new Date(item.lastScheduledAt).toISOString(),
    ...(shown
      ? { modifiedPostPayload: { ...shown, error: shown.error ?? "", ...(item.modified ?? {}) } }
      : {}),
    errors: item.errors,
    currentVariation: item.currentVariation,
    createdAt: new Date(item.createdAt).toISOString(),
    updatedAt: new Date(item.updatedAt).toISOString(),
    deleted: false,
    locationId: place.id,
  };
}

function itemFields(item: QueueItem, origin: string) {
  const image = item.primaryImage;
  return {
    _id: item._id,
    order: item.order,
    variations: item.variations,
    ...(image === undefined ? {} : { primaryImage: image.startsWith("/") ? origin + image : image }),
    postId: item.postId,
  };
}

export function showScheduled(
  state: SandboxState,
  place: Location,
  queue: QueueRecord,
  slot: Slot,
  origin: string,
) {
  const category = categoriesOf(state, place).find(({ _id }) => _id === queue.categoryId) ?? null;
  const { isSkipped: _, scheduledVariationIndex, _id, ...shown } = showItem(state, place, slot, origin);
  return {
    ...shown,
    queueItemId: _id,
    queueId: queue._id,
    category,
    currentVariation: scheduledVariationIndex,
    timezone: place.timeZone,
  };
}

export function placeInOrder(
  items: readonly QueueItem[],
  item: QueueItem,
  order: number | string,
): QueueItem[] {
  const rest = items.filter((each) => each._id !== item._id);
  const at = order === "top" ? 0 : order === "bottom" ? rest.length : Number(order) - 1;
  if (!Number.isInteger(at) || at < 0) throw invalid("order must be a positive number, top or bottom");
  return [...rest.slice(0, at), item, ...rest.slice(at)];
}
