"use client";

import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type AuditFilter, auditPageSchema, type LogCheck, logCheckSchema } from "@/lib/audit/schema";
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

const MOST_SHOWN = 20;

/** Verifies the whole log, one answer of bounded time after the other. */
export function useCheckLog() {
  const [progress, setProgress] = useState<LogCheck | null>(null);
  const mutation = useMutation({
    mutationFn: async (): Promise<LogCheck> => {
      setProgress(null);
      const faults: LogCheck["faults"] = [];
      let faultCount = 0;
      let from = { after: 0, events: 0 };
      while (true) {
        const part = await api("/api/audit/check", { query: from, schema: logCheckSchema });
        faults.push(...part.faults);
        faultCount += part.faultCount;
        if (part.next === null) return { ...part, faultCount, faults: faults.slice(0, MOST_SHOWN) };
        setProgress(part);
        from = { after: part.next, events: part.events };
      }
    },
  });
  return { mutation, progress };
}
