"use client";

import { useEffect, useMemo, useState } from "react";
import type { LocationCell } from "@/lib/csv/session-summary";
import type { LocationSummary } from "@/lib/locations/schema";
import type { Sheet } from "./use-sheet";
import { type FileFacts, useSame } from "./use-target";

const NOTHING: FileFacts = { places: [], days: null };

/** What the file itself says of where and when it goes: the locations its rows name, and the months of its dates. */
export function useFileFacts(
  sheet: Sheet | null,
  directory: readonly LocationSummary[],
): FileFacts & { cells: readonly LocationCell[] } {
  const [cells, setCells] = useState<readonly LocationCell[]>([]);
  const summary = sheet?.summary ?? null;
  const call = sheet?.call;
  const revision = sheet?.revision ?? 0;
  const named = summary?.complete === true && summary.map.columns.includes("location");
  useEffect(() => {
    if (!named || !call || revision === 0) return setCells([]);
    let live = true;
    void call("locationCells").then(
      (found) => live && setCells(found),
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [named, call, revision]);
  const kept = useSame(cells);
  const days = useSame(summary?.complete ? monthsOf(summary.firstLocal, summary.lastLocal) : null);
  const places = useMemo(() => {
    const ids = new Set(kept.flatMap(({ id }) => id ?? []));
    return directory.filter(({ id }) => ids.has(id));
  }, [kept, directory]);
  return useMemo(
    () =>
      days === null && places.length === 0 ? { ...NOTHING, cells: kept } : { places, days, cells: kept },
    [places, days, kept],
  );
}

/** Whole months, so that moving a post by a day asks for nothing new. */
function monthsOf(first: string | null, last: string | null): { from: string; to: string } | null {
  if (first === null || last === null) return null;
  const end = new Date(Date.UTC(Number(last.slice(0, 4)), Number(last.slice(5, 7)), 0));
  return { from: `${first.slice(0, 8)}01`, to: end.toISOString().slice(0, 10) };
}
