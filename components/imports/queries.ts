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
import { accountsReply } from "@/lib/accounts/schema";
import { api } from "@/lib/http/api-client";
import { type BatchSummary, batchSummary, batchView } from "@/lib/imports/schema";
import { deletionView } from "@/lib/posts/schema";

const PAGE = 50;
const QUIET_POLL_MS = 30_000;
const RUNNING_POLL_MS = 3_000;

export const importKeys = {
  all: ["imports"] as const,
  list: (locationId: string | null) => ["imports", "list", locationId] as const,
  batch: (batchId: string) => ["imports", "batch", batchId] as const,
  accounts: (locationId: string) => ["locations", locationId, "accounts"] as const,
};

const importsReply = z.object({ imports: z.array(batchSummary) });

export const isMoving = ({ status }: Pick<BatchSummary, "status">): boolean =>
  status === "scheduling" || status === "checking";

/** History, newest first, a page of 50 at a time; asked often while one of them moves. */
export function useImports(locationId: string | null) {
  return useInfiniteQuery({
    queryKey: importKeys.list(locationId),
    queryFn: ({ pageParam, signal }) =>
      api("/api/imports", {
        query: { locationId, before: pageParam, limit: PAGE },
        schema: importsReply,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) =>
      last.imports.length < PAGE ? undefined : (last.imports.at(-1)?.createdAt ?? undefined),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.imports.some(isMoving)) ? RUNNING_POLL_MS : QUIET_POLL_MS,
  });
}

export const accountsQuery = (locationId: string) =>
  queryOptions({
    queryKey: importKeys.accounts(locationId),
    queryFn: ({ signal }) =>
      api(`/api/locations/${encodeURIComponent(locationId)}/accounts`, { schema: accountsReply, signal }),
    staleTime: 60_000,
  });

export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: importKeys.batch(batchId),
    queryFn: ({ signal }) => api(`/api/imports/${batchId}`, { schema: batchView, signal }),
  });

const nothing = z.object({});
export type BatchAction = "pause" | "resume" | "cancel" | "retry";

export function useSteerBatch(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: BatchAction) =>
      api(`/api/imports/${batchId}/${action}`, { method: "POST", json: {}, schema: nothing }),
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.batch(batchId) }),
  });
}

export function useDecideCsv(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { csvNumber: number; decision: "adopt" | "send_again" }) =>
      api(`/api/imports/${batchId}/decide`, { method: "POST", json: input, schema: nothing }),
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.batch(batchId) }),
  });
}

export function useUndoBatch(batchId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(`/api/imports/${batchId}/undo`, { method: "POST", json: {}, schema: deletionView }),
    onSettled: () => client.invalidateQueries({ queryKey: importKeys.batch(batchId) }),
  });
}

const DELETION_POLL_MS = 1_000;

/** How far a bulk delete is, call by call, until it ended. */
export function useDeletion(deletionId: string | null) {
  return useQuery({
    queryKey: ["posts", "deletion", deletionId] as const,
    queryFn: ({ signal }) => api(`/api/posts/deletions/${deletionId}`, { schema: deletionView, signal }),
    enabled: deletionId !== null,
    refetchInterval: ({ state }) =>
      state.data && state.data.status !== "running" ? false : DELETION_POLL_MS,
  });
}
