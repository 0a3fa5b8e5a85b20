const BUSY =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]";

/** True while the person types, or a dialog, menu or list has the keys: single-key shortcuts rest then. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(BUSY) !== null;
}
