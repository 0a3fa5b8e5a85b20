"use client";

import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { z } from "zod";
import { api } from "@/lib/http/api-client";
import { type ChangePostsInput, changePreview, changeView } from "@/lib/posts/change-schema";
import { bulkAction } from "@/lib/posts/history-schema";
import { deletionView, labelsReply, matchingReply, postsReply } from "@/lib/posts/schema";
import { sheetApplied, sheetDiff } from "@/lib/posts/sheet-schema";

export type PostsFilter = {
  locationIds: readonly string[];
  search: string;
  type: string;
  accounts: readonly string[];
  from: string | null;
  to: string | null;
  /** Only posts of this import. */
  batch: string | null;
};

const searchOf = ({ locationIds, accounts, search, batch, ...rest }: PostsFilter) => ({
  ...rest,
  locationIds: locationIds.join(","),
  search: search.trim() || null,
  batchId: batch,
  accounts: accounts.length > 0 ? accounts.join(",") : null,
});

/** A page of posts, live from the Social Media API; the page before stays while the next one loads. */
export const postsQuery = (filter: PostsFilter, page: { skip: number; limit: number }) =>
  queryOptions({
    queryKey: ["posts", filter, page],
    queryFn: ({ signal }) =>
      api("/api/posts/search", { query: { ...searchOf(filter), ...page }, schema: postsReply, signal }),
    placeholderData: keepPreviousData,
    enabled: filter.locationIds.length > 0,
  });

/** Every post that the filters match, over all pages. */
export function useMatching() {
  return useMutation({
    mutationFn: (filter: PostsFilter) =>
      api("/api/posts/matching", { query: searchOf(filter), schema: matchingReply }),
  });
}

export const labelsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["post-labels", locationId],
    queryFn: ({ signal }) => api("/api/posts/labels", { query: { locationId }, schema: labelsReply, signal }),
    enabled: locationId !== "",
    staleTime: 60_000,
  });

/** What each request would do, one request a location. */
export function usePreview() {
  return useMutation({
    mutationFn: (requests: readonly ChangePostsInput[]) =>
      Promise.all(
        requests.map(async (request) => ({
          request,
          preview: await api("/api/posts/changes/preview", {
            method: "POST",
            json: request,
            schema: changePreview,
          }),
        })),
      ),
  });
}

/** Starts one change a location, each held to what the person saw. */
export function useStartChanges() {
  return useMutation({
    mutationFn: (requests: readonly ChangePostsInput[]) =>
      Promise.all(
        requests.map((request) =>
          api("/api/posts/changes", { method: "POST", json: request, schema: changeView }),
        ),
      ),
  });
}

/** Follows a bulk change until it is over, then has the lists of posts read again. */
export function useChange(changeId: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["post-change", changeId],
    queryFn: async ({ signal }) => {
      const change = await api(`/api/posts/changes/${changeId}`, { schema: changeView, signal });
      if (change.finishedAt) await client.invalidateQueries({ queryKey: ["posts"] });
      return change;
    },
    refetchInterval: ({ state }) => (state.data?.finishedAt || state.error ? false : 700),
  });
}

const HISTORY_PAGE = 50;
const historyReply = z.object({ actions: z.array(bulkAction) });

/** Bulk changes and deletions of the past, newest first, a page of 50 at a time. */
export function useBulkActions(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ["posts", "bulk-actions"] as const,
    queryFn: ({ pageParam, signal }) =>
      api("/api/posts/changes", {
        query: { before: pageParam, limit: HISTORY_PAGE },
        schema: historyReply,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) =>
      last.actions.length < HISTORY_PAGE ? undefined : (last.actions.at(-1)?.at ?? undefined),
    enabled,
  });
}

export function useSteerChange(changeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: "cancel" | "retry" | "undo") =>
      api(`/api/posts/changes/${changeId}/${step}`, { method: "POST", schema: changeView }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["post-change", changeId] }),
  });
}

export function useDeletePosts() {
  return useMutation({
    mutationFn: (input: { locationId: string; postIds: string[] }) =>
      api("/api/posts/bulk-delete", { method: "POST", json: input, schema: deletionView }),
  });
}

/** Follows a bulk delete until it is settled, then has the lists of posts read again. */
export function useDeletion(deletionId: string) {
  const client = useQueryClient();
  return useQuery({
    queryKey: ["post-deletion", deletionId],
    queryFn: async ({ signal }) => {
      const deletion = await api(`/api/posts/deletions/${deletionId}`, { schema: deletionView, signal });
      if (deletion.status !== "running") await client.invalidateQueries({ queryKey: ["posts"] });
      return deletion;
    },
    refetchInterval: ({ state }) =>
      (state.data && state.data.status !== "running") || state.error ? false : 500,
  });
}

/** Compares an edited sheet with the posts as they are now; nothing is sent. */
export function useSheetDiff() {
  return useMutation({
    mutationFn: (file: File) =>
      api("/api/posts/sheet", {
        method: "POST",
        query: { fileName: file.name },
        bytes: file,
        schema: sheetDiff,
      }),
  });
}

/** Applies exactly the difference that `digest` names. */
export function useApplySheet() {
  return useMutation({
    mutationFn: ({ file, digest, deleteRemoved }: { file: File; digest: string; deleteRemoved: boolean }) =>
      api("/api/posts/sheet/apply", {
        method: "POST",
        query: { fileName: file.name, digest, deleteRemoved: String(deleteRemoved) },
        bytes: file,
        schema: sheetApplied,
      }),
  });
}
