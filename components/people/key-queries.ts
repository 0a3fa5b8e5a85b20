"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { useRefreshAlerts } from "@/components/watch/queries";
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
  const refreshAlerts = useRefreshAlerts();
  return () => Promise.all([client.invalidateQueries({ queryKey: keysKey }), refreshAlerts()]);
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

/** Answers the new secret, once. */
export function useRotateApiKey() {
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: ({ keyId, overlapHours }: { keyId: string; overlapHours: number }) =>
      api(`/api/people/keys/${keyId}/reroll`, {
        method: "POST",
        json: { overlapHours },
        schema: createdApiKeySchema,
      }),
    onSettled: refresh,
  });
}

export function useTurnApiKey() {
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: ({ keyId, to }: { keyId: string; to: "pause" | "resume" }) =>
      api(`/api/people/keys/${keyId}/${to}`, { method: "POST", json: {}, schema: z.null() }),
    onSettled: refresh,
  });
}

export function useSetPauseKeys() {
  const refresh = useRefreshKeys();
  return useMutation({
    mutationFn: (pauseKeys: boolean) =>
      api("/api/people/keys/settings", { method: "PUT", json: { pauseKeys }, schema: z.null() }),
    onSettled: refresh,
  });
}
