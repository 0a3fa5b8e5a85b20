"use client";

import { useEffect } from "react";
import { isTyping } from "@/components/ui/is-typing";

/** The keys that work on every page: ⌘K and Ctrl K, `/` for the page's own search, `?`. */
export function useShortcuts(actions: { onCommand: () => void; onKeys: () => void }): void {
  const { onCommand, onKeys } = actions;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onCommand();
        return;
      }
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target)) return;
      if (event.key === "?") {
        event.preventDefault();
        onKeys();
      } else if (event.key === "/") {
        const search = document.querySelector<HTMLElement>("[data-search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onCommand, onKeys]);
}
