import { number } from "@/lib/format";
import { isLikeForLike } from "./coverage-words";
import type { KeyFigure } from "./schema";

/** How a change is told: its direction and its amount, without a sign. Direction 0 is told as "no change". */
export type ToldChange = { direction: -1 | 0 | 1; amount: string };

const NONE: ToldChange = { direction: 0, amount: "no change" };

const told = (direction: number, amount: string): ToldChange =>
  direction === 0 ? NONE : { direction: direction > 0 ? 1 : -1, amount };

/** As a share is shown: in tenths of a percent. */
const tenths = (share: number): number => Math.round(Number((share * 100).toFixed(1)) * 10);

/**
 * A rate's change in points, as the two rates on the screen give it: 7.2% beside 7.2% is no change, whatever the next digit
 * says.
 */
export function rateChange(figure: KeyFigure): ToldChange | null {
  const { value, previous, change } = figure;
  if (value === null || previous === null || change === null) return null;
  const comparable = isLikeForLike(figure) ? previous + change : value;
  const difference = tenths(comparable) - tenths(previous);
  return told(difference, `${(Math.abs(difference) / 10).toFixed(1)} pt`);
}

/** A figure's growth in percent; where that rounds to nothing, or there is none, the difference itself. */
export function growth({ change, percent }: KeyFigure): ToldChange | null {
  if (change === null) return null;
  const shown = Math.abs(percent ?? 0).toFixed(1);
  return told(change, shown === "0.0" ? number(Math.abs(change)) : `${shown}%`);
}

/**
 * What a figure is compared with: "vs 1,234"; like for like both sides, since the figure itself is not one of them: "like for
 * like, 4,321 vs 1,234".
 */
export function againstWords(figure: KeyFigure, show: (value: number | null) => string): string {
  const { previous, change } = figure;
  if (previous === null || change === null || !isLikeForLike(figure)) return `vs ${show(previous)}`;
  return `like for like, ${show(previous + change)} vs ${show(previous)}`;
}

/** A count's difference. */
export function countChange({ change }: KeyFigure): ToldChange | null {
  return change === null ? null : told(change, number(Math.abs(change)));
}
