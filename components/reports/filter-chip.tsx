"use client";

import { ChevronDown, type LucideIcon } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";

type FilterChipProps = {
  label: string;
  /** What is chosen, in words. */
  value: string;
  icon?: LucideIcon;
  /** Chosen by the person: drawn in the primary colour. */
  chosen?: boolean;
  /** Gets a function that closes the chip. */
  children: (close: () => void) => ReactNode;
};

/** A filter that shows its value and opens to change it. */
export function FilterChip({ label, value, icon: Icon, chosen = false, children }: FilterChipProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={cn(
          "inline-flex h-[30px] max-w-full items-center gap-1.5 rounded-control border bg-surface px-2.5 text-[13px] transition-colors duration-[120ms] hover:bg-sunken pointer-coarse:h-11",
          chosen && "border-primary bg-primary-soft text-primary hover:bg-primary-soft",
        )}
      >
        {Icon && <Icon className="size-3.5 shrink-0" aria-hidden />}
        <span className={Icon ? "sr-only" : "text-muted"}>{label}:</span>
        <span className="truncate font-medium">{value}</span>
        <ChevronDown className="size-3.5 shrink-0 opacity-60" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className="z-40 max-h-[min(420px,var(--radix-popover-content-available-height))] w-72 max-w-[calc(100vw-24px)] animate-appear overflow-y-auto rounded-card border bg-surface p-2 shadow-float"
        >
          {children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChoiceProps<T extends string> = {
  options: readonly { value: T; label: string; hint?: string }[];
  value: T | null;
  onChoose: (value: T) => void;
};

/** One of a few; Enter or click chooses. */
export function Choices<T extends string>({ options, value, onChoose }: ChoiceProps<T>) {
  return (
    <ul className="grid gap-0.5">
      {options.map((option) => (
        <li key={option.value}>
          <button
            type="button"
            aria-pressed={option.value === value}
            onClick={() => onChoose(option.value)}
            className="flex min-h-9 w-full items-center justify-between gap-3 rounded-control px-2 text-left hover:bg-sunken aria-pressed:bg-primary-soft aria-pressed:font-medium aria-pressed:text-primary pointer-coarse:min-h-11"
          >
            <span>{option.label}</span>
            {option.hint && <span className="text-meta text-muted">{option.hint}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
