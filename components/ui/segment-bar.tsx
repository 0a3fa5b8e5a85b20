import { number } from "@/lib/format";
import { cn } from "./cn";
import type { Tone } from "./status-tag";

const FILL: Record<Tone, string> = {
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-primary",
  neutral: "bg-line-strong/50",
};

type SegmentBarProps = {
  /** `open`: not done yet, the empty track of the bar. */
  segments: readonly { key: string; label: string; count: number; tone: Tone; open?: boolean }[];
  /** Shows the words and counts under the bar. */
  legend?: boolean;
  className?: string;
};

/** One bar cut into parts that add up; the same numbers in words for everybody who does not see it. */
export function SegmentBar({ segments, legend = true, className }: SegmentBarProps) {
  const shown = segments.filter((segment) => segment.count > 0);
  const words = shown.map((segment) => `${segment.label} ${number(segment.count)}`).join(", ");
  return (
    <div className={cn("flex flex-col gap-2", className)}>
      <div
        role="img"
        aria-label={words || "nothing yet"}
        className="flex h-2 forced-color-adjust-none gap-0.5 overflow-hidden rounded-full bg-sunken"
      >
        {shown.map((segment) => (
          <span
            key={segment.key}
            className={cn("min-w-1 transition-[flex-grow] duration-200", !segment.open && FILL[segment.tone])}
            style={{ flexGrow: segment.count, flexBasis: 0 }}
          />
        ))}
      </div>
      {legend && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta text-muted">
          {shown.map((segment) => (
            <li key={segment.key} className="inline-flex items-center gap-1.5">
              <span
                className={cn(
                  "size-2 forced-color-adjust-none rounded-[3px]",
                  segment.open ? "border border-line-strong bg-sunken" : FILL[segment.tone],
                )}
                aria-hidden
              />
              {segment.label}{" "}
              <b className="font-medium text-foreground tabular-nums">{number(segment.count)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
