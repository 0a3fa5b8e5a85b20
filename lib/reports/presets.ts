import { monthStart, shiftDay } from "@/lib/calendar";

/** Periods a person picks by name. */

export const PRESETS = ["7d", "30d", "90d", "month", "last-month", "12m"] as const;
export type Preset = (typeof PRESETS)[number];

/** The preset's days. All end with yesterday: today has no final figures anywhere. */
export function presetPeriod(preset: Preset, today: string): { from: string; to: string } {
  const to = shiftDay(today, -1);
  if (preset === "7d") return { from: shiftDay(to, -6), to };
  if (preset === "30d") return { from: shiftDay(to, -29), to };
  if (preset === "90d") return { from: shiftDay(to, -89), to };
  if (preset === "12m") return { from: shiftDay(to, -364), to };
  if (preset === "month") return { from: monthStart(to), to };
  const lastOfBefore = shiftDay(monthStart(today), -1);
  return { from: monthStart(lastOfBefore), to: lastOfBefore };
}

/** The preset that means these days today, or null: then the address names the days themselves. */
export function presetOf(period: { from: string; to: string }, today: string): Preset | null {
  return (
    PRESETS.find((preset) => {
      const { from, to } = presetPeriod(preset, today);
      return from === period.from && to === period.to;
    }) ?? null
  );
}
