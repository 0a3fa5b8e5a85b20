"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type CreateFeedTokenInput, createdFeedToken, feedToken, feedTokensReply } from "@/lib/feed/schema";
import { api } from "@/lib/http/api-client";

const tokensKey = ["feed", "tokens"] as const;

export function useFeedTokens() {
  return useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => api("/api/feed/tokens", { schema: feedTokensReply, signal }),
  });
}

export function useCreateFeedToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: CreateFeedTokenInput) =>
      api("/api/feed/tokens", { method: "POST", json, schema: createdFeedToken }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
}

export function useRevokeFeedToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) =>
      api(`/api/feed/tokens/${tokenId}`, { method: "DELETE", schema: feedToken }),
    onSettled: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
}
