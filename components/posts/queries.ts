"use client";

import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/http/api-client";
import { deletionView, postsReply } from "@/lib/posts/schema";

export type PostsFilter = {
  locationId: string;
  type: string;
  accounts: readonly string[];
  from: string | null;
  to: string | null;
  skip: number;
  limit: number;
};

/** A page of posts, live from the Social Media API; the page before stays while the next one loads. */
export const postsQuery = (filter: PostsFilter) =>
  queryOptions({
    queryKey: ["posts", filter],
    queryFn: ({ signal }) =>
      api("/api/posts", {
        query: { ...filter, accounts: filter.accounts.length > 0 ? filter.accounts.join(",") : null },
        schema: postsReply,
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: filter.locationId !== "",
  });

export function useDeletePosts() {
  return useMutation({
    mutationFn: (input: { locationId: string; postIds: string[] }) =>
      api("/api/posts/bulk-delete", { method: "POST", json: input, schema: deletionView }),
  });
}

/** Follows a bulk delete until it is settled, then has the lists of posts read again. */
export function useDeletion(deletionId: string | null) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["post-deletion", deletionId],
    queryFn: async ({ signal }) => {
      const deletion = await api(`/api/posts/deletions/${deletionId}`, { schema: deletionView, signal });
      if (deletion.status !== "running") await client.invalidateQueries({ queryKey: ["posts"] });
      return deletion;
    },
    enabled: deletionId !== null,
    refetchInterval: ({ state }) => (state.data && state.data.status !== "running" ? false : 500),
  });
}
