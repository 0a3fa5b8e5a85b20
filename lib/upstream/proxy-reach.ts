import { z } from "zod";
import { type Context, requireLocation, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { Operation } from "./contract";

export type ProxyInput = {
  params: Record<string, string>;
  query: Record<string, string | string[]>;
  body: unknown;
  /** Header `x-location-id`, for operations that know their location only from the token. */
  locationHeader: string | null;
};

/**
 * The location a proxied call is for; null: the agency. Path, query, body and header must name the same one, it must be
 * granted, and every account id in the call must be of it. Throws `location_mismatch`, `location_refused`.
 */
export function reachOf(ctx: Context, operation: Operation, input: ProxyInput): string | null {
  const body = fieldsOf(input.body);
  const named = new Set<string>();
  const add = (value: unknown) => {
    if (typeof value === "string" && value !== "") named.add(value);
    if (Array.isArray(value)) for (const one of value) add(one);
  };
  for (const part of [input.params, input.query, body]) {
    add(part.locationId);
    if (part.altType === "location") add(part.altId);
  }
  add(input.locationHeader);
  if (named.size > 1) throw new AppError("location_mismatch");
  const [locationId = null] = named;
  if (locationId === null && operation.token === "location") {
    throw new AppError("invalid_input", {
      message: "Name the location this is for: add ?locationId= to the address, or the header x-location-id.",
    });
  }
  if (locationId !== null) requireLocation(ctx, locationId);
  // Without a location these answer with people or settings of the whole agency.
  else if (operation.token === "either" && operation.id !== "search-locations") requireRole(ctx, "admin");
  for (const id of accountIdsOf(input, body)) {
    const owner = id.split("_")[1];
    if (locationId !== null && owner !== undefined && owner !== locationId) {
      throw new AppError("location_mismatch", {
        message: `The account ${id} belongs to another location. Name accounts of one location only.`,
      });
    }
  }
  return locationId;
}

/** The query as the operation knows it: a `locationId` that only tells us whose token to use stays here. */
export function queryOf(operation: Operation, query: ProxyInput["query"]): ProxyInput["query"] {
  const known = operation.query instanceof z.ZodObject && "locationId" in operation.query.shape;
  if (known || query.locationId === undefined) return query;
  const { locationId: _, ...rest } = query;
  return rest;
}

/** Refuses a company id in path, query or body that is not the connected agency's. */
export function requireOwnCompany(upstreamId: string | null, input: ProxyInput): void {
  const body = fieldsOf(input.body);
  for (const value of [input.params.companyId, input.query.companyId, body.companyId]) {
    if (value !== undefined && value !== upstreamId) throw new AppError("company_mismatch");
  }
}

/** Statistics name accounts by profile id, which says nothing of its location. */
export function profileIdsOf(body: unknown): string[] {
  const ids = fieldsOf(body).profileIds;
  return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}

function accountIdsOf(input: ProxyInput, body: Record<string, unknown>): string[] {
  const ids: string[] = [];
  const add = (value: unknown) => {
    if (typeof value === "string") ids.push(...value.split(",").map((id) => id.trim()));
    if (Array.isArray(value)) for (const one of value) add(one);
  };
  for (const value of [body.accountIds, body.accountId, body.accounts, input.query.accountId]) add(value);
  if (input.params.locationId !== undefined) add(input.params.id);
  // Only `{oauthId}_{locationId}_{originId}` tells its location; post, csv and group ids are looked up upstream.
  return ids.filter((id) => /^[A-Za-z0-9-]+_[A-Za-z0-9]{20}_/.test(id));
}

export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

type Placed = { locationId?: unknown; id?: unknown };

/** Cuts lists of the whole agency down to the locations the person was granted. */
export function onlyGranted(ctx: Context, operation: Operation, answer: unknown): unknown {
  const { locations } = ctx;
  if (locations === "all") return answer;
  const granted = (id: unknown) => typeof id === "string" && locations.has(id);
  const fields = fieldsOf(answer);
  const list = (name: string) => (Array.isArray(fields[name]) ? (fields[name] as Placed[]) : []);
  switch (operation.id) {
    case "search-locations":
      return { ...fields, locations: list("locations").filter((one) => granted(one.id)) };
    case "get-custom-snapshots":
      return {
        ...fields,
        snapshots: list("snapshots").filter((one) => one.locationId == null || granted(one.locationId)),
      };
    case "get-snapshot-push":
      return { ...fields, data: list("data").filter((one) => granted(one.locationId)) };
    default:
      return answer;
  }
}
