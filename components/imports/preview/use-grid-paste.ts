"use client";

import { useEffect, useRef } from "react";
import { toast } from "sonner";
import { isTyping } from "@/components/ui/is-typing";
import type { FieldKey } from "@/lib/csv/formats";
import type { SessionRow } from "@/lib/csv/import-session";
import { firstRecords } from "@/lib/csv/records";
import { plural } from "@/lib/format";
import { fieldOf, GRID_COLUMNS } from "./row-words";
import type { Preview } from "./use-preview";

const MOST_ROWS = 5_000;

/** A copied block as spreadsheets put it on the clipboard: tabs between cells, quotes around cells with line breaks. */
export function readBlock(text: string): string[][] {
  const whole = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  const records = firstRecords(whole, "\t", true);
  return records.filter((cells, index) => index < records.length - 1 || cells.some((cell) => cell !== ""));
}

/** The cells that a block fills from a row and a column on; what reaches beyond the grid is left away. */
export function cellsOf(
  block: readonly (readonly string[])[],
  rows: readonly SessionRow[],
  column: number,
): { row: number; field: FieldKey; value: string }[] {
  return block.flatMap((cells, index) => {
    const row = rows[index];
    if (!row || row.excluded) return [];
    return cells.flatMap((value, offset) => {
      const at = GRID_COLUMNS[column + offset];
      return at ? [{ row: row.row, field: fieldOf(at, row), value }] : [];
    });
  });
}

/** What of a block found no cell, so that nothing of it goes missing unsaid. */
export function leftOf(
  block: readonly (readonly string[])[],
  rows: readonly SessionRow[],
  column: number,
): { description?: string } {
  const below = block.length - rows.length;
  const aside = Math.max(0, ...block.map((cells) => cells.length)) - (GRID_COLUMNS.length - column);
  const excluded = rows.slice(0, block.length).filter((row) => row.excluded).length;
  const words = [
    below > 0 ? `${plural(below, "row")} of the block reached past the last row` : null,
    aside > 0 ? `${plural(aside, "column")} reached past the last column` : null,
    excluded > 0 ? `${plural(excluded, "row")} met one that is left out` : null,
  ].filter((word) => word !== null);
  return words.length === 0 ? {} : { description: `Not pasted: ${words.join("; ")}.` };
}

/** Browsers tell of a paste where the text cursor stands, which a click leaves inside the cell or elsewhere on the page. */
function isMeant({ target }: ClipboardEvent, table: HTMLElement | null): boolean {
  if (!table || isTyping(target)) return false;
  return document.activeElement === table || (target instanceof Node && table.contains(target));
}

/** Pastes a block of cells at the active one: one step to undo. */
export function useGridPaste(preview: Preview): void {
  const latest = useRef(preview);
  latest.current = preview;
  const { grid } = preview;
  useEffect(() => {
    const table = grid.current;
    const onPaste = (event: ClipboardEvent) => {
      const { active, editing, column, filter, sheet } = latest.current;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (active === null || editing || text === "" || !isMeant(event, table)) return;
      event.preventDefault();
      const block = readBlock(text).slice(0, MOST_ROWS);
      void sheet.call("window", active, block.length, filter).then(async ({ rows }) => {
        const cells = cellsOf(block, rows, column);
        if (cells.length === 0) return;
        await sheet.change("editBlock", cells);
        toast(`${plural(cells.length, "cell")} pasted; Undo takes them back`, {
          ...leftOf(block, rows, column),
        });
      });
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [grid]);
}
