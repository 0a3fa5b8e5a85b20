export type TimeSlot = { _id: string; dayOfWeek: number; time: string };

export type Variation = {
  _id: string;
  content: string;
  mentions?: Record<string, unknown>[];
  ogTags?: Record<string, string | undefined>;
};

export type QueueItem = {
  _id: string;
  order: number;
  postId: string;
  variations: Variation[];
  primaryImage?: string;
  /** What was changed against the post it came from; absent while it is as it was. */
  modified?: Record<string, unknown>;
  currentVariation: number;
  errors: string[];
  lastScheduledAt: number | null;
  createdAt: number;
  updatedAt: number;
};

export type EditSession = { id: string; startedAt: number; items: QueueItem[] };

export type QueueRecord = {
  _id: string;
  locationId: string;
  categoryId: string;
  timeSlots: TimeSlot[];
  enableFuturePosts: boolean;
  prioritizeNewContent: boolean;
  status: "active" | "paused" | "draft" | "deleted";
  startAt: number;
  skipDateTime: string[];
  createdBy: string;
  createdAt: number;
  updatedAt: number;
  items: QueueItem[];
  session?: EditSession;
};
