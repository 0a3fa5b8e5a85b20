import { MAX_POSTS_PER_CHANGE } from "@/lib/posts/change-schema";
import type { ChosenPost } from "@/lib/posts/schema";

export type ChosenGroup = { locationId: string; postIds: string[] };

/** Chosen posts as bulk changes take them: one location each, at most 1,000 posts. */
export function groupsForChange(groups: ReadonlyMap<string, readonly ChosenPost[]>): ChosenGroup[] {
  return [...groups].flatMap(([locationId, posts]) => {
    const ids = posts.map((post) => post.id);
    const cut: ChosenGroup[] = [];
    for (let start = 0; start < ids.length; start += MAX_POSTS_PER_CHANGE)
      cut.push({ locationId, postIds: ids.slice(start, start + MAX_POSTS_PER_CHANGE) });
    return cut;
  });
}
