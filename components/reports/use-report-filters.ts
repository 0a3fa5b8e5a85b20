"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type ReportFilters, readFilters, writeFilters } from "@/lib/reports/filters";

/** What a page is about says its path: it is no filter and stays out of the query. */
type Fixed = { locationId: string; accountId?: string };

/** The filters of the page's address, and a way to change them. */
export function useReportFilters(today: string, fixed?: Fixed) {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const { locationId, accountId } = fixed ?? {};
  const filters = useMemo(() => {
    const asked = readFilters(new URLSearchParams(search.toString()), today);
    if (locationId === undefined) return asked;
    const accountIds = accountId === undefined ? asked.accountIds : [accountId];
    return { ...asked, groupIds: [], locationIds: [locationId], accountIds };
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
