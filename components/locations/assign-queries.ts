"use client";

import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { z } from "zod";
import { locationsQuery } from "@/components/layout/queries";
import { type AssignmentChangeView, assignmentChangeView } from "@/lib/accounts/assignment-change-schema";
import { type AssignmentPlan, assignmentPreview } from "@/lib/accounts/assignment-sheet-schema";
import { api } from "@/lib/http/api-client";

const CHANGES = "/api/locations/assignments/changes";
const POLL_MS = 1_000;

/** What a sheet would change; nothing is sent. */
export function useAssignmentPreview() {
  return useMutation({
    mutationFn: (file: File) =>
      api("/api/locations/assignments", { method: "POST", bytes: file, schema: assignmentPreview }),
  });
}

const latestQuery = queryOptions({
  queryKey: ["accounts", "assignment-change"] as const,
  queryFn: ({ signal }) =>
    api(CHANGES, { schema: z.object({ latest: assignmentChangeView.nullable() }), signal }),
});

/** The sheet that is being applied or was applied last, whoever began it and wherever; asked often while it runs. */
export function useLatestAssignments() {
  const client = useQueryClient();
  const latest = useQuery({
    ...latestQuery,
    refetchInterval: ({ state }) => (state.data?.latest?.status === "running" ? POLL_MS : false),
  });
  const status = latest.data?.latest?.status;
  const before = useRef(status);
  useEffect(() => {
    // Assignments stand on other pages as well: they are asked for anew once all are made.
    if (before.current === "running" && status !== "running") {
      void client.invalidateQueries({ queryKey: ["locations"] });
      void client.invalidateQueries({ queryKey: locationsQuery.queryKey });
    }
    before.current = status;
  }, [status, client]);
  return latest;
}

type Step =
  | { kind: "start"; fileName: string; plans: readonly AssignmentPlan[] }
  | { kind: "retry" | "cancel" };

/** Hands a sheet to the server, tries its failed locations again, or stops what was not sent. */
export function useSteerAssignments(changeId: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: Step): Promise<AssignmentChangeView> =>
      step.kind === "start"
        ? api(CHANGES, {
            method: "POST",
            json: { fileName: step.fileName, plans: step.plans },
            schema: assignmentChangeView,
          })
        : api(`${CHANGES}/${changeId}/${step.kind}`, {
            method: "POST",
            json: {},
            schema: assignmentChangeView,
          }),
    onSuccess: (latest) => client.setQueryData(latestQuery.queryKey, { latest }),
    onError: () => client.invalidateQueries({ queryKey: latestQuery.queryKey }),
  });
}
