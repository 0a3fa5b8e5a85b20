"use client";

import { NotesDialog } from "@/components/annotations/notes-dialog";
import { useChartMarks } from "@/components/annotations/use-chart-marks";
import { SnapshotChart } from "@/components/snapshots/snapshot-chart";
import type { ReportFilters } from "@/lib/reports/filters";
import type { Report } from "@/lib/reports/schema";

type ReportChartProps = {
  report: Report;
  filters: ReportFilters;
  onChange: (part: Partial<ReportFilters>) => void;
  updating: boolean;
  /** Locations shown: their notes stand on the chart. */
  places: readonly { id: string; name: string }[];
  notes: { canWrite: boolean; canWriteForAll: boolean };
};

/** The main chart with the notes on its days. */
export function ReportChart({ report, filters, onChange, updating, places, notes }: ReportChartProps) {
  const marks = useChartMarks(filters, places);
  return (
    <SnapshotChart
      report={report}
      asked={filters.granularity}
      onChange={onChange}
      updating={updating}
      marks={marks}
      actions={<NotesDialog filters={filters} places={places} {...notes} />}
    />
  );
}
