"use client";

import { Download, FileText, Table2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportView,
  FORMAT_NAMES,
  VIEW_NAMES,
} from "@/lib/exports/schema";
import { apiQuery, type ReportFilters } from "@/lib/reports/filters";

type ExportButtonProps = { filters: ReportFilters; views: readonly ExportView[] };

const HINTS: Partial<Record<ExportView, string>> = {
  snapshots: "One row an account and day, week or month",
  timing: "Posts and engagement by weekday and hour",
};

/** Downloads of exactly what the filters show: a format, then the table of it; or the report as a PDF. */
export function ExportButton({ filters, views }: ExportButtonProps) {
  const [format, setFormat] = useState<ExportFormat>("csv");
  const search = (own: Record<string, string>) => {
    const query = new URLSearchParams({ ...own, compare: filters.compare, granularity: filters.granularity });
    for (const [name, value] of Object.entries(apiQuery(filters))) if (value) query.set(name, value);
    return query;
  };
  return (
    <DropdownMenu
      trigger={
        <Button>
          <Download aria-hidden /> <span className="max-sm:sr-only">Export</span>
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={`/api/reports/pdf?${search({ by: filters.by, metric: filters.metric })}`} download>
          <FileText aria-hidden /> Report as PDF
        </a>
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Format</MenuLabel>
      <MenuRadioGroup
        value={format}
        onValueChange={(next) => setFormat(EXPORT_FORMATS.find((each) => each === next) ?? "csv")}
      >
        {EXPORT_FORMATS.map((each) => (
          <MenuRadioItem key={each} value={each} onSelect={(event) => event.preventDefault()}>
            {FORMAT_NAMES[each]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuLabel>Download, as filtered here</MenuLabel>
      {views.map((view) => (
        <MenuItem key={view} asChild>
          <a href={`/api/reports/export?${search({ view, format })}`} download>
            <Table2 aria-hidden />
            <span>
              {VIEW_NAMES[view]}
              {HINTS[view] && <span className="block text-meta text-muted">{HINTS[view]}</span>}
            </span>
          </a>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
