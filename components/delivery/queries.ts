"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { brandView } from "@/lib/delivery/brand/schema";
import { outboxMessage, outboxReply } from "@/lib/delivery/outbox/schema";
import {
  type ChangeSchedule,
  type CreateSchedule,
  schedulesReply,
  scheduleView,
  testReply,
} from "@/lib/delivery/schedules/schema";
import { api } from "@/lib/http/api-client";

const keys = {
  schedules: ["delivery", "schedules"] as const,
  outbox: ["delivery", "outbox"] as const,
  brand: ["delivery", "brand"] as const,
};
const LIVE_MS = 10_000;

export function useSchedules() {
  return useQuery({
    queryKey: keys.schedules,
    queryFn: ({ signal }) => api("/api/reports/schedules", { schema: schedulesReply, signal }),
  });
}

export function useCreateSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (json: CreateSchedule) =>
      api("/api/reports/schedules", { method: "POST", json, schema: scheduleView }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.schedules }),
  });
}

export function useChangeSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ scheduleId, change }: { scheduleId: string; change: ChangeSchedule }) =>
      api(`/api/reports/schedules/${scheduleId}`, { method: "PATCH", json: change, schema: scheduleView }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.schedules }),
  });
}

export function useDeleteSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scheduleId: string) =>
      api(`/api/reports/schedules/${scheduleId}`, {
        method: "DELETE",
        schema: z.object({ scheduleId: z.string() }),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.schedules }),
  });
}

export function useTestSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (scheduleId: string) =>
      api(`/api/reports/schedules/${scheduleId}/test`, { method: "POST", json: {}, schema: testReply }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.outbox }),
  });
}

/** While something is on its way the list follows it. */
export function useOutbox() {
  return useQuery({
    queryKey: keys.outbox,
    queryFn: ({ signal }) => api("/api/outbox", { schema: outboxReply, signal }),
    refetchInterval: ({ state }) =>
      state.data?.messages.some(({ status }) => status === "queued" || status === "sending")
        ? LIVE_MS
        : false,
  });
}

export function useSendAgain() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string) =>
      api(`/api/outbox/${messageId}/send`, { method: "POST", json: {}, schema: outboxMessage }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.outbox }),
  });
}

export function useDeleteMessage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string) =>
      api(`/api/outbox/${messageId}`, { method: "DELETE", schema: z.object({ messageId: z.string() }) }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.outbox }),
  });
}

export function useBrand() {
  return useQuery({
    queryKey: keys.brand,
    queryFn: ({ signal }) => api("/api/company/brand", { schema: brandView, signal }),
  });
}

export function useChangeBrand() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { color: string | null } | { logo: File | null }) =>
      "color" in change
        ? api("/api/company/brand", { method: "PUT", json: change, schema: brandView })
        : change.logo
          ? api("/api/company/logo", { method: "PUT", bytes: change.logo, schema: brandView })
          : api("/api/company/logo", { method: "DELETE", schema: brandView }),
    onSuccess: (brand) => client.setQueryData(keys.brand, brand),
  });
}
