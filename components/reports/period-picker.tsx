"use client";

import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { ReportFilters } from "@/lib/reports/filters";
import { periodText } from "@/lib/reports/format";
import { isDay, PRESET_LABELS, PRESETS, presetPeriod } from "@/lib/reports/presets";
import { Choices, FilterChip } from "./filter-chip";

type PeriodPickerProps = {
  filters: ReportFilters;
  today: string;
  onChange: (part: Partial<ReportFilters>) => void;
};

export function PeriodPicker({ filters, today, onChange }: PeriodPickerProps) {
  return (
    <FilterChip label="Period" value={periodText(filters.from, filters.to)} icon={CalendarDays} chosen>
      {(close) => (
        <div className="grid gap-2">
          <Choices
            value={filters.preset}
            options={PRESETS.map((preset) => ({ value: preset, label: PRESET_LABELS[preset] }))}
            onChoose={(preset) => {
              onChange({ preset, ...presetPeriod(preset, today) });
              close();
            }}
          />
          <OwnDays
            key={`${filters.from} ${filters.to}`}
            filters={filters}
            today={today}
            onApply={(days) => {
              onChange({ preset: null, ...days });
              close();
            }}
          />
        </div>
      )}
    </FilterChip>
  );
}

type OwnDaysProps = {
  filters: ReportFilters;
  today: string;
  onApply: (days: { from: string; to: string }) => void;
};

function OwnDays({ filters, today, onApply }: OwnDaysProps) {
  const [from, setFrom] = useState(filters.from);
  const [to, setTo] = useState(filters.to);
  const backwards = isDay(from) && isDay(to) && to < from;
  return (
    <form
      className="grid gap-2 border-t px-1 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isDay(from) && isDay(to) && !backwards) onApply({ from, to });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <label className="grid gap-1 text-meta text-muted">
          First day
          <Input
            type="date"
            required
            max={today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label className="grid gap-1 text-meta text-muted">
          Last day
          <Input
            type="date"
            required
            max={today}
            value={to}
            aria-invalid={backwards}
            aria-describedby={backwards ? "period-backwards" : undefined}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
      </div>
      {backwards && (
        <p id="period-backwards" className="text-bad text-meta">
          The last day lies before the first. Swap the two.
        </p>
      )}
      <Button type="submit" size="sm" disabled={backwards} className="justify-self-end">
        Show these days
      </Button>
    </form>
  );
}
