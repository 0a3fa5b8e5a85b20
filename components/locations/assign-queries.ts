"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { locationsQuery } from "@/components/layout/queries";
import { sentenceOf } from "@/components/states/error-state";
import { type AssignmentPlan, assignmentPreview } from "@/lib/accounts/assignment-sheet-schema";
import { assignResult } from "@/lib/accounts/schema";
import { api } from "@/lib/http/api-client";
import type { AssignOutcome } from "./assign-plan-list";

/** What a sheet would change; nothing is sent. */
export function useAssignmentPreview() {
  return useMutation({
    mutationFn: (file: File) =>
      api("/api/locations/assignments", { method: "POST", bytes: file, schema: assignmentPreview }),
  });
}

/** Assigns one location after another and tells how each fared; one that fails does not stop the others. */
export function useApplyAssignments(tell: (plan: AssignmentPlan, outcome: AssignOutcome) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (plans: readonly AssignmentPlan[]) => {
      for (const plan of plans) {
        tell(plan, { status: "running" });
        tell(plan, await assignOne(plan));
      }
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["accounts"] }),
        client.invalidateQueries({ queryKey: locationsQuery.queryKey }),
      ]),
  });
}

async function assignOne({ locationId, accountIds, expected }: AssignmentPlan): Promise<AssignOutcome> {
  try {
    const result = await api("/api/locations/assignments", {
      method: "PUT",
      json: { locationId, accountIds, expected },
      schema: assignResult,
    });
    return { status: result.outcome === "refused" ? "failed" : "done", message: result.message };
  } catch (error) {
    return { status: "failed", message: sentenceOf(error) };
  }
}
