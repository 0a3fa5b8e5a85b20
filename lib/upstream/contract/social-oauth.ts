import { z } from "zod";
import { defineOperation } from "./operation";
import {
  anyObject,
  envelope,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  oneOf,
  text,
  USUAL_REFUSALS,
  userId,
} from "./shapes";
import { ATTACH_PLATFORMS, OAUTH_PLATFORMS } from "./words";

const words = z.string().nullish();

/** A page or profile that a social login offers to connect. */
export const oauthChoice = z.looseObject({
  id: words,
  name: words,
  username: words,
  avatar: words,
  urn: words,
  pageId: words,
  type: words,
  isOwned: z.boolean().nullish(),
  isConnected: z.boolean().nullish(),
  verified: z.boolean().nullish(),
});
export type OauthChoice = z.output<typeof oauthChoice>;

/** A Google Business Profile location that a login offers: both halves are sent back to connect it. */
export const googleChoice = z.looseObject({
  location: z.looseObject({
    name: words,
    title: words,
    storeCode: words,
    isConnected: z.boolean().nullish(),
  }),
  account: z.looseObject({ name: words, accountName: words, type: words }).nullish(),
});
export type GoogleChoice = z.output<typeof googleChoice>;

const oneOrMore = <Choice extends z.ZodType>(choice: Choice) => z.union([z.array(choice), choice]).nullish();

/** Each network names its choices differently; TikTok and Pinterest may answer one profile in place of a list. */
export const oauthChoices = z.looseObject({
  pages: oneOrMore(oauthChoice),
  accounts: oneOrMore(oauthChoice),
  channels: oneOrMore(oauthChoice),
  profile: oneOrMore(oauthChoice),
  locations: oneOrMore(googleChoice),
});
export type OauthChoices = z.output<typeof oauthChoices>;

const flag = z.boolean({ error: "Give true or false." }).optional();
const given = (noun: string) => z.string({ error: `Give the ${noun} as text.` }).optional();

const attachGoogle = input({
  location: input({
    name: text("Google location name"),
    storeCode: given("store code"),
    title: text("Google location title"),
    storefrontAddress: anyObject.optional(),
    metadata: anyObject.optional(),
    relationshipData: anyObject.optional(),
    maxLocation: flag,
    isVerified: flag,
    isConnected: flag,
  }),
  account: input({
    name: text("Google account name"),
    accountName: text("Google account label"),
    type: text("Google account type"),
    verificationState: text("verification state"),
    vettedState: text("vetted state"),
  }),
});

// The published shapes and their own examples disagree on what each network demands; an id is what all share.
const attachProfile = input({
  type: oneOf("account type", ["page", "group", "profile", "location", "business"]).optional(),
  originId: given("account's own id"),
  pageId: given("page id"),
  name: given("name"),
  avatar: given("picture"),
  urn: given("URN"),
  username: given("username"),
  verified: flag,
  websiteUrl: given("website"),
  companyId: given("company id"),
  originAccountType: given("account type"),
  location: z.never().optional(),
  account: z.never().optional(),
}).refine((body) => Boolean(body.originId || body.pageId), {
  error: "Say which page or profile to connect (originId or pageId).",
  path: ["originId"],
});

export const attachBody = z.union([attachGoogle, attachProfile], {
  error: (issue) => {
    if (issue.code !== "invalid_union") return undefined;
    const google = "location" in (anyObject.safeParse(issue.input).data ?? {});
    return (issue.errors[google ? 0 : 1] ?? []).map((reason) => reason.message).join(" ");
  },
});
export type AttachRequest = z.input<typeof attachBody>;

const attachedFields = {
  oAuthId: words,
  oldId: words,
  locationId: words,
  originId: words,
  platform: words,
  type: words,
  name: words,
  avatar: words,
  meta: anyObject.nullish(),
  active: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  createdAt: words,
  updatedAt: words,
};

export const attachedAccount = identified(z.looseObject({ id: words, _id: words, ...attachedFields }));
export type AttachedAccount = z.output<typeof attachedAccount>;

export const startOauth = defineOperation({
  id: "start-oauth",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/oauth/:platform/start",
  summary: "Open a network's login to connect an account (step 1 of 3, in a browser window).",
  scope: "socialplanner/oauth.readonly",
  token: "location",
  effect: "read",
  params: input({ platform: oneOf("platform", OAUTH_PLATFORMS) }),
  query: input({
    locationId,
    userId,
    page: text("page").optional(),
    reconnect: text("reconnect").optional(),
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  // A web page or a redirect to the network, for a browser window to show.
  answer: z.unknown(),
  refusals: USUAL_REFUSALS,
});

const loginPath = "/social-media-posting/oauth/:locationId/:platform/accounts/:accountId";

export const getOauthAccounts = defineOperation({
  id: "get-oauth-accounts",
  resource: "social-planner",
  method: "GET",
  path: loginPath,
  summary: "List the pages and profiles that a network's login offers (step 2 of 3).",
  scope: "socialplanner/oauth.readonly",
  token: "location",
  effect: "read",
  params: input({
    locationId,
    platform: oneOf("platform", OAUTH_PLATFORMS),
    accountId: idOf("login"),
  }),
  query: input({ search: z.string().optional() }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(oauthChoices),
  refusals: USUAL_REFUSALS,
});

export const attachOauthAccounts = defineOperation({
  id: "attach-oauth-accounts",
  resource: "social-planner",
  method: "POST",
  path: loginPath,
  summary: "Connect the chosen page or profile to the location (step 3 of 3).",
  scope: "socialplanner/oauth.write",
  token: "location",
  effect: "write",
  params: input({
    locationId,
    platform: oneOf("platform", ATTACH_PLATFORMS),
    accountId: idOf("login"),
  }),
  query: noFields,
  body: attachBody,
  bodyKind: "json",
  status: 201,
  answer: envelope(attachedAccount),
  refusals: USUAL_REFUSALS,
});

export const socialOauthOperations = [startOauth, getOauthAccounts, attachOauthAccounts] as const;
