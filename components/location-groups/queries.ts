"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { reportKeys } from "@/components/reports/queries";
import { api } from "@/lib/http/api-client";
import { type GroupBody, groupsReply, groupView } from "@/lib/location-groups/schema";

const groupsKey = ["location-groups"] as const;

/** The agency's groups of locations, as far as their locations were granted. */
export function useGroups() {
  return useQuery({
    queryKey: groupsKey,
    queryFn: ({ signal }) => api("/api/location-groups", { schema: groupsReply, signal }),
    staleTime: 60_000,
  });
}

function useChanged() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: groupsKey }),
      client.invalidateQueries({ queryKey: reportKeys.all }),
    ]);
}

/** Makes a group, or changes the one whose id is given. */
export function useSaveGroup() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ groupId, ...body }: GroupBody & { groupId: string | null }) =>
      api(groupId === null ? "/api/location-groups" : `/api/location-groups/${groupId}`, {
        method: groupId === null ? "POST" : "PUT",
        json: body,
        schema: groupView,
      }),
    onSuccess: changed,
  });
}

export function useDeleteGroup() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (groupId: string) =>
      api(`/api/location-groups/${groupId}`, { method: "DELETE", schema: groupView }),
    onSuccess: changed,
  });
}
