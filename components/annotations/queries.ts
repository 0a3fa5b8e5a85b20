"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  annotationsReply,
  annotationView,
  type ChangeAnnotation,
  type CreateAnnotation,
} from "@/lib/annotations/schema";
import { api } from "@/lib/http/api-client";
import { apiQuery, type ReportFilters } from "@/lib/reports/filters";

const annotationsKey = ["annotations"] as const;

/** Notes on the days that the filters show: of their locations, and of the whole agency. */
export function useAnnotations(filters: ReportFilters) {
  const { locationId, groupId, from, to } = apiQuery(filters);
  const query = { locationId, groupId, from, to };
  return useQuery({
    queryKey: [...annotationsKey, query],
    queryFn: ({ signal }) => api("/api/annotations", { query, schema: annotationsReply, signal }),
    placeholderData: keepPreviousData,
  });
}

function useWritten() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: annotationsKey });
}

/** Writes a note, or changes the one whose id is given. */
export function useSaveAnnotation() {
  const written = useWritten();
  return useMutation({
    mutationFn: (input: { annotationId: string; change: ChangeAnnotation } | { create: CreateAnnotation }) =>
      "create" in input
        ? api("/api/annotations", { method: "POST", json: input.create, schema: annotationView })
        : api(`/api/annotations/${input.annotationId}`, {
            method: "PATCH",
            json: input.change,
            schema: annotationView,
          }),
    onSuccess: written,
  });
}

export function useDeleteAnnotation() {
  const written = useWritten();
  return useMutation({
    mutationFn: (annotationId: string) =>
      api(`/api/annotations/${annotationId}`, { method: "DELETE", schema: annotationView }),
    onSuccess: written,
  });
}
