"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { FIELD_LABELS } from "@/lib/csv/formats";
import type { SessionRow } from "@/lib/csv/import-session";
import { CellEditor } from "./cell-editor";
import { cellId, GRID_TEMPLATE, GridRow } from "./grid-row";
import { fieldOf, GRID_COLUMNS } from "./row-words";
import { useGridPaste } from "./use-grid-paste";
import type { Preview } from "./use-preview";

const ROW_PX = 54;
/** Browsers draw about 33 million pixels of height; past this many rows they become one line high. */
const TALL_ROWS = 550_000;
const SHORT_ROW_PX = 32;

const HEADERS = ["Row", "Date", "Caption", "Media", "Accounts", "Kind", "Tags", "Issue"];

/** A table whose cells are walked with the arrow keys: the elements keep their own roles below it. */
const gridRole = (activeCell: string | undefined) =>
  ({ role: "grid", tabIndex: 0, "aria-activedescendant": activeCell }) as const;

type GridProps = { preview: Preview; scroller: RefObject<HTMLDivElement | null> };

/** Every row of the filter, drawn only where it is in sight. One row is active, one cell of it has the keys. */
export function Grid({ preview, scroller }: GridProps) {
  const { rows, active, column, editing } = preview;
  const rowPx = rows.total > TALL_ROWS ? SHORT_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    scrollPaddingStart: 34,
  });
  useRowClicks(preview);
  useGridPaste(preview);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];

  const { need } = rows;
  useEffect(() => need(first, last), [need, first, last]);
  useEffect(() => {
    if (active !== null) virtual.scrollToIndex(active, { align: "auto" });
  }, [active, virtual]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 540) / rowPx) - 2);
    const moves = new Map<string, () => void>([
      ["ArrowDown", () => preview.move(1)],
      ["ArrowUp", () => preview.move(-1)],
      ["PageDown", () => preview.move(page)],
      ["PageUp", () => preview.move(-page)],
      ["Home", () => preview.move(-rows.total)],
      ["End", () => preview.move(rows.total)],
      ["ArrowRight", () => preview.moveColumn(1)],
      ["ArrowLeft", () => preview.moveColumn(-1)],
      ["Enter", () => preview.startEditing()],
      ["F2", () => preview.startEditing()],
      [" ", () => void preview.toggleExcluded()],
    ]);
    const move = moves.get(event.key);
    if (!move) return;
    event.preventDefault();
    move();
  }

  const editor = (row: SessionRow) => {
    const at = GRID_COLUMNS[column] ?? "caption";
    const field = fieldOf(at, row);
    return (
      <CellEditor
        label={FIELD_LABELS[field]}
        value={row.fields[field] ?? ""}
        multiline={at === "caption" || at === "media"}
        onSave={(value) => void preview.saveCell(row, field, value)}
        onCancel={preview.stopEditing}
      />
    );
  };

  return (
    // The grid has the focus and names its active cell, so rows that scroll out of sight never take the focus along.
    <table
      {...gridRole(active === null ? undefined : cellId(active, column))}
      aria-label="Rows of the file"
      aria-rowcount={rows.total + 1}
      aria-colcount={HEADERS.length}
      ref={preview.grid}
      onKeyDown={onKeyDown}
      className={cn(
        "block w-full min-w-[864px] text-left -outline-offset-2",
        // The active cell shows where the keys go.
        active !== null && "outline-none",
      )}
    >
      <thead className="sticky top-0 z-10 block">
        <tr
          aria-rowindex={1}
          className={cn(GRID_TEMPLATE, "h-[34px] border-b bg-surface font-medium text-meta text-muted")}
        >
          {HEADERS.map((header, index) => (
            <th
              key={header}
              scope="col"
              className={cn("flex items-center px-2 font-medium", index === 0 && "justify-end pr-3")}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows.at(item.index);
          const isActive = active === item.index;
          return (
            <GridRow
              key={item.key}
              row={row ?? null}
              index={item.index}
              top={item.start}
              height={rowPx}
              activeColumn={isActive ? (GRID_COLUMNS[column] ?? null) : null}
              editor={row && isActive && editing ? editor(row) : null}
              checked={preview.checked}
              platformOf={preview.platformOf}
            />
          );
        })}
      </tbody>
    </table>
  );
}

/** Clicks of all rows, heard at the grid: rows stay plain and cheap. */
function useRowClicks(preview: Preview): void {
  const { grid, select, startEditing } = preview;
  const latest = useRef({ select, startEditing });
  latest.current = { select, startEditing };
  useEffect(() => {
    const table = grid.current;
    const onClick = (event: MouseEvent) => {
      const target = event.target;
      if (!(target instanceof Element) || target.closest("textarea")) return;
      const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
      const at = target.closest<HTMLElement>("[data-at]")?.dataset.at;
      if (index === undefined) return;
      latest.current.select(Number(index), at === undefined ? undefined : Number(at));
      if (event.type === "dblclick" && at !== undefined) latest.current.startEditing();
    };
    table?.addEventListener("click", onClick);
    table?.addEventListener("dblclick", onClick);
    return () => {
      table?.removeEventListener("click", onClick);
      table?.removeEventListener("dblclick", onClick);
    };
  }, [grid]);
}
