"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/http/api-client";
import { type ChangeView, type CreateView, savedView, viewsReply } from "@/lib/views/schema";

const viewsKey = ["saved-views"] as const;

/** One's own views and those shared with the agency. */
export function useViews(enabled: boolean) {
  return useQuery({
    queryKey: viewsKey,
    queryFn: ({ signal }) => api("/api/views", { schema: viewsReply, signal }),
    enabled,
    staleTime: 30_000,
  });
}

export function useCreateView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CreateView) => api("/api/views", { method: "POST", json: input, schema: savedView }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ viewId, ...change }: ChangeView & { viewId: string }) =>
      api(`/api/views/${viewId}`, { method: "PATCH", json: change, schema: savedView }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (viewId: string) => api(`/api/views/${viewId}`, { method: "DELETE", schema: savedView }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsKey }),
  });
}
