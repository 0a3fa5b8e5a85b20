/** Periods a person picks by name. Days are calendar dates; browser-safe on purpose (no timezone library needed). */

export const PRESETS = ["7d", "30d", "90d", "month", "last-month", "12m"] as const;
export type Preset = (typeof PRESETS)[number];

const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const shiftDay = (day: string, count: number): string => dayOf(at(day) + count * dayMs);
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && dayOf(at(text)) === text;

/** The preset's days. All end with yesterday: today has no final figures anywhere. */
export function presetPeriod(preset: Preset, today: string): { from: string; to: string } {
  const to = shiftDay(today, -1);
  if (preset === "7d") return { from: shiftDay(to, -6), to };
  if (preset === "30d") return { from: shiftDay(to, -29), to };
  if (preset === "90d") return { from: shiftDay(to, -89), to };
  if (preset === "12m") return { from: shiftDay(to, -364), to };
  const firstOfMonth = `${to.slice(0, 7)}-01`;
  if (preset === "month") return { from: firstOfMonth, to };
  const lastOfBefore = shiftDay(`${today.slice(0, 7)}-01`, -1);
  return { from: `${lastOfBefore.slice(0, 7)}-01`, to: lastOfBefore };
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
