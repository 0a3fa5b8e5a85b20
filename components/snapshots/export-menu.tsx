"use client";

import { Download, FileJson, FileSpreadsheet } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import { apiQuery, type ReportFilters } from "@/lib/reports/filters";

/** Downloads of exactly what the filters show, one row an account and day (or week, or month). */
export function ExportMenu({ filters }: { filters: ReportFilters }) {
  const search = new URLSearchParams({ granularity: filters.granularity });
  for (const [name, value] of Object.entries(apiQuery(filters))) if (value) search.set(name, value);
  return (
    <DropdownMenu
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>Snapshots of this view</MenuLabel>
      <MenuItem asChild>
        <a href={`/api/snapshots/export.csv?${search}`} download>
          <FileSpreadsheet aria-hidden /> CSV for spreadsheets
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={`/api/snapshots/export.jsonl?${search}`} download>
          <FileJson aria-hidden /> JSON Lines
        </a>
      </MenuItem>
    </DropdownMenu>
  );
}
