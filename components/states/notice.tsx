import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { TONE_CLASS, TONE_ICON, type Tone } from "@/components/ui/status-tag";

type NoticeProps = {
  tone: Tone;
  icon?: LucideIcon;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A sentence that belongs to the card or page it stands in: icon, words, at most one button. */
export function Notice({ tone, icon, title, children, action, className }: NoticeProps) {
  const Icon = icon ?? TONE_ICON[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control px-3 py-2.5",
        TONE_CLASS[tone],
        className,
      )}
    >
      <Icon className="mt-0.5 size-4 shrink-0 self-start" aria-hidden />
      <div className="min-w-0 flex-1 basis-[calc(100%-28px)] text-foreground sm:basis-48">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
      {action && <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:pl-7">{action}</div>}
    </div>
  );
}
