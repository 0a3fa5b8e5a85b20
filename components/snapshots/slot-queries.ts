"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/http/api-client";
import type { ReportFilters } from "@/lib/reports/filters";
import { slotsReply } from "@/lib/reports/slots-schema";

/** Where a location's scheduled posts could go, and what came of those that went. */
export function useSlots(locationId: string, { accountIds, platforms }: ReportFilters) {
  const query = {
    locationId,
    accountId: accountIds.join(",") || undefined,
    platform: platforms.join(",") || undefined,
  };
  return useQuery({
    queryKey: ["reports", "slots", query] as const,
    queryFn: ({ signal }) => api("/api/reports/slots", { query, schema: slotsReply, signal }),
    placeholderData: keepPreviousData,
  });
}
