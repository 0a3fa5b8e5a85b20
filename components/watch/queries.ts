"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "@/lib/http/api-client";
import { alertsReply, type SubjectKind } from "@/lib/watch/schema";

const alertKeys = { all: ["alerts"] as const, about: (about: SubjectKind) => ["alerts", about] as const };

const LIVE_MS = 15_000;

export function useAlerts(about: SubjectKind) {
  return useQuery({
    queryKey: alertKeys.about(about),
    queryFn: ({ signal }) => api(`/api/alerts?about=${about}`, { schema: alertsReply, signal }),
    refetchInterval: LIVE_MS,
  });
}

/** After anything that may put alerts aside. */
export function useRefreshAlerts() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: alertKeys.all });
}

export function useDismissAlert() {
  const refresh = useRefreshAlerts();
  return useMutation({
    mutationFn: (alertId: string) => api(`/api/alerts/${alertId}`, { method: "DELETE", schema: z.null() }),
    onSettled: refresh,
  });
}
