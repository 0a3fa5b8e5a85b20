import { z } from "zod";
import { defineOperation } from "./operation";
import {
  anyObject,
  bothIds,
  companyId,
  identified,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  oneOf,
  USUAL_REFUSALS,
} from "./shapes";

const words = z.string().nullish();

export const location = identified(
  z.looseObject({
    ...bothIds,
    companyId: words,
    name: words,
    email: words,
    phone: words,
    address: words,
    city: words,
    state: words,
    country: words,
    postalCode: words,
    website: words,
    /** An IANA name, old links such as `US/Central` included. */
    timezone: words,
    domain: words,
    logoUrl: words,
    firstName: words,
    lastName: words,
    business: anyObject.nullish(),
    social: anyObject.nullish(),
    settings: anyObject.nullish(),
  }),
);
export type Location = z.output<typeof location>;

export const searchLocations = defineOperation({
  id: "search-locations",
  resource: "locations",
  method: "GET",
  path: "/locations/search",
  summary: "Search the agency's locations.",
  scope: "locations.readonly",
  token: "either",
  effect: "read",
  params: noFields,
  query: input({
    companyId: companyId.optional(),
    skip: numberText.optional(),
    limit: numberText.optional(),
    order: oneOf("order", ["asc", "desc"]).optional(),
    email: z.email({ error: "Give a full email address." }).optional(),
  }),
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({ locations: z.array(location), traceId: z.string().nullish() }),
  refusals: USUAL_REFUSALS,
});

export const getLocation = defineOperation({
  id: "get-location",
  resource: "locations",
  method: "GET",
  path: "/locations/:locationId",
  summary: "Get one location with its timezone and address.",
  scope: "locations.readonly",
  token: "either",
  effect: "read",
  params: input({ locationId }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({ location, traceId: z.string().nullish() }),
  refusals: USUAL_REFUSALS,
});

// The published file gives this answer no shape: the bare list and both spellings of the wrapper are accepted.
const timezonesAnswer = z.union([
  z.array(z.string()),
  z.looseObject({ timeZones: z.array(z.string()) }),
  z.looseObject({ timezones: z.array(z.string()) }),
]);

/** The timezone names of a get-timezones answer, whichever of the accepted shapes it has. */
export function readTimezones(answer: z.output<typeof timezonesAnswer>): string[] {
  if (Array.isArray(answer)) return answer;
  const names = "timeZones" in answer ? answer.timeZones : answer.timezones;
  return z.array(z.string()).parse(names);
}

export const getTimezones = defineOperation({
  id: "get-timezones",
  resource: "locations",
  method: "GET",
  path: "/locations/:locationId/timezones",
  summary: "List the timezones a location can be set to.",
  scope: "locations.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: timezonesAnswer,
  refusals: USUAL_REFUSALS,
});

export const locationOperations = [searchLocations, getLocation, getTimezones] as const;
