import type { Role } from "@/lib/context";

/** `closed`: never through the proxy, for a token would reach the browser or the answer is no data. */
export type ProxyRole = Role | "closed";

/**
 * The least role that may use an operation through the proxy. Complete: a test fails for an operation that nobody
 * classified, and an operation that is missing here is refused.
 */
export const PROXY_ROLES: Readonly<Record<string, ProxyRole>> = {
  "get-access-token": "closed",
  "get-location-access-token": "closed",
  "start-oauth": "closed",

  "get-installed-location": "admin",
  "get-company": "admin",
  "get-user": "admin",
  "search-users": "marketer",

  "search-locations": "viewer",
  "get-location": "viewer",
  "get-timezones": "viewer",

  "get-custom-snapshots": "viewer",
  "get-snapshot-push": "viewer",
  "get-latest-snapshot-push": "viewer",
  "create-snapshot-share-link": "admin",

  "get-account": "viewer",
  "delete-account": "admin",
  "get-oauth-accounts": "admin",
  "attach-oauth-accounts": "admin",

  "get-upload-status": "viewer",
  "get-csv-post": "viewer",
  "upload-csv": "marketer",
  "set-accounts": "marketer",
  "start-csv-finalize": "marketer",
  "delete-csv": "marketer",
  "delete-csv-post": "marketer",

  "get-posts": "viewer",
  "get-post": "viewer",
  "create-post": "marketer",
  "edit-post": "marketer",
  "delete-post": "marketer",
  "bulk-delete-social-planner-posts": "marketer",

  "get-statistics": "viewer",

  "get-categories-location-id": "viewer",
  "get-categories-id": "viewer",
  "get-tags-location-id": "viewer",
  "get-tags-by-ids": "viewer",

  fetchAvailableCategories: "viewer",
  fetchQueues: "viewer",
  fetchQueueById: "viewer",
  fetchQueueItems: "viewer",
  fetchSlots: "viewer",
  fetchCalendarList: "viewer",
  fetchEditSessionCalendar: "marketer",
  createQueue: "admin",
  updateQueue: "admin",
  startEditSession: "marketer",
  saveEditSession: "marketer",
  discardEditSession: "marketer",
  createQueueItem: "marketer",
  updateQueueItem: "marketer",
  deleteQueueItem: "marketer",
  resetQueueItem: "marketer",
  cloneQueueItem: "marketer",
  deleteCurrentActivePostAndScheduleNext: "marketer",

  "get-comment-list": "viewer",
  "create-comment": "marketer",
  "create-like": "marketer",
  "delete-like": "marketer",

  "fetch-media-content": "viewer",
  "upload-media-content": "marketer",
  "delete-media-content": "marketer",

  "get-contact": "marketer",
  "search-contacts-advanced": "marketer",
  "create-contact": "admin",
  "upsert-contact": "admin",
  "add-tags": "admin",
  "remove-tags": "admin",
};

const CLOSED_BECAUSE: Record<string, string> = {
  "start-oauth":
    "A network's login opens in a browser window of its own. Connect accounts on the location's page.",
};

const TOKENS_STAY =
  "This operation answers with tokens, and tokens never leave the server. The product asks for them by itself.";

/** The role an operation asks for, or the sentence why it is closed. */
export function proxyRoleOf(operationId: string): { role: Role } | { closed: string } {
  const role = PROXY_ROLES[operationId] ?? "closed";
  return role === "closed" ? { closed: CLOSED_BECAUSE[operationId] ?? TOKENS_STAY } : { role };
}
