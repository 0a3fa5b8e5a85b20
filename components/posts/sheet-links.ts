import type { PostsFilter } from "./queries";

/** The address of a download of everything the filters name. */
export function exportHref(filter: PostsFilter, options: Record<string, string>): string {
  const search = new URLSearchParams({
    locationIds: filter.locationIds.join(","),
    type: filter.type,
    ...options,
  });
  if (filter.accounts.length > 0) search.set("accounts", filter.accounts.join(","));
  if (filter.search.trim()) search.set("search", filter.search.trim());
  if (filter.from) search.set("from", filter.from);
  if (filter.to) search.set("to", filter.to);
  return `/api/posts/export?${search}`;
}
