"use client";

import { AlertDialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { useFocusReturn } from "./use-focus-return";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question that names what and how many: "Delete 3 posts?" */
  title: string;
  /** What happens, and whether it can be undone. */
  sentence: ReactNode;
  /** The verb again: "Delete 3 posts". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "primary" | "danger";
  busy?: boolean;
  /** The dialog stays open until `open` becomes false, so a failure can be shown in `error`. */
  onConfirm: () => void;
  error?: ReactNode;
  /** Further controls, such as a field to type a name into. */
  children?: ReactNode;
  confirmDisabled?: boolean;
};

/** Asks before something that cannot simply be taken back. The focus starts on Cancel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, busy = false, tone = "primary" } = props;
  const focus = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !busy && onOpenChange(next)}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[84vh] max-w-md animate-appear flex-col gap-3 scroll-pb-20 overflow-y-auto rounded-card border bg-surface p-5 pb-0 shadow-float outline-none max-sm:top-[6dvh] max-sm:max-h-[88dvh]"
        >
          <Radix.Title className="font-semibold text-card wrap-anywhere">{props.title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-muted wrap-anywhere">{props.sentence}</div>
          </Radix.Description>
          {props.children}
          {props.error && (
            <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
              {props.error}
            </p>
          )}
          {/* What is asked may be long: the answer stays in sight. */}
          <div className="sticky bottom-0 -mx-5 -mt-1 flex shrink-0 flex-wrap-reverse justify-end gap-2 bg-surface px-5 pt-2 pb-5 max-sm:[&>button]:flex-1">
            <Radix.Cancel asChild>
              <Button disabled={busy}>{props.cancelLabel ?? "Cancel"}</Button>
            </Radix.Cancel>
            <Button
              variant={tone}
              className={tone === "danger" ? "border-bad bg-bad text-surface hover:bg-bad/90" : undefined}
              loading={busy}
              disabled={props.confirmDisabled}
              onClick={props.onConfirm}
            >
              {props.confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
