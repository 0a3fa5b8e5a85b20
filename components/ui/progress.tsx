import { cn } from "./cn";

type ProgressProps = {
  /** What advances: read aloud. */
  label: string;
  done: number;
  /** null while the total is not known yet. */
  total: number | null;
  tone?: "primary" | "good" | "warn" | "bad";
  className?: string;
};

const FILL = { primary: "bg-primary", good: "bg-good", warn: "bg-warn", bad: "bg-bad" } as const;

export function Progress({ label, done, total, tone = "primary", className }: ProgressProps) {
  const known = total !== null && total > 0;
  const share = known ? Math.min(1, done / total) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={known ? total : undefined}
      aria-valuenow={known ? Math.min(done, total) : undefined}
      aria-valuetext={known ? `${done} of ${total}` : "total not known yet"}
      className={cn(
        "h-1.5 w-full forced-color-adjust-none overflow-hidden rounded-full bg-sunken",
        className,
      )}
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width] duration-200",
          FILL[tone],
          !known && "w-1/3 animate-pulse",
        )}
        style={known ? { width: `${share * 100}%` } : undefined}
      />
    </div>
  );
}
