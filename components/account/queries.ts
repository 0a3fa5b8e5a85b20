"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { deviceSchema } from "@/lib/auth/schema";
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
