import { z } from "zod";
import { defineOperation } from "./operation";
import {
  anyObject,
  bothIds,
  companyId,
  flagText,
  identified,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  text,
  USUAL_REFUSALS,
  userId,
} from "./shapes";

const words = z.string().nullish();

export const upstreamUser = identified(
  z.looseObject({
    ...bothIds,
    name: words,
    firstName: words,
    lastName: words,
    email: words,
    phone: words,
    extension: words,
    permissions: anyObject.nullish(),
    /** The file declares one word, its example gives a list: both occur. */
    scopes: z.union([z.string(), z.array(z.string())]).nullish(),
    roles: z
      .looseObject({
        type: words,
        role: words,
        locationIds: z.array(z.string()).nullish(),
        restrictSubAccount: z.boolean().nullish(),
      })
      .nullish(),
    deleted: z.boolean().nullish(),
  }),
);
export type UpstreamUser = z.output<typeof upstreamUser>;

export const searchUsers = defineOperation({
  id: "search-users",
  resource: "users",
  method: "GET",
  path: "/users/search",
  summary: "Search the users of the agency.",
  scope: "users.readonly",
  token: "either",
  effect: "read",
  params: noFields,
  query: input({
    companyId,
    query: z.string().optional(),
    skip: numberText.optional(),
    limit: numberText.optional(),
    locationId: locationId.optional(),
    type: text("type").optional(),
    role: text("role").optional(),
    ids: text("user ids").optional(),
    sort: text("field to sort by").optional(),
    sortDirection: oneOf("order", ["asc", "desc"]).optional(),
    enabled2waySync: flagText.optional(),
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({
    users: z.array(upstreamUser),
    count: z.number().nullish(),
    traceId: z.string().nullish(),
  }),
  refusals: USUAL_REFUSALS,
});

export const getUser = defineOperation({
  id: "get-user",
  resource: "users",
  method: "GET",
  path: "/users/:userId",
  summary: "Get one user.",
  scope: "users.readonly",
  token: "either",
  effect: "read",
  params: input({ userId }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: upstreamUser,
  refusals: USUAL_REFUSALS,
});

export const userOperations = [searchUsers, getUser] as const;
