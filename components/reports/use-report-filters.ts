"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type FixedScope, pageFilters, type ReportFilters, writeFilters } from "@/lib/reports/filters";

/** The filters of the page's address, and a way to change them. */
export function useReportFilters(today: string, fixed?: FixedScope) {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const { locationId, accountId } = fixed ?? {};
  const filters = useMemo(() => {
    const scope =
      locationId === undefined
        ? undefined
        : { locationId, ...(accountId === undefined ? {} : { accountId }) };
    return pageFilters(new URLSearchParams(search.toString()), today, scope);
  }, [search, today, locationId, accountId]);
  const change = useCallback(
    (part: Partial<ReportFilters>) => {
      const next = { ...filters, ...part };
      const written = writeFilters(
        {
          ...next,
          ...(locationId === undefined ? {} : { locationIds: [] }),
          ...(accountId === undefined ? {} : { accountIds: [] }),
        },
        new URLSearchParams(window.location.search),
      );
      router.replace(`${pathname}${written}`, { scroll: false });
    },
    [router, pathname, filters, locationId, accountId],
  );
  const reset = useCallback(() => router.replace(pathname, { scroll: false }), [router, pathname]);
  return { filters, change, reset, isDefault: search.toString() === "" };
}
