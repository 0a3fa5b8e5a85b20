import { z } from "zod";
import { defineOperation } from "./operation";
import {
  accountId,
  anyObject,
  bothIds,
  companyId,
  envelope,
  identified,
  input,
  locationId,
  noBody,
  noFields,
  USUAL_REFUSALS,
  userId,
} from "./shapes";

export const account = identified(
  z.looseObject({
    ...bothIds,
    oauthId: z.string().nullish(),
    /** Another id of the same account: the one that statistics ask for. */
    profileId: z.string().nullish(),
    originId: z.string().nullish(),
    name: z.string().nullish(),
    avatar: z.string().nullish(),
    /** Usually one of PLATFORMS; a network the product does not know yet still passes. */
    platform: z.string().min(1),
    type: z.string().nullish(),
    expire: z.string().nullish(),
    isExpired: z.boolean().nullish(),
    meta: anyObject.nullish(),
  }),
);
export type Account = z.output<typeof account>;

export const accountGroup = identified(
  z.looseObject({ ...bothIds, name: z.string(), accountIds: z.array(z.string()) }),
);
export type AccountGroup = z.output<typeof accountGroup>;

export const getAccount = defineOperation({
  id: "get-account",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/accounts",
  summary: "List the connected social accounts and account groups of a location.",
  scope: "socialplanner/account.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(
    z.looseObject({
      accounts: z.array(account),
      groups: z.preprocess((groups) => groups ?? [], z.array(accountGroup)),
    }),
  ),
  refusals: USUAL_REFUSALS,
});

export const deleteAccount = defineOperation({
  id: "delete-account",
  resource: "social-planner",
  method: "DELETE",
  path: "/social-media-posting/:locationId/accounts/:id",
  summary: "Disconnect a social account from a location.",
  scope: "socialplanner/account.write",
  token: "location",
  effect: "delete",
  params: input({ locationId, id: accountId }),
  query: input({ companyId: companyId.optional(), userId: userId.optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ locationId: z.string().nullish(), id: z.string().nullish() }).nullish()),
  refusals: USUAL_REFUSALS,
});

export const accountOperations = [getAccount, deleteAccount] as const;
