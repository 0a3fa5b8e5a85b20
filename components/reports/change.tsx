import { cn } from "@/components/ui/cn";
import { change, MISSING } from "@/lib/format";

const TONE = { up: "text-good", down: "text-bad", same: "text-muted" } as const;
const SIGN = { up: "▲", down: "▼", same: "" } as const;

const directionOf = (value: number): keyof typeof TONE => (value > 0 ? "up" : value < 0 ? "down" : "same");

/** A growth in percent with its sign: +12.4%, −6.1%; a dash where there is no baseline. */
export function PercentChange({ percent, className }: { percent: number | null; className?: string }) {
  if (percent === null) return <span className={cn("text-muted", className)}>{MISSING}</span>;
  // What rounds to nothing is no fall.
  const shown = Math.round(percent * 10) / 10;
  return <span className={cn(TONE[directionOf(shown)], className)}>{`${change(shown, 1)}%`}</span>;
}

/** "▲ 6.9%" with the words for people who do not see the arrow. `value` decides the direction, `text` is what it says. */
export function ArrowChange({ value, text }: { value: number; text: string }) {
  const direction = directionOf(value);
  return (
    <span className={cn("font-medium", TONE[direction])}>
      {SIGN[direction] && <span aria-hidden>{SIGN[direction]} </span>}
      <span className="sr-only">{direction === "up" ? "up " : direction === "down" ? "down " : ""}</span>
      {text}
    </span>
  );
}
