"use client";

import { useEffect, useRef } from "react";
import { isTyping } from "@/components/ui/is-typing";
import type { Preview } from "./use-preview";

/** The keys of the whole page; those of the cells belong to the grid. They rest while somebody types or a dialog is open. */
export function usePreviewKeys(preview: Preview): void {
  const latest = useRef(preview);
  latest.current = preview;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const action = actionOf(event, latest.current);
      if (!action) return;
      event.preventDefault();
      action();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function actionOf(event: KeyboardEvent, preview: Preview): (() => void) | null {
  const key = event.key.toLowerCase();
  if (event.metaKey || event.ctrlKey) {
    if (key === "z") return () => void preview.sheet.change(event.shiftKey ? "redo" : "undo");
    return key === "y" ? () => void preview.sheet.change("redo") : null;
  }
  if (key === "j") return () => preview.move(1);
  if (key === "k") return () => preview.move(-1);
  if (key === "n") return () => void preview.nextError();
  return key === "escape" && preview.panel ? preview.closePanel : null;
}
