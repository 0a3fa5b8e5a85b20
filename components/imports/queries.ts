"use client";

import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { z } from "zod";
import { accountsReply } from "@/lib/accounts/schema";
import type { FieldKey } from "@/lib/csv/formats";
import { api } from "@/lib/http/api-client";
import { type DraftView, draftView, openDraft } from "@/lib/imports/draft-schema";
import {
  type BatchSummary,
  batchSummary,
  batchView,
  type CsvState,
  csvsReply,
  quietHoursReply,
  type RowView,
  rememberedColumns,
  type rememberQuietHours,
  rowView,
} from "@/lib/imports/schema";
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

const CSVS_PAGE = 100;
const CSVS_POLL_MS = 4_000;

/** Csvs of one state or of all, in the order they were cut; asked again while the batch moves. */
export const csvPages = (batchId: string, state: CsvState | null, moves: boolean) =>
  infiniteQueryOptions({
    queryKey: [...importKeys.batch(batchId), "csvs", state] as const,
    queryFn: ({ pageParam, signal }) =>
      api(`/api/imports/${batchId}/csvs`, {
        query: { ...(state ? { state } : {}), after: pageParam, limit: CSVS_PAGE },
        schema: csvsReply,
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ csvs }) => (csvs.length < CSVS_PAGE ? undefined : csvs.at(-1)?.number),
    placeholderData: keepPreviousData,
    refetchInterval: moves ? CSVS_POLL_MS : false,
  });

const existingReply = z.object({ keys: z.array(z.string()), complete: z.boolean() });

/** What is scheduled already at a location between two days: rows are compared with it. */
export const existingQuery = (locationId: string, days: { from: string; to: string }) =>
  queryOptions({
    queryKey: ["imports", "existing", locationId, days.from, days.to] as const,
    queryFn: ({ signal }) =>
      api("/api/imports/existing", { query: { locationId, ...days }, schema: existingReply, signal }),
    staleTime: 60_000,
    retry: 1,
  });

/** The quiet hours that imports of a location begin with. */
export const quietQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["imports", "quiet-hours", locationId] as const,
    queryFn: ({ signal }) =>
      api("/api/imports/quiet-hours", { query: { locationId }, schema: quietHoursReply, signal }),
    staleTime: 60_000,
  });

/** Keeps quiet hours for the next files of the location, or of every location without its own. */
export function useRememberQuietHours() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof rememberQuietHours>) =>
      api("/api/imports/quiet-hours", { method: "PUT", json: input, schema: quietHoursReply }),
    onSettled: () => client.invalidateQueries({ queryKey: ["imports", "quiet-hours"] }),
  });
}

/** What the preview of an import that is not scheduled goes on from: file and repairs. */
export const draftQuery = (batchId: string) =>
  queryOptions({
    queryKey: ["imports", "draft", batchId] as const,
    queryFn: async ({ signal }) => {
      const draft = await api(`/api/imports/${batchId}/draft`, { schema: draftView, signal });
      return { draft, file: draft.parts.length === draft.partsOf ? await readFile(draft, signal) : null };
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Repairs made since are newer: each opening asks anew.
    gcTime: 0,
    retry: 1,
  });

async function readFile({ batchId, fileName }: DraftView, signal: AbortSignal): Promise<File> {
  const reply = await fetch(`/api/imports/${batchId}/file`, { signal });
  if (!reply.ok) throw new Error(`the file was answered with ${reply.status}`);
  return new File([await reply.blob()], fileName);
}

/** Files that one began in any browser and never had checked. */
export const openDraftsQuery = queryOptions({
  queryKey: ["imports", "drafts"] as const,
  queryFn: ({ signal }) =>
    api("/api/imports/drafts", { schema: z.object({ drafts: z.array(openDraft) }), signal }),
  // A file that was checked meanwhile is no longer among them.
  staleTime: 0,
});

export function useForgetDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (batchId: string) =>
      api(`/api/imports/${batchId}/draft`, { method: "DELETE", schema: nothing }),
    onSettled: () => client.invalidateQueries({ queryKey: openDraftsQuery.queryKey }),
  });
}

const columnsReply = z.object({ columns: rememberedColumns.nullable() });

/** How the columns of the same header were read at the location before. */
export const columnsQuery = (locationId: string, header: string) =>
  queryOptions({
    queryKey: ["imports", "columns", locationId, header] as const,
    queryFn: ({ signal }) =>
      api("/api/imports/columns", {
        method: "POST",
        json: { locationId, header },
        schema: columnsReply,
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });

export const rememberColumns = (
  locationId: string,
  header: string,
  columns: readonly (FieldKey | null)[],
): Promise<unknown> =>
  api("/api/imports/columns", { method: "PUT", json: { locationId, header, columns }, schema: nothing });

const approversReply = z.object({ approvers: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Who could approve imports of a location, everybody but the one who looks. */
export const approversQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["imports", "approvers", locationId] as const,
    queryFn: ({ signal }) =>
      api("/api/imports/approvers", { query: { locationId }, schema: approversReply, signal }),
    staleTime: 60_000,
  });

export type ApprovalStep =
  | { kind: "ask"; approverId: string | null; note: string | null }
  | { kind: "decide"; decision: "approved" | "sent_back"; note: string | null }
  | { kind: "withdraw" }
  | { kind: "schedule" };

/** Asks for an approval, decides on it, takes it back, or schedules what was checked; `group`: at every location of the file. */
export function useApproval(batchId: string, version: number, group: boolean) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ kind, ...rest }: ApprovalStep): Promise<void> => {
      const path = `/api/imports/${batchId}`;
      const json = { version, group, ...rest };
      if (kind === "schedule") {
        await api(`${path}/schedule`, { method: "POST", json, schema: z.object({ csvs: z.number() }) });
        return;
      }
      await api(kind === "decide" ? `${path}/approval/decision` : `${path}/approval`, {
        method: kind === "withdraw" ? "DELETE" : "POST",
        json,
        schema: nothing,
      });
    },
    onSettled: () =>
      client.invalidateQueries({ queryKey: group ? importKeys.all : importKeys.batch(batchId) }),
  });
}

const FAILED_PAGE = 500;
const rowsReply = z.object({ rows: z.array(rowView) });

/** Rows of one outcome after a row number, in the order of the file; `ready`: only those without an error. */
export const rowsPage = (
  batchId: string,
  outcome: RowView["outcome"],
  after: number,
  signal?: AbortSignal,
  limit = FAILED_PAGE,
  ready = false,
) =>
  api(`/api/imports/${batchId}/rows`, {
    query: { outcome, after, limit, ...(ready ? { ready: "true" } : {}) },
    schema: rowsReply,
    ...(signal ? { signal } : {}),
  }).then(({ rows }) => rows);

const nothing = z.object({});
export type BatchAction = "pause" | "resume" | "cancel" | "retry";

export function useSteerBatch(batchId: string) {
  const client = useQueryClient();
  // A second click comes before the button knows of the first.
  const sent = useRef(false);
  const steer = useMutation({
    mutationFn: (action: BatchAction) =>
      api(`/api/imports/${batchId}/${action}`, { method: "POST", json: {}, schema: nothing }),
    onSettled: () => {
      sent.current = false;
      return client.invalidateQueries({ queryKey: importKeys.batch(batchId) });
    },
  });
  const mutate: typeof steer.mutate = (action, options) => {
    if (sent.current) return;
    sent.current = true;
    steer.mutate(action, options);
  };
  return { ...steer, mutate };
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
