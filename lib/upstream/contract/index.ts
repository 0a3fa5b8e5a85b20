import { companyOperations } from "./companies";
import { contactOperations } from "./contacts";
import { locationOperations } from "./locations";
import { mediaOperations } from "./medias";
import { oauthOperations } from "./oauth";
import type { Effect, HttpMethod, Operation, Resource, TokenKind } from "./operation";
import { routeTable } from "./route-table";
import { snapshotOperations } from "./snapshots";
import { accountOperations } from "./social-accounts";
import { categoryTagOperations } from "./social-categories-tags";
import { commentOperations } from "./social-comments";
import { csvOperations } from "./social-csv";
import { socialOauthOperations } from "./social-oauth";
import { postOperations } from "./social-posts";
import { queueOperations } from "./social-queues";
import { statisticsOperations } from "./social-statistics";
import { userOperations } from "./users";

/** Every operation of the Social Media API that the product speaks. */
export const operations: readonly Operation[] = [
  ...oauthOperations,
  ...locationOperations,
  ...snapshotOperations,
  ...accountOperations,
  ...csvOperations,
  ...postOperations,
  ...statisticsOperations,
  ...socialOauthOperations,
  ...categoryTagOperations,
  ...queueOperations,
  ...commentOperations,
  ...userOperations,
  ...companyOperations,
  ...mediaOperations,
  ...contactOperations,
];

const byId = new Map(operations.map((operation) => [operation.id, operation]));

/** The operation with this operationId, or undefined. */
export function operationById(id: string): Operation | undefined {
  return byId.get(id);
}

/** The operation that answers this method and path, with its decoded path parameters, or null. */
export const findOperation = routeTable(operations);

/** One line of the catalogue: what an operation does and what it needs, without its schemas. */
export type CatalogueEntry = {
  id: string;
  resource: Resource;
  method: HttpMethod;
  path: string;
  summary: string;
  scope: string | null;
  token: TokenKind;
  effect: Effect;
};

/** All operations as plain data, for pages and replies. */
export const catalogue: readonly CatalogueEntry[] = operations.map(
  ({ id, resource, method, path, summary, scope, token, effect }) => ({
    id,
    resource,
    method,
    path,
    summary,
    scope,
    token,
    effect,
  }),
);

export * from "./companies";
export * from "./contacts";
export * from "./csv-shapes";
export * from "./errors";
export * from "./locations";
export * from "./medias";
export * from "./oauth";
export * from "./operation";
export * from "./post-shapes";
export type { AvailableCategory, Queue, QueueItem, QueueScheduledPost, QueueSlot } from "./queue-shapes";
export { QUEUE_STATUSES } from "./queue-shapes";
export type { FoundOperation } from "./route-table";
export * from "./scopes";
export * from "./snapshots";
export * from "./social-accounts";
export * from "./social-categories-tags";
export * from "./social-comments";
export * from "./social-csv";
export * from "./social-oauth";
export * from "./social-posts";
export * from "./social-queues";
export * from "./social-statistics";
export * from "./users";
export * from "./webhooks";
export * from "./words";
