"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { makePasskey } from "@/components/auth/passkey";
import { addedPasskey, passkeySchema } from "@/lib/auth/passkey-schema";
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

export function useSecondFactor(enabled = true) {
  return useQuery({
    enabled,
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

/** A first factor may open the rest of the product: what the server rendered is asked for again. */
function useOpenTheRest() {
  const router = useRouter();
  return () => router.refresh();
}

export function useConfirmSecondFactor() {
  const refresh = useRefreshSecondFactor();
  const openTheRest = useOpenTheRest();
  return useMutation({
    mutationFn: (code: string) =>
      api(SECOND_FACTOR, { method: "PUT", json: { code }, schema: recoveryCodesSchema }),
    onSuccess: () => {
      openTheRest();
      return refresh();
    },
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

const passkeysKey = ["account", "passkeys"] as const;
const PASSKEYS = "/api/account/passkeys";

export function usePasskeys() {
  return useQuery({
    queryKey: passkeysKey,
    queryFn: ({ signal }) =>
      api(PASSKEYS, { schema: z.object({ passkeys: z.array(passkeySchema) }), signal }),
  });
}

function useRefreshPasskeys() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: passkeysKey }),
      client.invalidateQueries({ queryKey: secondFactorKey }),
    ]);
}

export function useAddPasskey() {
  const refresh = useRefreshPasskeys();
  const openTheRest = useOpenTheRest();
  return useMutation({
    mutationFn: async (name: string) =>
      api(PASSKEYS, { method: "POST", json: { name, response: await makePasskey() }, schema: addedPasskey }),
    onSuccess: () => {
      openTheRest();
      return refresh();
    },
  });
}

export function useRenamePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: ({ passkeyId, name }: { passkeyId: string; name: string }) =>
      api(`${PASSKEYS}/${encodeURIComponent(passkeyId)}`, {
        method: "PATCH",
        json: { name },
        schema: passkeySchema,
      }),
    onSuccess: refresh,
  });
}

export function useRemovePasskey() {
  const refresh = useRefreshPasskeys();
  return useMutation({
    mutationFn: (passkeyId: string) =>
      api(`${PASSKEYS}/${encodeURIComponent(passkeyId)}`, { method: "DELETE", schema: z.null() }),
    onSettled: refresh,
  });
}
