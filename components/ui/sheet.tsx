"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { DialogCloseIcon } from "./dialog";
import { useFocusReturn } from "./use-focus-return";

type SheetProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: string;
  description?: ReactNode;
  footer?: ReactNode;
  side?: "right" | "bottom";
  /** Width on the right: 420 or 640 px. */
  wide?: boolean;
  children?: ReactNode;
};

/** A panel over the page for details that keep the page behind in mind. */
export function Sheet(props: SheetProps) {
  const { open, onOpenChange, trigger, title, description, footer, side = "right", wide, children } = props;
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed z-40 flex flex-col bg-surface shadow-float outline-none",
            side === "right"
              ? "inset-y-0 right-0 w-full animate-slide-right border-l"
              : "inset-x-0 bottom-0 max-h-[85dvh] animate-slide-up rounded-t-card border-t",
            side === "right" && (wide ? "sm:max-w-[640px]" : "sm:max-w-[420px]"),
          )}
        >
          <div className="flex items-center gap-3 border-b px-5 py-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-card wrap-anywhere">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted wrap-anywhere">{description}</Radix.Description>
              )}
            </div>
            <DialogCloseIcon />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
