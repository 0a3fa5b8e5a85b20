"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "@/lib/http/api-client";
import { apiQuery, type ReportFilters } from "@/lib/reports/filters";
import { postingReply } from "@/lib/reports/posting-schema";
import { overviewReply, reportReply } from "@/lib/reports/schema";
import { type CreateShare, createShareReply, sharesReply, shareView } from "@/lib/reports/share-schema";
import { topPostsReply } from "@/lib/reports/top-posts-schema";
import {
  type CaptureAction,
  type CaptureView,
  capturesReply,
  captureView,
  startCaptureReply,
} from "@/lib/snapshots/schema";

export const reportKeys = {
  all: ["reports"] as const,
  report: (filters: ReportFilters) => ["reports", "summary", filters] as const,
  overview: (filters: ReportFilters) => ["reports", "overview", filters] as const,
  captures: (locationIds: readonly string[]) => ["captures", ...locationIds] as const,
};

const LIVE_MS = 10_000;

/** The report of these filters. While another one is on its way the last one stays and is marked. */
export function useReport(filters: ReportFilters, capturing: boolean) {
  return useQuery({
    queryKey: reportKeys.report(filters),
    queryFn: ({ signal }) =>
      api("/api/reports/summary", {
        query: {
          ...apiQuery(filters),
          compare: filters.compare,
          granularity: filters.granularity,
          by: filters.by,
          metric: filters.metric,
        },
        schema: reportReply,
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: capturing ? LIVE_MS : false,
  });
}

export function useOverview(filters: ReportFilters, capturing: boolean) {
  return useQuery({
    queryKey: reportKeys.overview(filters),
    queryFn: ({ signal }) =>
      api("/api/reports/overview", {
        query: { ...apiQuery(filters), compare: filters.compare, granularity: filters.granularity },
        schema: overviewReply,
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: capturing ? LIVE_MS : false,
  });
}

/** When and what to post: 180 days, whatever the report's own period is. */
export function usePosting(filters: ReportFilters) {
  const { locationId, groupId, accountId, platform } = apiQuery(filters);
  const query = { locationId, groupId, accountId, platform };
  return useQuery({
    queryKey: ["reports", "posting", query] as const,
    queryFn: ({ signal }) => api("/api/reports/posting", { query, schema: postingReply, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The period's best and weakest posts, and its posts by platform and kind. */
export function useTopPosts(filters: ReportFilters) {
  const query = apiQuery(filters);
  return useQuery({
    queryKey: ["reports", "top-posts", query] as const,
    queryFn: ({ signal }) => api("/api/reports/top-posts", { query, schema: topPostsReply, signal }),
    placeholderData: keepPreviousData,
  });
}

const ACTIVE = new Set(["queued", "running", "paused"]);
const RUNNING_POLL_MS = 2_000;
const QUIET_POLL_MS = 30_000;

export const isActive = (capture: CaptureView): boolean => ACTIVE.has(capture.status);

/** The newest captures; asked often while one is under way, seldom else. They live on the server and survive a reload. */
export function useCaptures(locationIds: readonly string[]) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: reportKeys.captures(locationIds),
    queryFn: ({ signal }) =>
      api("/api/snapshots/captures", {
        query: { locationId: locationIds.join(",") || undefined, limit: 100 },
        schema: capturesReply,
        signal,
      }),
    refetchInterval: ({ state }) => (state.data?.captures.some(isActive) ? RUNNING_POLL_MS : QUIET_POLL_MS),
  });
  const running = query.data?.captures.filter(isActive).length ?? 0;
  const before = useRef(running);
  useEffect(() => {
    // A capture ended: what the page shows is old by now.
    if (running < before.current) void client.invalidateQueries({ queryKey: reportKeys.all });
    before.current = running;
  }, [client, running]);
  return query;
}

export function useStartCapture() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { locationId?: string | undefined; days?: number | undefined }) =>
      api("/api/snapshots/captures", { method: "POST", json: input, schema: startCaptureReply }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["captures"] }),
  });
}

export function useControlCapture() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ captureId, action }: { captureId: string; action: CaptureAction }) =>
      api(`/api/snapshots/captures/${captureId}`, { method: "PATCH", json: { action }, schema: captureView }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["captures"] }),
  });
}

const sharesKey = ["share-links"] as const;

export function useShares(enabled: boolean) {
  return useQuery({
    queryKey: sharesKey,
    queryFn: ({ signal }) => api("/api/reports/shares", { schema: sharesReply, signal }),
    enabled,
  });
}

export function useCreateShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: CreateShare) =>
      api("/api/reports/shares", { method: "POST", json: input, schema: createShareReply }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey }),
  });
}

export function useEndShare() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (shareId: string) =>
      api(`/api/reports/shares/${shareId}`, { method: "DELETE", schema: shareView }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey }),
  });
}
