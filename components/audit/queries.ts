"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { type AuditFilter, auditPageSchema } from "@/lib/audit/schema";
import { api } from "@/lib/http/api-client";

export function useAudit(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ["audit", filter] as const,
    queryFn: ({ pageParam, signal }) =>
      api("/api/audit", { query: { ...filter, cursor: pageParam }, schema: auditPageSchema, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
