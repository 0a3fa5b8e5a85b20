"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { apiKeysSchema, type CreateApiKeyInput, createdApiKeySchema } from "@/lib/auth/api-key-schema";
import { api } from "@/lib/http/api-client";

const keysKey = ["people", "keys"] as const;

export function useApiKeys() {
  return useQuery({
    queryKey: keysKey,
    queryFn: ({ signal }) => api("/api/people/keys", { schema: apiKeysSchema, signal }),
  });
}

function useRefreshKeys() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keysKey });
}

export function useCreateApiKey() {
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: (input: CreateApiKeyInput) =>
      api("/api/people/keys", { method: "POST", json: input, schema: createdApiKeySchema }),
    onSuccess: refresh,
  });
}

export function useRevokeApiKey() {
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: (keyId: string) =>
      api(`/api/people/keys/${keyId}`, { method: "DELETE", schema: z.object({ keyId: z.string() }) }),
    onSettled: refresh,
  });
}
