"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";

export const POST_TYPES = [
  { value: "all", label: "All" },
  { value: "scheduled", label: "Scheduled" },
  { value: "draft", label: "Drafts" },
  { value: "published", label: "Published" },
  { value: "failed", label: "Failed" },
  { value: "in_review", label: "In review" },
] as const;

export const PAGE_SIZE = 50;

export type UrlFilter = {
  locationId: string;
  type: string;
  accounts: string[];
  from: string | null;
  to: string | null;
  skip: number;
};

/** The filters of the page live in its address: a reload or a sent link shows the same posts. */
export function usePostsFilter(fallbackLocation: string): [UrlFilter, (change: Partial<UrlFilter>) => void] {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const filter: UrlFilter = {
    locationId: search.get("locationId") ?? fallbackLocation,
    type: search.get("type") ?? "scheduled",
    accounts: search.get("accounts")?.split(",").filter(Boolean) ?? [],
    from: search.get("from"),
    to: search.get("to"),
    skip: Math.max(0, Number(search.get("skip")) || 0),
  };
  const change = useCallback(
    (next: Partial<UrlFilter>) => {
      const params = new URLSearchParams(search);
      for (const [name, value] of Object.entries({ skip: 0, ...next })) {
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
