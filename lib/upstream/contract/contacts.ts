import { z } from "zod";
import { defineOperation } from "./operation";
import {
  anyObject,
  bothIds,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  oneOf,
  text,
  USUAL_REFUSALS,
} from "./shapes";

const words = z.string().nullish();

export const contact = identified(
  z.looseObject({
    ...bothIds,
    locationId: words,
    name: words,
    // Search answers spell names of this kind `firstNameLowerCase`, `contactName`: they pass as unknown fields.
    firstName: words,
    lastName: words,
    email: words,
    phone: words,
    companyName: words,
    timezone: words,
    dnd: z.boolean().nullish(),
    type: words,
    source: words,
    assignedTo: words,
    address1: words,
    city: words,
    state: words,
    country: words,
    postalCode: words,
    website: words,
    tags: z.array(z.string()).nullish(),
    dateOfBirth: words,
    dateAdded: words,
    dateUpdated: words,
    lastActivity: words,
    businessId: words,
    customFields: z.array(z.looseObject({ id: words, value: z.unknown().optional() })).nullish(),
  }),
);
export type Contact = z.output<typeof contact>;

const given = (noun: string) => z.string({ error: `Give the ${noun} as text.` }).optional();
const givenOrNull = (noun: string) => z.string({ error: `Give the ${noun} as text.` }).nullish();
const channel = input({
  status: oneOf("status", ["active", "inactive", "permanent"]),
  message: given("message"),
  code: given("code"),
}).optional();

const fieldValue = z.union([z.string(), z.number(), z.array(z.string()), anyObject]).optional();
// The published shape demands the id, its own text either the id or the key.
const customField = input({
  id: given("field id"),
  key: given("field key"),
  fieldValue,
  field_value: fieldValue,
}).refine((field) => Boolean(field.id || field.key), {
  error: "Name the custom field by its id or its key.",
  path: ["id"],
});

const contactFields = {
  locationId,
  firstName: givenOrNull("first name"),
  lastName: givenOrNull("last name"),
  name: givenOrNull("name"),
  email: z.email({ error: "Give a full email address." }).nullish(),
  gender: given("gender"),
  phone: givenOrNull("phone number"),
  address1: givenOrNull("address"),
  city: givenOrNull("city"),
  state: givenOrNull("state"),
  postalCode: given("postal code"),
  website: givenOrNull("website"),
  timezone: givenOrNull("timezone"),
  dnd: z.boolean({ error: "Give true or false." }).optional(),
  dndSettings: input({
    call: channel,
    email: channel,
    sms: channel,
    whatsApp: channel,
    gmb: channel,
    fb: channel,
  }).optional(),
  inboundDndSettings: input({
    all: input({ status: oneOf("status", ["active", "inactive"]), message: given("message") }).optional(),
  }).optional(),
  tags: z.array(text("tag"), { error: "Give the tags as a list." }).optional(),
  customFields: z.array(customField, { error: "Give the custom fields as a list." }).optional(),
  source: given("source"),
  dateOfBirth: givenOrNull("date of birth"),
  country: given("country"),
  companyName: givenOrNull("company name"),
  assignedTo: given("user"),
};

const contactAnswer = { contact, traceId: z.string().nullish() };

export const createContact = defineOperation({
  id: "create-contact",
  resource: "contacts",
  method: "POST",
  path: "/contacts/",
  summary: "Create a contact.",
  scope: "contacts.write",
  token: "location",
  effect: "write",
  params: noFields,
  query: noFields,
  body: input(contactFields),
  bodyKind: "json",
  status: 201,
  answer: z.looseObject(contactAnswer),
  refusals: USUAL_REFUSALS,
});

export const upsertContact = defineOperation({
  id: "upsert-contact",
  resource: "contacts",
  method: "POST",
  path: "/contacts/upsert",
  summary: "Create a contact, or change the one with the same email or phone. Its tags are replaced.",
  scope: "contacts.write",
  token: "location",
  effect: "write",
  params: noFields,
  query: noFields,
  body: input({ ...contactFields, createNewIfDuplicateAllowed: z.boolean().optional() }),
  bodyKind: "json",
  status: 200,
  answer: z.looseObject({ ...contactAnswer, new: z.boolean().nullish() }),
  refusals: USUAL_REFUSALS,
});

export const getContact = defineOperation({
  id: "get-contact",
  resource: "contacts",
  method: "GET",
  path: "/contacts/:contactId",
  summary: "Get one contact.",
  scope: "contacts.readonly",
  token: "location",
  effect: "read",
  params: input({ contactId: idOf("contact") }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: z.looseObject(contactAnswer),
  refusals: USUAL_REFUSALS,
});

const wholeNumber = (noun: string) =>
  z.int({ error: `Give the ${noun} as a whole number.` }).min(1, { error: `The ${noun} must be 1 or more.` });

export const searchContactsAdvanced = defineOperation({
  id: "search-contacts-advanced",
  resource: "contacts",
  method: "POST",
  path: "/contacts/search",
  summary: "Search contacts by filters.",
  scope: "contacts.readonly",
  token: "location",
  effect: "read",
  params: noFields,
  query: noFields,
  // The published file leaves this body open; these are the fields of its linked documentation.
  body: z.looseObject({
    locationId,
    query: z.string().optional(),
    page: wholeNumber("page").optional(),
    pageLimit: wholeNumber("page size").max(500, { error: "A page holds at most 500 contacts." }).optional(),
    searchAfter: z.array(z.unknown()).optional(),
    filters: z.array(anyObject).optional(),
    sort: z.array(anyObject).optional(),
  }),
  bodyKind: "json",
  status: 200,
  answer: z.looseObject({
    contacts: z.array(contact),
    total: z.number().nullish(),
    traceId: z.string().nullish(),
  }),
  refusals: [400, 401],
});

const tagsBody = input({
  tags: z
    .array(text("tag"), { error: "Give the tags as a list." })
    .min(1, { error: "Name at least one tag." }),
});
const tagsAnswer = z.looseObject({ tags: z.array(z.string()), traceId: z.string().nullish() });

export const addTags = defineOperation({
  id: "add-tags",
  resource: "contacts",
  method: "POST",
  path: "/contacts/:contactId/tags",
  summary: "Add tags to a contact.",
  scope: "contacts.write",
  token: "location",
  effect: "write",
  params: input({ contactId: idOf("contact") }),
  query: noFields,
  body: tagsBody,
  bodyKind: "json",
  status: 201,
  answer: tagsAnswer,
  refusals: USUAL_REFUSALS,
});

export const removeTags = defineOperation({
  id: "remove-tags",
  resource: "contacts",
  method: "DELETE",
  path: "/contacts/:contactId/tags",
  summary: "Take tags off a contact.",
  scope: "contacts.write",
  token: "location",
  effect: "delete",
  params: input({ contactId: idOf("contact") }),
  query: noFields,
  body: tagsBody,
  bodyKind: "json",
  status: 200,
  answer: tagsAnswer,
  refusals: USUAL_REFUSALS,
});

export const contactOperations = [
  createContact,
  upsertContact,
  getContact,
  searchContactsAdvanced,
  addTags,
  removeTags,
] as const;
