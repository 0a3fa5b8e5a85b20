import { z } from "zod";
import { defineOperation } from "./operation";
import {
  anyObject,
  companyId,
  flagText,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  oneOf,
  text,
  USUAL_REFUSALS,
  webAddress,
} from "./shapes";

export const USER_TYPES = ["Company", "Location"] as const;
export type UserType = (typeof USER_TYPES)[number];

const client = {
  clientId: text("client id"),
  clientSecret: text("client secret"),
  userType: oneOf("user type", USER_TYPES).optional(),
  redirectUri: webAddress("redirect address").optional(),
};

const code = text("authorization code");
const refreshToken = text("refresh token");
const grants = { code: code.optional(), refreshToken: refreshToken.optional() };

const tokenRequest = z.discriminatedUnion(
  "grantType",
  [
    input({ ...client, ...grants, grantType: z.literal("authorization_code"), code }),
    input({ ...client, ...grants, grantType: z.literal("refresh_token"), refreshToken }),
    input({ ...client, ...grants, grantType: z.literal("client_credentials") }),
  ],
  { error: "The grant type must be one of: authorization_code, refresh_token, client_credentials." },
);

const tokenFields = {
  accessToken: z.string().min(1),
  tokenType: z.string().nullish(),
  /** Seconds until the access token ends. */
  expiresIn: z.number().positive(),
  scope: z.string().nullish(),
  locationId: z.string().nullish(),
  companyId: z.string().nullish(),
  userId: z.string().nullish(),
  planId: z.string().nullish(),
  refreshToken: z.string().min(1).nullish(),
};

export const tokenAnswer = z.looseObject({
  ...tokenFields,
  userType: z.enum(USER_TYPES).nullish(),
  approvedLocations: z.array(z.string()).nullish(),
  isBulkInstallation: z.boolean().nullish(),
  installToFutureLocations: z.boolean().nullish(),
  approveAllLocations: z.boolean().nullish(),
});
export type TokenAnswer = z.output<typeof tokenAnswer>;

export const locationTokenAnswer = z.looseObject({
  ...tokenFields,
  appId: z.string().nullish(),
  versionId: z.string().nullish(),
});
export type LocationTokenAnswer = z.output<typeof locationTokenAnswer>;

export const installedLocation = identified(
  z.looseObject({
    id: z.string().min(1),
    _id: z.string().min(1),
    name: z.string().nullish(),
    address: z.string().nullish(),
    isInstalled: z.boolean().nullish(),
    versionId: z.string().nullish(),
    installedAt: z.string().nullish(),
  }),
);
export type InstalledLocation = z.output<typeof installedLocation>;

export const getAccessToken = defineOperation({
  id: "get-access-token",
  resource: "oauth",
  method: "POST",
  path: "/oauth/token",
  summary: "Get or refresh an access token. A refresh token works once.",
  scope: null,
  token: "none",
  effect: "write",
  params: noFields,
  query: noFields,
  body: tokenRequest,
  bodyKind: "form",
  status: 200,
  answer: tokenAnswer,
  refusals: USUAL_REFUSALS,
});

export const getLocationAccessToken = defineOperation({
  id: "get-location-access-token",
  resource: "oauth",
  method: "POST",
  path: "/oauth/location-token",
  summary: "Exchange the agency's token for the token of one location.",
  scope: "oauth.write",
  token: "agency",
  effect: "write",
  params: noFields,
  query: noFields,
  body: input({ companyId, locationId }),
  bodyKind: "form",
  status: 200,
  answer: locationTokenAnswer,
  refusals: USUAL_REFUSALS,
});

export const getInstalledLocation = defineOperation({
  id: "get-installed-location",
  resource: "oauth",
  method: "GET",
  path: "/oauth/installed-locations",
  summary: "List the locations where the app is installed, page by page.",
  scope: "oauth.readonly",
  token: "agency",
  effect: "read",
  params: noFields,
  query: input({
    companyId,
    appId: idOf("app"),
    pageSize: z
      .string({ error: 'Give the page size as text, for example "20".' })
      .regex(/^([1-9]\d?|100)$/, { error: "The page size must lie between 1 and 100." })
      .optional(),
    pageToken: text("page token").optional(),
    query: z.string().optional(),
    isInstalled: flagText.optional(),
    restrictToUserLocations: flagText.optional(),
    versionId: idOf("app version").optional(),
    onTrial: flagText.optional(),
    planId: idOf("plan").optional(),
    locationId: locationId.optional(),
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({
    items: z.array(installedLocation),
    pagination: z.looseObject({
      totalRecords: z.number().nullish(),
      hasNextPage: z.boolean(),
      hasPrevPage: z.boolean().nullish(),
      nextPageToken: z.string().nullish(),
      prevPageToken: z.string().nullish(),
      currentPageSize: z.number().nullish(),
      estimatedTotalRecords: z.number().nullish(),
    }),
    metadata: anyObject.nullish(),
    installToFutureLocations: z.boolean().nullish(),
    traceId: z.string().nullish(),
  }),
  refusals: [400, 401, 404, 422],
});

export const oauthOperations = [getAccessToken, getLocationAccessToken, getInstalledLocation] as const;
