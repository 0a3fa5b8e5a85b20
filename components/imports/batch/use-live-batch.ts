"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type BatchView, batchView } from "@/lib/imports/schema";
import { isSettled } from "../batch-words";
import { batchQuery, importKeys } from "../queries";

const POLL_MS = 4_000;
/** One lost answer is no lost connection. */
const FAILURES = 2;

const moves = ({ status, undo }: BatchView): boolean => !isSettled(status) || undo?.status === "running";

export type Live = {
  batch: BatchView;
  /** live: told as it happens; polling: asked every few seconds; lost: no answer comes; still: nothing moves any more. */
  how: "live" | "polling" | "lost" | "still";
  /** When the last word came. */
  heardAt: number;
};

/** The batch as the server tells it: by events, and by asking where events do not come through. */
export function useLiveBatch(initial: BatchView): Live {
  const { batchId } = initial;
  const client = useQueryClient();
  const [streaming, setStreaming] = useState(false);
  const query = useQuery({
    ...batchQuery(batchId),
    initialData: initial,
    staleTime: 2_000,
    refetchInterval: ({ state }) => (streaming || !moves(state.data ?? initial) ? false : POLL_MS),
  });
  const batch = query.data;
  const settled = !moves(batch);
  const lost =
    !streaming && (query.isError || query.failureCount >= FAILURES || query.fetchStatus === "paused");

  useEffect(() => {
    if (settled) return;
    const source = new EventSource(`/api/imports/${batchId}/events`);
    source.onopen = () => setStreaming(true);
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const told = batchView.safeParse(JSON.parse(data));
      if (told.success) client.setQueryData(importKeys.batch(batchId), told.data);
    };
    source.addEventListener("end", () => {
      source.close();
      setStreaming(false);
      void client.invalidateQueries({ queryKey: importKeys.all });
    });
    // The browser tries again by itself; until then the page asks.
    source.onerror = () => setStreaming(false);
    return () => {
      source.close();
      setStreaming(false);
    };
  }, [batchId, client, settled]);

  return {
    batch,
    how: settled ? "still" : streaming ? "live" : lost ? "lost" : "polling",
    heardAt: query.dataUpdatedAt,
  };
}
