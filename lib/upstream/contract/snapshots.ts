import { z } from "zod";
import { defineOperation } from "./operation";
import {
  backwards,
  bothIds,
  companyId,
  dayOrInstant,
  identified,
  idOf,
  inOrder,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
} from "./shapes";

const figure = z.number().nullish();

/** What one account of one location looked like on one day; a figure the network did not give stays null. */
export const activityMetrics = z.looseObject({
  reach: figure,
  impressions: figure,
  likes: figure,
  comments: figure,
  shares: figure,
  followers: figure,
  posts: figure,
});
export type ActivityMetrics = z.output<typeof activityMetrics>;

/** A template of the agency's set-up. Where the upstream adds activity, its fields come along. */
export const upstreamSnapshot = identified(
  z.looseObject({
    ...bothIds,
    name: z.string().nullish(),
    /** `own` or `imported`. */
    type: z.string().nullish(),
    companyId: z.string().nullish(),
    locationId: z.string().nullish(),
    accountId: z.string().nullish(),
    snapshotId: z.string().nullish(),
    /** The day of the activity, `YYYY-MM-DD` in the location's timezone. */
    date: z.iso.date().nullish(),
    metrics: activityMetrics.nullish(),
  }),
);
export type UpstreamSnapshot = z.output<typeof upstreamSnapshot>;

export const SNAPSHOT_SHARE_TYPES = ["link", "permanent_link", "agency_link", "location_link"] as const;

export const getCustomSnapshots = defineOperation({
  id: "get-custom-snapshots",
  resource: "snapshots",
  method: "GET",
  path: "/snapshots/",
  summary: "List the agency's snapshots, own and imported.",
  scope: "snapshots.readonly",
  token: "agency",
  effect: "read",
  params: noFields,
  // Narrows the activity entries; the published file does not describe it.
  query: input({ companyId, locationId: locationId.optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({ snapshots: z.array(upstreamSnapshot), traceId: z.string().nullish() }),
  refusals: [400, 401],
});

export const createSnapshotShareLink = defineOperation({
  id: "create-snapshot-share-link",
  resource: "snapshots",
  method: "POST",
  path: "/snapshots/share/link",
  summary: "Create a link that shares a snapshot.",
  scope: "snapshots.readonly",
  token: "agency",
  effect: "write",
  params: noFields,
  query: input({ companyId }),
  body: input({
    snapshot_id: idOf("snapshot"),
    share_type: oneOf("share type", SNAPSHOT_SHARE_TYPES),
    relationship_number: z
      .string({ error: "Give the relationship numbers as text, with commas." })
      .optional(),
    share_location_id: z.string({ error: "Give the location ids as text, with commas." }).optional(),
  }),
  bodyKind: "json",
  status: 201,
  answer: z.looseObject({
    id: z.string().nullish(),
    shareLink: z.string().min(1),
    traceId: z.string().nullish(),
  }),
  refusals: [400, 401],
});

const pushStatus = z.looseObject({
  id: z.string().nullish(),
  locationId: z.string().nullish(),
  status: z.string().nullish(),
  dateAdded: z.string().nullish(),
});
export type SnapshotPush = z.output<typeof pushStatus>;

export const getSnapshotPush = defineOperation({
  id: "get-snapshot-push",
  resource: "snapshots",
  method: "GET",
  path: "/snapshots/snapshot-status/:snapshotId",
  summary: "List the locations a snapshot was pushed to between two dates.",
  scope: "snapshots.readonly",
  token: "agency",
  effect: "read",
  params: input({ snapshotId: idOf("snapshot") }),
  query: input({
    companyId,
    from: dayOrInstant("first date"),
    to: dayOrInstant("last date"),
    // Required by the upstream; empty asks for the first page.
    lastDoc: z.string({ error: "Give lastDoc; leave it empty for the first page." }),
    limit: numberText.optional(),
  }).refine(({ from, to }) => inOrder(from, to), backwards("from")),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({ data: z.array(pushStatus), traceId: z.string().nullish() }),
  refusals: [400, 401],
});

export const getLatestSnapshotPush = defineOperation({
  id: "get-latest-snapshot-push",
  resource: "snapshots",
  method: "GET",
  path: "/snapshots/snapshot-status/:snapshotId/location/:locationId",
  summary: "Tell whether a snapshot reached one location, and which of its parts did.",
  scope: "snapshots.readonly",
  token: "agency",
  effect: "read",
  params: input({ snapshotId: idOf("snapshot"), locationId }),
  query: input({ companyId }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({
    data: pushStatus.extend({
      completed: z.array(z.string()).nullish(),
      pending: z.array(z.string()).nullish(),
    }),
    traceId: z.string().nullish(),
  }),
  refusals: [400, 401],
});

export const snapshotOperations = [
  getCustomSnapshots,
  createSnapshotShareLink,
  getSnapshotPush,
  getLatestSnapshotPush,
] as const;
