"use client";

import type { ComponentProps } from "react";
import { useReady } from "./use-ready";

/** A button that acts is disabled until the page is alive: a click before that would be lost without a word. */
export function ReadyButton({ disabled, ...props }: ComponentProps<"button">) {
  const ready = useReady();
  const acts = Boolean(props.onClick || props.onPointerDown) || props.type === "submit";
  const waits = acts && !ready;
  return <button type="button" disabled={disabled || waits} aria-disabled={waits || undefined} {...props} />;
}
