import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type Tone = "good" | "warn" | "bad" | "info" | "neutral";

export const TONE_ICON: Record<Tone, LucideIcon> = {
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  info: Info,
  neutral: CircleDashed,
};

export const TONE_CLASS: Record<Tone, string> = {
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-primary-soft text-primary",
  neutral: "bg-sunken text-muted",
};

type StatusTagProps = {
  tone: Tone;
  children: ReactNode;
  /** Another icon than the tone's own; null for a plain tag such as "Demo" or a count. */
  icon?: LucideIcon | null;
  className?: string;
};

/** A status is an icon and a word, never a colour alone. */
export function StatusTag({ tone, children, icon, className }: StatusTagProps) {
  const Icon = icon === undefined ? TONE_ICON[tone] : icon;
  return (
    <span
      className={cn(
        "inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-full px-2 py-px font-medium text-[12px] leading-[18px]",
        TONE_CLASS[tone],
        className,
      )}
    >
      {Icon && <Icon className="size-3 shrink-0" aria-hidden />}
      <span className="truncate">{children}</span>
    </span>
  );
}
