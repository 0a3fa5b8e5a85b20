import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readNames } from "@/lib/posts/read-labels";

export type NamedLabels = { tagNames: string; category: string | null };
type Labelled = { location_id: string; tags: readonly string[]; category_id: string | null };

/**
 * Names of tags and categories for rows that come location by location: each location is asked once, when its first labelled
 * post comes. A label nobody knows any more, or an upstream that does not answer, leaves the id: the file is whole without.
 */
export function labelNames(ctx: Context): { of: (row: Labelled) => Promise<NamedLabels> } {
  let at = "";
  let names: Awaited<ReturnType<typeof readNames>> | null = null;
  return {
    async of({ location_id: locationId, tags, category_id: categoryId }) {
      if (tags.length === 0 && categoryId === null) return { tagNames: "", category: null };
      if (at !== locationId) {
        at = locationId;
        names = await readNames(ctx, locationId).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          ctx.log.warn({ code: error.code, traceId: error.traceId }, "labels of an export stay ids");
          return null;
        });
      }
      return {
        tagNames: tags.map((id) => names?.tags.get(id) ?? id).join(", "),
        category: categoryId === null ? null : (names?.categories.get(categoryId) ?? categoryId),
      };
    },
  };
}
