"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useFocusReturn } from "./use-focus-return";

export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

type DialogProps = {
  /** Give both to steer it from outside, or neither and a `trigger`. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** One button. */
  trigger?: ReactNode;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
};

const WIDTH = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-4xl" } as const;

/** Esc closes it and gives the focus back. On a phone it fills the width at the bottom. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, trigger, title, description, footer, size = "md", children } = props;
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            focus.remember();
            focusFirstField(event);
          }}
          onCloseAutoFocus={focus.giveBack}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-40 mx-auto flex max-h-[92dvh] w-full animate-slide-up flex-col rounded-t-card border bg-surface shadow-float outline-none sm:top-[12vh] sm:bottom-auto sm:max-h-[76vh] sm:w-[calc(100%-32px)] sm:animate-appear sm:rounded-card",
            WIDTH[size],
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-1">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-card wrap-anywhere">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-muted wrap-anywhere">
                  {description}
                </Radix.Description>
              )}
            </div>
            <DialogCloseIcon />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">{children}</div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const FIELDS = [
  "input:not([type=hidden], [disabled], [readonly], [aria-hidden=true], [tabindex='-1'])",
  "select:not([disabled], [aria-hidden=true])",
  "textarea:not([disabled], [readonly])",
  "[role=checkbox]:not([disabled])",
  "[role=radio][aria-checked=true]:not([disabled])",
].join(",");

/** Who opens a form means to fill it in; on a touch screen the keyboard would cover it before it was read. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement) || matchMedia("(pointer: coarse)").matches) return;
  const field = event.currentTarget.querySelector<HTMLElement>(FIELDS);
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** The cross in the corner of dialogs and sheets. */
export function DialogCloseIcon() {
  return (
    <Radix.Close
      aria-label="Close"
      className="-mr-1.5 grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-foreground pointer-coarse:size-11"
    >
      <X className="size-4" aria-hidden />
    </Radix.Close>
  );
}
