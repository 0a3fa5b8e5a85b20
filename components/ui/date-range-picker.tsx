"use client";

import { CalendarDays } from "lucide-react";
import { useId, useState } from "react";
import { countDays, monthStart, shiftDay } from "@/lib/calendar";
import { dateRange } from "@/lib/format";
import { Button } from "./button";
import { Chip } from "./chip";
import { Input } from "./input";
import { Label } from "./label";
import { Popover } from "./popover";

export type DateRange = { from: string; to: string };

type DateRangePickerProps = {
  value: DateRange;
  onChange: (range: DateRange) => void;
  /** Today in the timezone the page states, as YYYY-MM-DD. */
  today: string;
  /** Earliest and latest day that can be chosen. */
  min?: string;
  max?: string;
  /** Longest range, in days. */
  maxDays?: number;
  label?: string;
};

/** Ready-made ranges that end yesterday (whole days), and two dates of one's own. */
export function rangePresets(today: string): { label: string; range: DateRange }[] {
  const yesterday = shiftDay(today, -1);
  const back = (days: number) => ({ from: shiftDay(today, -days), to: yesterday });
  const month = monthStart(today);
  const before = shiftDay(month, -1);
  return [
    { label: "Last 7 days", range: back(7) },
    { label: "Last 30 days", range: back(30) },
    { label: "Last 90 days", range: back(90) },
    { label: "This month", range: { from: month, to: today } },
    { label: "Last month", range: { from: monthStart(before), to: before } },
  ];
}

export function DateRangePicker(props: DateRangePickerProps) {
  const { value, onChange, today, min, max, label = "Period" } = props;
  const [open, setOpen] = useState(false);
  const choose = (range: DateRange) => {
    onChange(range);
    setOpen(false);
  };
  const fits = (range: DateRange) => (!min || range.from >= min) && (!max || range.to <= max);
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Chip
          icon={CalendarDays}
          value={dateRange(value.from, value.to)}
          pressed
          aria-label={`${label}: ${dateRange(value.from, value.to)}`}
        />
      }
    >
      <div className="grid grid-cols-2 gap-1.5">
        {rangePresets(today)
          .filter((preset) => fits(preset.range))
          .map((preset) => (
            <Chip
              key={preset.label}
              toggle
              value={preset.label}
              pressed={preset.range.from === value.from && preset.range.to === value.to}
              onClick={() => choose(preset.range)}
            />
          ))}
      </div>
      <OwnRange key={`${value.from}-${value.to}-${open}`} {...props} onChange={choose} />
    </Popover>
  );
}

function OwnRange({ value, onChange, min, max, maxDays }: DateRangePickerProps) {
  const id = useId();
  const [from, setFrom] = useState(value.from);
  const [to, setTo] = useState(value.to);
  const wrong = problemOf(from, to, { min, max, maxDays });
  return (
    <form
      className="mt-3 flex flex-col gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onChange({ from, to });
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <div className="flex flex-col gap-1">
          <Label htmlFor={`${id}-from`}>From</Label>
          <Input
            id={`${id}-from`}
            type="date"
            value={from}
            min={min}
            max={max}
            onChange={(event) => setFrom(event.target.value)}
            aria-describedby={`${id}-wrong`}
          />
        </div>
        <div className="flex flex-col gap-1">
          <Label htmlFor={`${id}-to`}>To</Label>
          <Input
            id={`${id}-to`}
            type="date"
            value={to}
            min={min}
            max={max}
            onChange={(event) => setTo(event.target.value)}
            aria-describedby={`${id}-wrong`}
          />
        </div>
      </div>
      <p id={`${id}-wrong`} role="status" className="min-h-4 text-bad text-meta">
        {wrong}
      </p>
      <Button type="submit" variant="primary" disabled={wrong !== null}>
        Show this period
      </Button>
    </form>
  );
}

function problemOf(from: string, to: string, limits: { min?: string; max?: string; maxDays?: number }) {
  if (!from || !to) return "Choose both days.";
  if (from > to) return "The first day is after the last one.";
  if (limits.min && from < limits.min) return `The earliest day is ${limits.min}.`;
  if (limits.max && to > limits.max) return `The latest day is ${limits.max}.`;
  const days = countDays(from, to);
  if (limits.maxDays && days > limits.maxDays) return `${days} days: at most ${limits.maxDays} are possible.`;
  return null;
}
