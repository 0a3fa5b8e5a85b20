"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { goalsReply, type SetGoal } from "@/lib/goals/schema";
import { api } from "@/lib/http/api-client";

const goalsKey = (locationId: string, month: string | null) => ["goals", locationId, month] as const;

/** A location's goals of a month; null is its present one. */
export function useGoals(locationId: string, month: string | null) {
  return useQuery({
    queryKey: goalsKey(locationId, month),
    queryFn: ({ signal }) =>
      api("/api/goals", { query: { locationId, month: month ?? undefined }, schema: goalsReply, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useSetGoal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SetGoal) => api("/api/goals", { method: "PUT", json: input, schema: goalsReply }),
    onSuccess: ({ locationId }) => client.invalidateQueries({ queryKey: ["goals", locationId] }),
  });
}
