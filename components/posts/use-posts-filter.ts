"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { POST_WORDS } from "./post-words";

export const POST_TYPES = [
  { value: "all", label: "All" },
  { value: "scheduled", label: POST_WORDS.scheduled.word },
  { value: "draft", label: "Drafts" },
  { value: "published", label: POST_WORDS.published.word },
  { value: "failed", label: POST_WORDS.failed.word },
  { value: "in_review", label: POST_WORDS.in_review.word },
] as const;

export const PAGE_SIZE = 50;

/** More would take longer to read than a person waits. */
export const MAX_LOCATIONS = 10;

export type UrlFilter = {
  locationIds: string[];
  search: string;
  /** Bulk actions under way or just done: a reload keeps showing them. */
  changes: string[];
  deletions: string[];
  type: string;
  accounts: string[];
  from: string | null;
  to: string | null;
  /** The import whose posts are shown alone. */
  batch: string | null;
  skip: number;
};

/** The filters of the page live in its address: a reload or a sent link shows the same posts. */
export function usePostsFilter(fallbackLocation: string): [UrlFilter, (change: Partial<UrlFilter>) => void] {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const listOf = (name: string) => search.get(name)?.split(",").filter(Boolean) ?? [];
  const named = listOf("locationId").slice(0, MAX_LOCATIONS);
  const filter: UrlFilter = {
    locationIds: named.length > 0 ? named : [fallbackLocation].filter(Boolean),
    search: search.get("search") ?? "",
    changes: listOf("changes"),
    deletions: listOf("deletions"),
    type: search.get("type") ?? "scheduled",
    accounts: listOf("accounts"),
    from: search.get("from"),
    to: search.get("to"),
    batch: search.get("batch"),
    skip: Math.max(0, Number(search.get("skip")) || 0),
  };
  const change = useCallback(
    (next: Partial<UrlFilter>) => {
      const params = new URLSearchParams(search);
      const staysOnPage = Object.keys(next).every((name) => name === "changes" || name === "deletions");
      const { locationIds, ...rest } = next;
      const changed = { ...(staysOnPage ? {} : { skip: 0 }), ...rest };
      // An import belongs to one location: elsewhere it has no posts.
      if (locationIds) Object.assign(changed, { locationId: locationIds, batch: null });
      for (const [name, value] of Object.entries(changed)) {
        const text = Array.isArray(value) ? value.join(",") : String(value ?? "");
        if (text === "" || text === "0") params.delete(name);
        else params.set(name, text);
      }
      router.replace(`${path}?${params}`, { scroll: false });
    },
    [router, path, search],
  );
  return [filter, change];
}
