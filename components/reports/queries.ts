"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { z } from "zod";
import { api } from "@/lib/http/api-client";
import type { ReportFilters } from "@/lib/reports/filters";
import { type Question, questions } from "@/lib/reports/questions";
import { type CreateShare, createShareReply, sharesReply, shareView } from "@/lib/reports/share-schema";
import {
  type CaptureAction,
  type CaptureView,
  capturesReply,
  captureView,
  startCaptureReply,
} from "@/lib/snapshots/schema";

export const reportKeys = {
  all: ["reports"] as const,
  captures: (locationIds: readonly string[]) => ["captures", ...locationIds] as const,
};

const LIVE_MS = 10_000;

/** While another answer is on its way the last one stays and is marked. */
export function useQuestion<S extends z.ZodType>({ key, path, query, reply }: Question<S>, live = false) {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api(path, { query, schema: reply, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? LIVE_MS : false,
  });
}

export const useReport = (filters: ReportFilters, capturing: boolean) =>
  useQuestion(questions.report(filters), capturing);

export const useOverview = (filters: ReportFilters, capturing: boolean) =>
  useQuestion(questions.overview(filters), capturing);

export const usePosting = (filters: ReportFilters) => useQuestion(questions.posting(filters));

/** The period's best and weakest posts, and its posts by platform and kind. */
export const useTopPosts = (filters: ReportFilters) => useQuestion(questions.topPosts(filters));

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
