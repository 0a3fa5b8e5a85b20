"use client";

import { type RefObject, useEffect } from "react";
import { isTyping } from "./is-typing";

/**
 * J and K move the focus through the rows inside `frame`; Enter opens the row that has it. A row is an element with
 * `data-row` and `tabIndex={-1}`; what opens it is its link or button with `data-row-open`.
 */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target)) return;
      const rows = [...(frame.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const key = event.key.toLowerCase();
      if (key === "j" || key === "k") {
        const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)))];
        if (!next) return;
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && rows[at] === document.activeElement) {
        rows[at]?.querySelector<HTMLElement>("[data-row-open]")?.click();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [frame]);
}
