"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useQuestion } from "@/components/reports/queries";
import { goalsReply, type SetGoal } from "@/lib/goals/schema";
import { api } from "@/lib/http/api-client";
import { questions } from "@/lib/reports/questions";

/** A location's goals of a month; null is its present one. */
export const useGoals = (locationId: string, month: string | null) =>
  useQuestion(questions.goals(locationId, month));

export function useSetGoal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: SetGoal) => api("/api/goals", { method: "PUT", json: input, schema: goalsReply }),
    onSuccess: ({ locationId }) => client.invalidateQueries({ queryKey: ["goals", locationId] }),
  });
}
