"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ReportFilters, readFilters, writeFilters } from "@/lib/reports/filters";

/** The filters of the page's address, and a way to change them. */
export function useReportFilters(today: string) {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filters = useMemo(() => readFilters(new URLSearchParams(search.toString()), today), [search, today]);
  const change = useCallback(
    (part: Partial<ReportFilters>) => {
      router.replace(`${pathname}${writeFilters({ ...filters, ...part })}`, { scroll: false });
    },
    [router, pathname, filters],
  );
  const reset = useCallback(() => router.replace(pathname, { scroll: false }), [router, pathname]);
  return { filters, change, reset, isDefault: search.toString() === "" };
}
