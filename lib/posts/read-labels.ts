import type { z } from "zod";
import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { getCategoriesLocationId, getTagsLocationId } from "@/lib/upstream/contract";
import type { Names } from "./post-fields";
import type { labelsReply } from "./schema";

const PAGE = 100;

/** Names of the location's tags and categories by their ids, read live. */
export async function readNames(ctx: Context, locationId: string): Promise<Names> {
  const tags = new Map<string, string>();
  const categories = new Map<string, string>();
  for (let skip = 0; ; skip += PAGE) {
    const query = { skip: String(skip), limit: String(PAGE) };
    const { answer } = await ctx.upstream.call(ctx, getTagsLocationId, { params: { locationId }, query });
    for (const { id, tag } of answer.results.tags) if (tag) tags.set(id, tag);
    if (answer.results.tags.length < PAGE) break;
  }
  for (let skip = 0; ; skip += PAGE) {
    const query = { skip: String(skip), limit: String(PAGE) };
    const { answer } = await ctx.upstream.call(ctx, getCategoriesLocationId, {
      params: { locationId },
      query,
    });
    for (const { id, name } of answer.results.categories) if (name) categories.set(id, name);
    if (answer.results.categories.length < PAGE) break;
  }
  return { tags, categories };
}

/** The location's tags and categories as lists to choose from. */
export async function listLabels(ctx: Context, locationId: string): Promise<z.input<typeof labelsReply>> {
  const location = await getLocation(ctx, locationId);
  const names = await readNames(ctx, location.id);
  const listed = (map: ReadonlyMap<string, string>) =>
    [...map].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
  return { tags: listed(names.tags), categories: listed(names.categories) };
}
