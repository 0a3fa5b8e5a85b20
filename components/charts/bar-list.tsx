import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { MISSING } from "@/lib/format";

export type BarItem = {
  key: string;
  label: ReactNode;
  /** null: not reported; it gets no bar. */
  value: number | null;
  color?: string;
  detail?: ReactNode;
};

type BarListProps = {
  label: string;
  items: readonly BarItem[];
  format: (value: number) => string;
  className?: string;
};

/** Values side by side, each with its number; bars start at zero. */
export function BarList({ label, items, format, className }: BarListProps) {
  const most = Math.max(0, ...items.map((item) => item.value ?? 0));
  return (
    <ul aria-label={label} className={cn("flex flex-col gap-2.5", className)}>
      {items.map((item) => (
        <li key={item.key} className="flex flex-col gap-1">
          <div className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
            {item.detail && <span className="text-meta text-muted">{item.detail}</span>}
            <span className="font-medium tabular-nums">
              {item.value === null ? MISSING : format(item.value)}
            </span>
          </div>
          <div aria-hidden className="h-1.5 forced-color-adjust-none overflow-hidden rounded-full bg-sunken">
            {item.value !== null && most > 0 && (
              <div
                className="h-full rounded-full"
                style={{
                  width: `${(Math.max(0, item.value) / most) * 100}%`,
                  backgroundColor: item.color ?? "var(--s1)",
                }}
              />
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
