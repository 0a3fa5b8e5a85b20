"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export const PopoverClose = Radix.Close;

type PopoverProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One button or chip. */
  trigger: ReactNode;
  /** Names the panel to screen readers. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

export function Popover({
  open,
  onOpenChange,
  trigger,
  label,
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-[var(--radix-popover-content-available-height)] w-72 max-w-[calc(100vw-16px)] animate-appear overflow-y-auto rounded-card border bg-surface p-3 shadow-float outline-none",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
