import {
  discardEditSession,
  fetchEditSessionCalendar,
  saveEditSession,
  startEditSession,
} from "@/lib/upstream/contract";
import { answers, placeOf } from "../handler";
import { newHex24 } from "../ids";
import { findQueue, itemsFor, showScheduled, showSlot, slotsOf } from "../shelf/queues";
import { said, toAccounts, within } from "./queue-replies";

const queueSessionHandlers = [
  answers(startEditSession, (call) => {
    const { state } = call;
    const queue = findQueue(state, placeOf(call), call.params.queueId);
    const now = state.clock.now();
    const session = queue.session ?? { id: newHex24(now), startedAt: now, items: queue.items };
    state.queues.set(queue._id, { ...queue, session });
    return said(201, "Edit session started successfully", {
      sessionId: session.id,
      itemCount: session.items.length,
    });
  }),

  answers(saveEditSession, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const items = itemsFor(queue, body.sessionId);
    const before = new Map(queue.items.map((item) => [item._id, JSON.stringify(item)]));
    const changed = items.filter((item) => before.get(item._id) !== JSON.stringify(item)).length;
    const gone = queue.items.filter((item) => !items.some((each) => each._id === item._id)).length;
    const { session: _, ...rest } = queue;
    const live = body.keepInDraft === false && rest.status === "draft" ? "active" : rest.status;
    const next = state.queues.set(queue._id, { ...rest, status: live, items, updatedAt: state.clock.now() });
    return said(200, "Edit session saved successfully", {
      updatedSlots: slotsOf(state, place, next, next.items).map(showSlot),
      totalPostsChanged: changed + gone,
    });
  }),

  answers(discardEditSession, (call) => {
    const { state, body } = call;
    const queue = findQueue(state, placeOf(call), call.params.queueId);
    itemsFor(queue, body.sessionId);
    const { session: _, ...rest } = queue;
    state.queues.set(queue._id, rest);
    return said(200, "Edit session discarded successfully", {});
  }),

  answers(fetchEditSessionCalendar, (call) => {
    const { state, body } = call;
    const place = placeOf(call);
    const queue = findQueue(state, place, call.params.queueId);
    const slots = slotsOf(state, place, queue, itemsFor(queue, body.sessionId)).filter(within(body));
    const scheduledPosts = slots
      .map((slot) => ({
        ...showScheduled(state, place, queue, slot, call.origin),
        isDraft: true,
        originalItemId: queue.items.some((item) => item._id === slot.item._id) ? slot.item._id : null,
      }))
      .filter((shown) => toAccounts(shown.post?.accountIds, body.accountIds));
    return said(201, "Edit session calendar fetched successfully", {
      scheduledPosts,
      total: scheduledPosts.length,
      timezone: place.timeZone,
    });
  }),
];

export default queueSessionHandlers;
