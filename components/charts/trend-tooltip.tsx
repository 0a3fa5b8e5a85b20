import { MISSING } from "@/lib/format";
import { isUnfinished } from "./point-sentence";
import type { TrendLine } from "./trend-data";

type TrendTooltipProps = {
  title: string;
  x: string;
  lines: readonly TrendLine[];
  format: (value: number) => string;
  notes: readonly string[];
};

/** The numbers of one point. Silent: the chart's live region says the same. */
export function TrendTooltip({ title, x, lines, format, notes }: TrendTooltipProps) {
  return (
    <div aria-hidden className="min-w-36 rounded-control border bg-surface px-3 py-2 text-meta shadow-float">
      <p className="mb-1 font-medium">{title}</p>
      <ul className="flex flex-col gap-0.5">
        {lines.map((line) => {
          const { series } = line;
          const value = line.all.get(x) ?? null;
          return (
            <li key={series.key} className="flex items-center gap-2">
              <span
                className="size-2 rounded-[3px]"
                style={{ backgroundColor: series.color, opacity: series.faint ? 0.4 : 1 }}
              />
              <span className="text-muted">{series.label}</span>
              <span className="ml-auto pl-3 font-medium tabular-nums">
                {value === null ? MISSING : format(value)}
                {isUnfinished(line, x) && value !== null && (
                  <span className="font-normal text-muted"> so far</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-1 max-w-56 border-t pt-1 text-pretty">
          {note}
        </p>
      ))}
    </div>
  );
}
