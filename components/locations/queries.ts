"use client";

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { locationsQuery } from "@/components/layout/queries";
import { accountsReply, assignResult } from "@/lib/accounts/schema";
import { api } from "@/lib/http/api-client";

/** A location's accounts, groups and assignment, read anew from the Social Media API. */
export const accountsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["accounts", locationId],
    queryFn: ({ signal }) =>
      api(`/api/locations/${encodeURIComponent(locationId)}/accounts`, { schema: accountsReply, signal }),
    staleTime: 30_000,
  });

/** Saves an assignment and reads the list again. */
export function useAssignAccounts(locationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (accountIds: string[]) =>
      api(`/api/locations/${encodeURIComponent(locationId)}/accounts`, {
        method: "PUT",
        json: { accountIds },
        schema: assignResult,
      }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["accounts", locationId] }),
        client.invalidateQueries({ queryKey: locationsQuery.queryKey }),
      ]),
  });
}

/** Reads all locations of the agency anew. */
export function useSyncLocations() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api("/api/locations/sync", { method: "POST", json: {}, schema: z.object({ locations: z.number() }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: locationsQuery.queryKey }),
  });
}
