"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import {
  type ApiKeyInput,
  apiKeyReply,
  authorizeReply,
  type ConnectionChange,
  confirmReply,
  connectionsReply,
  type RotateKeyInput,
  type SteerInput,
} from "@/lib/connections/schema";
import { api } from "@/lib/http/api-client";

export const connectionKeys = { all: ["connections"] as const };

const LIVE_MS = 15_000;

export function useConnections() {
  return useQuery({
    queryKey: connectionKeys.all,
    queryFn: ({ signal }) => api("/api/connections", { schema: connectionsReply, signal }),
    refetchInterval: LIVE_MS,
  });
}

/** Leaves for the authorization page of the Social Media API. */
export function useAuthorize() {
  return useMutation({
    mutationFn: (input: { connectionId?: string; scopes?: string[]; only?: boolean }) =>
      api("/api/connections/authorize", { method: "POST", json: input, schema: authorizeReply }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
}

function useChange<Input, Result>(mutationFn: (input: Input) => Promise<Result>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries() });
}

export const useAddKey = () =>
  useChange((input: ApiKeyInput) =>
    api("/api/connections/api-keys", { method: "POST", json: input, schema: apiKeyReply }),
  );

export const useRotateKey = () =>
  useChange(({ connectionId, ...input }: RotateKeyInput & { connectionId: string }) =>
    api(`/api/connections/${connectionId}/key`, { method: "PUT", json: input, schema: apiKeyReply }),
  );

export const useSteer = () =>
  useChange(({ connectionId, ...input }: SteerInput & { connectionId: string }) =>
    api(`/api/connections/${connectionId}`, { method: "POST", json: input, schema: z.null() }),
  );

export const useChangeConnection = () =>
  useChange(({ connectionId, ...change }: ConnectionChange & { connectionId: string }) =>
    api(`/api/connections/${connectionId}`, { method: "PATCH", json: change, schema: z.null() }),
  );

export const useConfirmInstall = () =>
  useChange(() => api("/api/connections/confirm", { method: "POST", json: {}, schema: confirmReply }));

export const useRotateVault = () =>
  useChange(() => api("/api/connections/vault", { method: "POST", json: {}, schema: z.null() }));

export const useReadLocations = () =>
  useChange(() =>
    api("/api/locations/sync", { method: "POST", json: {}, schema: z.object({ locations: z.number() }) }),
  );
