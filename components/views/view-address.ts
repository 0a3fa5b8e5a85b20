import type { SavedView } from "@/lib/views/schema";

/** The address that a view keeps. */
export function addressOfView({ path, search }: Pick<SavedView, "path" | "search">): string {
  return search === "" ? path : `${path}?${search.replace(/^\?/, "")}`;
}

/** What a view keeps of an address: its filters, and not what was just done there. */
export function searchToKeep(search: string): string {
  const kept = new URLSearchParams(search);
  kept.delete("changes");
  kept.delete("deletions");
  return kept.toString();
}

const PAGES: Record<string, string> = {
  "/overview": "Overview",
  "/snapshots": "Snapshots",
  "/posts": "Posts",
};

/** The page it opens, in a word. */
export function pageOfView({ path }: Pick<SavedView, "path">): string {
  return PAGES[path] ?? (path.includes("/accounts/") ? "Account" : "Location");
}
