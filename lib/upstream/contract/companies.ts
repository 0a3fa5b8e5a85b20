import { z } from "zod";
import { defineOperation } from "./operation";
import { bothIds, companyId, identified, input, noBody, noFields, USUAL_REFUSALS } from "./shapes";

const words = z.string().nullish();

export const company = identified(
  z.looseObject({
    ...bothIds,
    name: words,
    email: words,
    phone: words,
    website: words,
    domain: words,
    logoUrl: words,
    address: words,
    city: words,
    state: words,
    country: words,
    postalCode: words,
    timezone: words,
    currency: words,
    plan: z.number().nullish(),
    status: words,
    locationCount: z.number().nullish(),
    isSandboxAccount: z.boolean().nullish(),
  }),
);
export type Company = z.output<typeof company>;

export const getCompany = defineOperation({
  id: "get-company",
  resource: "companies",
  method: "GET",
  path: "/companies/:companyId",
  summary: "Get the agency's own details.",
  scope: "companies.readonly",
  token: "agency",
  effect: "read",
  params: input({ companyId }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject({ company, traceId: z.string().nullish() }),
  refusals: USUAL_REFUSALS,
});

export const companyOperations = [getCompany] as const;
