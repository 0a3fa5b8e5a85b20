import { z } from "zod";
import { defineOperation } from "./operation";
import {
  availableCategory,
  calendarAnswer,
  calendarFields,
  flagInput,
  itemChange,
  itemOrder,
  listMeta,
  movedSlots,
  page,
  QUEUE_CHANGES,
  queue,
  queueAnswer,
  queueItem,
  sessionId,
  slot,
  timeSlots,
} from "./queue-shapes";
import {
  backwards,
  idOf,
  inOrder,
  input,
  instant,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  USUAL_REFUSALS,
  userId,
} from "./shapes";

// Over 250 lines: eighteen operations, one block each, read like a table.
const QUEUES = "/social-media-posting/category/queues";
const inPlanner = { resource: "social-planner", token: "location", refusals: USUAL_REFUSALS } as const;
const mayRead = { scope: "socialplanner/category.readonly", effect: "read" } as const;
const mayWrite = { scope: "socialplanner/category.write", effect: "write" } as const;
const mayDelete = { scope: "socialplanner/category.write", effect: "delete" } as const;

const inQueue = input({ queueId: idOf("queue") });
const inItem = input({ queueId: idOf("queue"), itemId: idOf("item") });
const pageText = { skip: numberText.optional(), limit: numberText.optional() };

export const fetchAvailableCategories = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchAvailableCategories",
  method: "GET",
  path: `${QUEUES}/available-categories`,
  summary: "List all categories of a location with the state of their queue.",
  params: noFields,
  query: input({ locationId, ...pageText, q: z.string().optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: queueAnswer({ categories: z.array(availableCategory), meta: listMeta }),
});

export const createQueue = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "createQueue",
  method: "POST",
  path: QUEUES,
  summary: "Create the queue of a category.",
  params: noFields,
  query: noFields,
  body: input({
    locationId,
    categoryId: idOf("category"),
    timeSlots,
    enableFuturePosts: flagInput,
    prioritizeNewContent: flagInput,
    userId,
  }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ queue }),
});

export const fetchQueues = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchQueues",
  method: "POST",
  path: `${QUEUES}/list`,
  summary: "List the queues of a location.",
  params: noFields,
  query: noFields,
  body: input({ locationId, ...page }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ queues: z.array(queue), meta: listMeta }),
});

export const fetchQueueById = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchQueueById",
  method: "GET",
  path: `${QUEUES}/:queueId`,
  summary: "Get one queue with its category.",
  params: inQueue,
  query: input({ locationId }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: queueAnswer({ queue }),
});

export const updateQueue = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "updateQueue",
  method: "PUT",
  path: `${QUEUES}/:queueId`,
  summary: "Change a queue's settings, pause it or start it.",
  params: inQueue,
  query: noFields,
  body: input({
    locationId,
    skipLegacyWatermark: flagInput,
    status: oneOf("status", QUEUE_CHANGES).optional(),
    skipDateTime: instant("time to skip").optional(),
    timeSlots: timeSlots.optional(),
    enableFuturePosts: flagInput,
    prioritizeNewContent: flagInput,
  }),
  bodyKind: "json",
  status: 200,
  answer: queueAnswer({ queue: queue.nullish() }),
});

export const fetchQueueItems = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchQueueItems",
  method: "POST",
  path: `${QUEUES}/:queueId/items`,
  summary: "List the items of a queue.",
  params: inQueue,
  query: noFields,
  body: input({
    locationId,
    sessionId: sessionId.optional(),
    ...page,
    errorFilter: flagInput,
    itemId: idOf("item").optional(),
  }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ items: z.array(queueItem), meta: listMeta }),
});

export const startEditSession = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "startEditSession",
  method: "POST",
  path: `${QUEUES}/:queueId/edit/start`,
  summary: "Start an edit session of a queue, or resume it.",
  params: inQueue,
  query: noFields,
  body: input({ locationId }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ sessionId: z.string().min(1), itemCount: z.number().nullish() }),
});

export const saveEditSession = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "saveEditSession",
  method: "POST",
  path: `${QUEUES}/:queueId/edit/save`,
  summary: "Save the changes of an edit session.",
  params: inQueue,
  query: noFields,
  body: input({ locationId, sessionId, keepInDraft: flagInput }),
  bodyKind: "json",
  status: 200,
  answer: queueAnswer(movedSlots),
});

export const discardEditSession = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "discardEditSession",
  method: "POST",
  path: `${QUEUES}/:queueId/edit/discard`,
  summary: "Throw away the changes of an edit session.",
  params: inQueue,
  query: noFields,
  body: input({ locationId, sessionId, keepInDraft: flagInput }),
  bodyKind: "json",
  status: 200,
  answer: queueAnswer({}),
});

export const fetchEditSessionCalendar = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchEditSessionCalendar",
  method: "POST",
  path: `${QUEUES}/:queueId/edit/calendar`,
  summary: "See an edit session's posts on a calendar.",
  params: inQueue,
  query: noFields,
  body: input({ ...calendarFields, sessionId }).refine(
    ({ startDate, endDate }) => inOrder(startDate, endDate),
    backwards("startDate"),
  ),
  bodyKind: "json",
  status: 201,
  answer: calendarAnswer,
});

export const fetchSlots = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchSlots",
  method: "POST",
  path: `${QUEUES}/:queueId/slots`,
  summary: "List the time slots of a queue's items.",
  params: inQueue,
  query: noFields,
  body: input({ locationId, sessionId: sessionId.optional(), ...page }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({
    slots: z.array(slot),
    total: z.number().nullish(),
    skip: z.number().nullish(),
    limit: z.number().nullish(),
    timezone: z.string().nullish(),
  }),
});

export const deleteQueueItem = defineOperation({
  ...inPlanner,
  ...mayDelete,
  id: "deleteQueueItem",
  method: "DELETE",
  path: `${QUEUES}/:queueId/items/:itemId`,
  summary: "Delete an item from a queue.",
  params: inItem,
  query: input({ locationId, sessionId: sessionId.optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: queueAnswer(movedSlots),
});

export const updateQueueItem = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "updateQueueItem",
  method: "PUT",
  path: `${QUEUES}/:queueId/items/:itemId`,
  summary: "Change an item of a queue, or move it.",
  params: inItem,
  query: noFields,
  body: input({ ...itemChange, newOrder: itemOrder.optional() }),
  bodyKind: "json",
  status: 200,
  answer: queueAnswer({ queueItem: queueItem.nullish(), ...movedSlots }),
});

export const fetchCalendarList = defineOperation({
  ...inPlanner,
  ...mayRead,
  id: "fetchCalendarList",
  method: "POST",
  path: `${QUEUES}/list/calendar`,
  summary: "See the scheduled posts of all queues on a calendar.",
  params: noFields,
  query: noFields,
  body: input({
    ...calendarFields,
    categoryIds: z.array(idOf("category"), { error: "Give the category ids as a list." }).optional(),
  }).refine(({ startDate, endDate }) => inOrder(startDate, endDate), backwards("startDate")),
  bodyKind: "json",
  status: 201,
  answer: calendarAnswer,
});

export const deleteCurrentActivePostAndScheduleNext = defineOperation({
  ...inPlanner,
  ...mayDelete,
  id: "deleteCurrentActivePostAndScheduleNext",
  method: "DELETE",
  path: `${QUEUES}/:postId/active-post`,
  summary: "Delete the active post of a queue and schedule the next one.",
  params: input({ postId: idOf("post") }),
  query: input({ locationId }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: queueAnswer({}),
});

export const resetQueueItem = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "resetQueueItem",
  method: "PUT",
  path: `${QUEUES}/:queueId/items/:itemId/reset`,
  summary: "Undo the changes of a queue's item.",
  params: inItem,
  query: noFields,
  body: input({ locationId, sessionId: sessionId.optional() }),
  bodyKind: "json",
  status: 200,
  answer: queueAnswer({ queueItem: queueItem.nullish() }),
});

export const cloneQueueItem = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "cloneQueueItem",
  method: "POST",
  path: `${QUEUES}/:queueId/items/:itemId/clone`,
  summary: "Copy an item of a queue.",
  params: inItem,
  query: noFields,
  body: input({
    locationId,
    sessionId,
    order: z.number({ error: "Give the order of the copy as a number." }),
  }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ queueItem }),
});

export const createQueueItem = defineOperation({
  ...inPlanner,
  ...mayWrite,
  id: "createQueueItem",
  method: "POST",
  path: `${QUEUES}/:queueId/create/item`,
  summary: "Add an item to a queue.",
  params: inQueue,
  query: noFields,
  body: input({ ...itemChange, order: itemOrder.optional(), directToQueue: flagInput }),
  bodyKind: "json",
  status: 201,
  answer: queueAnswer({ queueItem }),
});

export const queueOperations = [
  fetchAvailableCategories,
  createQueue,
  fetchQueues,
  fetchQueueById,
  updateQueue,
  fetchQueueItems,
  startEditSession,
  saveEditSession,
  discardEditSession,
  fetchEditSessionCalendar,
  fetchSlots,
  deleteQueueItem,
  updateQueueItem,
  fetchCalendarList,
  deleteCurrentActivePostAndScheduleNext,
  resetQueueItem,
  cloneQueueItem,
  createQueueItem,
] as const;
