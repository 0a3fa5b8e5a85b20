"use client";

import { useMemo } from "react";
import type { ChartMark } from "@/components/charts/trend-chart";
import type { ReportFilters } from "@/lib/reports/filters";
import { useAnnotations } from "./queries";

type Place = { id: string; name: string };

/** The notes as a chart shows them; where it sums several locations, each note says whose it is. */
export function useChartMarks(filters: ReportFilters, places: readonly Place[]): ChartMark[] {
  const { data } = useAnnotations(filters);
  return useMemo(() => {
    const names = new Map(places.map(({ id, name }) => [id, name]));
    return (data?.annotations ?? []).map(({ day, text, locationId }) => ({
      day,
      text:
        places.length > 1 && locationId !== null ? `${names.get(locationId) ?? "A location"}: ${text}` : text,
    }));
  }, [data, places]);
}
