"use client";

import { ExportButton } from "@/components/exports/export-button";
import type { ReportFilters } from "@/lib/reports/filters";

/** Downloads of exactly what the filters show: rows a day (or week, or month), totals, posts and posting times. */
export function ExportMenu({ filters }: { filters: ReportFilters }) {
  return <ExportButton filters={filters} views={["snapshots", "accounts", "platforms", "posts", "timing"]} />;
}
