import { describe, expect, it } from "vitest";
import { catalogue, findOperation, isScope, operationById, operations, splitScopes } from "./index";

const LOCATION = "ve9EPM428h8vShlRW1KT";

describe("finding an operation by method and path", () => {
  it.each([
    ["GET", "/snapshots/", "get-custom-snapshots", {}],
    ["GET", "/snapshots", "get-custom-snapshots", {}],
    ["get", "/snapshots?companyId=abc", "get-custom-snapshots", {}],
    ["POST", "/social-media-posting/statistics", "get-statistics", {}],
    ["POST", `/social-media-posting/${LOCATION}/csv/`, "upload-csv", { locationId: LOCATION }],
    ["GET", `/social-media-posting/${LOCATION}/csv`, "get-upload-status", { locationId: LOCATION }],
    [
      "GET",
      `/social-media-posting/${LOCATION}/csv/65f9`,
      "get-csv-post",
      { locationId: LOCATION, id: "65f9" },
    ],
    [
      "DELETE",
      `/social-media-posting/${LOCATION}/csv/c1/post/p1`,
      "delete-csv-post",
      { locationId: LOCATION, csvId: "c1", postId: "p1" },
    ],
    ["POST", `/social-media-posting/${LOCATION}/posts/list`, "get-posts", { locationId: LOCATION }],
    [
      "POST",
      `/social-media-posting/${LOCATION}/posts/bulk-delete`,
      "bulk-delete-social-planner-posts",
      { locationId: LOCATION },
    ],
    ["GET", "/social-media-posting/category/queues/available-categories", "fetchAvailableCategories", {}],
    ["POST", "/social-media-posting/category/queues", "createQueue", {}],
    ["POST", "/social-media-posting/category/queues/list", "fetchQueues", {}],
    ["POST", "/social-media-posting/category/queues/list/calendar", "fetchCalendarList", {}],
    ["GET", "/social-media-posting/category/queues/q1", "fetchQueueById", { queueId: "q1" }],
    ["POST", "/social-media-posting/category/csv", "upload-csv", { locationId: "category" }],
    ["POST", "/social-media-posting/comments/facebook", "create-comment", { platform: "facebook" }],
    ["POST", "/social-media-posting/comments/facebook/list", "get-comment-list", { platform: "facebook" }],
    ["POST", "/social-media-posting/comments/posts/list", "get-comment-list", { platform: "posts" }],
    ["GET", "/social-media-posting/oauth/google/start", "start-oauth", { platform: "google" }],
    [
      "GET",
      `/social-media-posting/oauth/${LOCATION}/google/accounts/l1`,
      "get-oauth-accounts",
      { locationId: LOCATION, platform: "google", accountId: "l1" },
    ],
    ["POST", "/contacts", "create-contact", {}],
    ["POST", "/contacts/search", "search-contacts-advanced", {}],
    ["GET", "/contacts/search", "get-contact", { contactId: "search" }],
    ["GET", "/users/search", "search-users", {}],
    ["GET", "/users/u1", "get-user", { userId: "u1" }],
    ["GET", "/locations/search", "search-locations", {}],
    ["GET", `/locations/${LOCATION}`, "get-location", { locationId: LOCATION }],
    ["GET", `/locations/${LOCATION}/timezones`, "get-timezones", { locationId: LOCATION }],
    [
      "DELETE",
      `/social-media-posting/${LOCATION}/accounts/a_b_did%3Aplc%3Ax.y`,
      "delete-account",
      { locationId: LOCATION, id: "a_b_did:plc:x.y" },
    ],
  ])("%s %s is %s", (method, path, id, params) => {
    const found = findOperation(method, path);
    expect(found?.operation.id).toBe(id);
    expect(found?.params).toEqual(params);
  });

  it.each([
    ["POST", "/snapshots/"],
    ["GET", "/social-media-posting"],
    ["GET", "/social-media-posting//csv"],
    ["GET", `/social-media-posting/${LOCATION}/csv//`],
    ["GET", `/social-media-posting/${LOCATION}/%E0%A4%A/x`],
    ["GET", "/social-media-posting/%E0%A4%A/csv"],
    ["GET", "/"],
    ["GET", ""],
  ])("%s %s is no operation", (method, path) => {
    expect(findOperation(method, path)).toBeNull();
  });

  it("leads every operation's own path back to it", () => {
    for (const operation of operations) {
      const path = operation.path.replaceAll(/:(\w+)/g, "x-$1");
      expect(findOperation(operation.method, path)?.operation).toBe(operation);
      expect(operationById(operation.id)).toBe(operation);
    }
    expect(operationById("no-such-operation")).toBeUndefined();
    expect(new Set(operations.map((operation) => operation.id)).size).toBe(operations.length);
  });

  it("asks only for scopes that are explained in plain words", () => {
    for (const { id, scope } of operations) {
      expect(scope === null || isScope(scope), `${id} asks for ${scope}`).toBe(true);
    }
    expect(splitScopes(" a  b\nc ")).toEqual(["a", "b", "c"]);
    expect(splitScopes(null)).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("is plain data that survives the way to a browser", () => {
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
    expect(catalogue).toHaveLength(operations.length);
    for (const { id, summary } of catalogue) {
      expect(summary, id).toMatch(/^[A-Z].*[.)]$/);
    }
  });

  it.each([
    ["get-upload-status", "socialplanner/csv.readonly", "location"],
    ["start-csv-finalize", "socialplanner/csv.write", "location"],
    ["delete-csv-post", "socialplanner/csv.write", "location"],
    ["bulk-delete-social-planner-posts", "socialplanner/csv.write", "location"],
    ["get-post", "socialplanner/post.readonly", "location"],
    ["edit-post", "socialplanner/post.write", "location"],
    ["delete-account", "socialplanner/account.write", "location"],
    ["get-tags-by-ids", "socialplanner/tag.readonly", "location"],
    ["get-categories-id", "socialplanner/category.readonly", "location"],
    ["attach-oauth-accounts", "socialplanner/oauth.write", "location"],
    ["get-comment-list", "socialplanner/post.readonly", "location"],
    ["create-like", "socialplanner/post.write", "location"],
    ["get-custom-snapshots", "snapshots.readonly", "agency"],
    ["get-access-token", null, "none"],
  ])("says that %s needs %s on a token of kind %s", (id, scope, token) => {
    expect(operationById(id)).toMatchObject({ scope, token });
  });
});
