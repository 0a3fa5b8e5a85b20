import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { ReadyButton } from "./ready-button";

type ChipProps = Omit<ComponentProps<"button">, "value"> & {
  label?: string;
  value: string;
  /** The filter differs from its default, or the toggle is on. */
  pressed?: boolean;
  icon?: LucideIcon;
  /** A toggle says its state with aria-pressed; a filter chip opens something. */
  toggle?: boolean;
};

/** A filter with its value, usable as the trigger of a popover or menu. */
export function Chip({ label, value, pressed, icon: Icon, toggle, className, ...props }: ChipProps) {
  return (
    <ReadyButton
      aria-pressed={toggle ? Boolean(pressed) : undefined}
      className={cn(
        "inline-flex h-[30px] max-w-full items-center gap-1.5 rounded-control border bg-surface px-2.5 text-[13px] transition-colors duration-[120ms] hover:bg-sunken disabled:cursor-not-allowed disabled:opacity-50 pointer-coarse:h-11",
        pressed && "border-primary bg-primary-soft text-primary hover:bg-primary-soft",
        className,
      )}
      {...props}
    >
      {Icon && <Icon className="size-3.5 shrink-0" aria-hidden />}
      {label && <span className="whitespace-nowrap">{label}:</span>}
      <span className="truncate font-medium">{value}</span>
      {!toggle && <ChevronDown className="-mr-0.5 size-3.5 shrink-0 opacity-60" aria-hidden />}
    </ReadyButton>
  );
}
