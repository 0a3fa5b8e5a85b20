"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { deviceSchema, recoveryCodesSchema, totpSchema, totpSetUpSchema } from "@/lib/auth/schema";
import { api } from "@/lib/http/api-client";

const devicesKey = ["account", "devices"] as const;
const ended = z.object({ sessionsEnded: z.number() });

export function useDevices() {
  return useQuery({
    queryKey: devicesKey,
    queryFn: ({ signal }) =>
      api("/api/account/devices", { schema: z.object({ devices: z.array(deviceSchema) }), signal }),
  });
}

function useRefreshDevices() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: devicesKey });
}

export function useRevokeDevice() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: (sessionId: string) =>
      api(`/api/account/devices/${sessionId}`, {
        method: "DELETE",
        schema: z.object({ sessionId: z.string() }),
      }),
    onSettled: refresh,
  });
}

export function useRevokeOthers() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: () => api("/api/account/devices", { method: "DELETE", schema: ended }),
    onSettled: refresh,
  });
}

export function useChangePassword() {
  const refresh = useRefreshDevices();
  return useMutation({
    mutationFn: (input: { presentPassword: string; newPassword: string }) =>
      api("/api/account/password", { method: "PUT", json: input, schema: ended }),
    onSuccess: refresh,
  });
}

const secondFactorKey = ["account", "second-factor"] as const;
const SECOND_FACTOR = "/api/account/second-factor";

export function useSecondFactor() {
  return useQuery({
    queryKey: secondFactorKey,
    queryFn: ({ signal }) => api(SECOND_FACTOR, { schema: totpSchema, signal }),
  });
}

function useRefreshSecondFactor() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: secondFactorKey });
}

export function useStartSecondFactor() {
  return useMutation({
    mutationFn: () => api(SECOND_FACTOR, { method: "POST", schema: totpSetUpSchema }),
  });
}

export function useConfirmSecondFactor() {
  const refresh = useRefreshSecondFactor();
  return useMutation({
    mutationFn: (code: string) =>
      api(SECOND_FACTOR, { method: "PUT", json: { code }, schema: recoveryCodesSchema }),
    onSuccess: refresh,
  });
}

export function useTurnOffSecondFactor() {
  const refresh = useRefreshSecondFactor();
  return useMutation({
    mutationFn: () => api(SECOND_FACTOR, { method: "DELETE", schema: totpSchema }),
    onSuccess: refresh,
  });
}

export function useRenewRecoveryCodes() {
  const refresh = useRefreshSecondFactor();
  return useMutation({
    mutationFn: () => api("/api/account/recovery-codes", { method: "POST", schema: recoveryCodesSchema }),
    onSuccess: refresh,
  });
}
