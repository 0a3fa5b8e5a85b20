import { z } from "zod";
import { defineOperation } from "./operation";
import {
  bothIds,
  envelope,
  identified,
  idOf,
  input,
  locationId,
  noBody,
  noFields,
  numberText,
  USUAL_REFUSALS,
} from "./shapes";

const words = z.string().nullish();

export const category = identified(
  z.looseObject({
    ...bothIds,
    name: words,
    primaryColor: words,
    secondaryColor: words,
    locationId: words,
    createdBy: words,
    deleted: z.boolean().nullish(),
    createdAt: words,
    updatedAt: words,
  }),
);
export type Category = z.output<typeof category>;

export const tag = identified(
  z.looseObject({
    ...bothIds,
    tag: words,
    locationId: words,
    createdBy: words,
    deleted: z.boolean().nullish(),
    createdAt: words,
    updatedAt: words,
  }),
);
export type Tag = z.output<typeof tag>;

const searchQuery = input({
  searchText: z.string().optional(),
  limit: numberText.optional(),
  skip: numberText.optional(),
});

const count = z.number().nullish();

export const getCategoriesLocationId = defineOperation({
  id: "get-categories-location-id",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/categories",
  summary: "List the post categories of a location.",
  scope: "socialplanner/category.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: searchQuery,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ categories: z.array(category), count })),
  refusals: USUAL_REFUSALS,
});

export const getCategoriesId = defineOperation({
  id: "get-categories-id",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/categories/:id",
  summary: "Get one post category.",
  scope: "socialplanner/category.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId, id: idOf("category") }),
  query: noFields,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ category })),
  refusals: USUAL_REFUSALS,
});

export const getTagsLocationId = defineOperation({
  id: "get-tags-location-id",
  resource: "social-planner",
  method: "GET",
  path: "/social-media-posting/:locationId/tags",
  summary: "List the post tags of a location.",
  scope: "socialplanner/tag.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: searchQuery,
  body: noBody,
  bodyKind: "none",
  status: 200,
  answer: envelope(z.looseObject({ tags: z.array(tag), count })),
  refusals: USUAL_REFUSALS,
});

export const getTagsByIds = defineOperation({
  id: "get-tags-by-ids",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/:locationId/tags/details",
  summary: "Get post tags by their ids.",
  scope: "socialplanner/tag.readonly",
  token: "location",
  effect: "read",
  params: input({ locationId }),
  query: noFields,
  body: input({ tagIds: z.array(idOf("tag"), { error: "Give the tag ids as a list." }) }),
  bodyKind: "json",
  status: 201,
  answer: envelope(z.looseObject({ tags: z.array(tag), count })),
  refusals: USUAL_REFUSALS,
});

export const categoryTagOperations = [
  getCategoriesLocationId,
  getCategoriesId,
  getTagsLocationId,
  getTagsByIds,
] as const;
