import type { ChartTable } from "@/components/charts/chart-table";
import { MISSING, number } from "@/lib/format";
import type { Slot } from "@/lib/reports/posting-schema";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const times = (value: string | number | null) =>
  typeof value === "number" ? `${number(value, 2)} × average` : MISSING;
const rounded = (value: number) => Math.round(value * 100) / 100;

/** The heat map's numbers: every hour in which anything was published, what is too little to tell left empty. */
export function tableOfSlots(slots: readonly Slot[]): ChartTable {
  return {
    columns: [
      { key: "slot", label: "Weekday and hour" },
      { key: "posts", label: "Posts", numeric: true },
      { key: "index", label: "Engagement per post", numeric: true, format: times },
      { key: "low", label: "95% sure: from", numeric: true, format: times },
      { key: "high", label: "95% sure: to", numeric: true, format: times },
    ],
    rows: slots.map(({ weekday, hour, posts, index, margin }) => ({
      slot: `${DAYS[weekday - 1]} ${String(hour).padStart(2, "0")}:00`,
      posts,
      index: index === null ? null : rounded(index),
      low: index === null || margin === null ? null : rounded(Math.max(0, index - margin)),
      high: index === null || margin === null ? null : rounded(index + margin),
    })),
  };
}
