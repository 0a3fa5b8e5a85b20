"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { type CellPlace, heatShare, moveInGrid } from "./heat-cells";

export type HeatCell = {
  /** null: too few posts to say anything, drawn pale. */
  value: number | null;
  /** Read aloud, and shown below when the cell is reached: "Thu 18:00, 4.1%, 12 posts". */
  label: string;
};

type HeatMapProps = {
  /** Names the whole: "Engagement per post by weekday and hour". */
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** One list a row, one cell a column. */
  cells: readonly (readonly HeatCell[])[];
  /** Every how many columns a label stands. */
  labelEvery?: number;
  className?: string;
};

/** A table whose cells are walked with arrow keys: the grid pattern of the ARIA authoring practices. */
const GRID = { role: "grid", "aria-readonly": true } as const;

/** In a grid a cell takes the focus itself; one of all is reached by Tab. */
const inTabOrder = (reached: boolean) => ({ tabIndex: reached ? 0 : -1 });

const HINT = "Point at an hour, or use the arrow keys, to read it.";

/** Darker is more. One tab stop; arrow keys, mouse or finger reach each cell, whose words stand below. */
export function HeatMap({ label, rows, columns, cells, labelEvery = 3, className }: HeatMapProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const [shown, setShown] = useState<string | null>(null);
  const most = Math.max(0, ...cells.flatMap((row) => row.map((cell) => cell.value ?? 0)));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid(place, event.key, { rows: rows.length, columns: columns.length });
    if (!next) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
  };
  return (
    <div>
      <table
        ref={grid}
        {...GRID}
        aria-label={label}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setShown(null)}
        className={cn(
          "w-full table-fixed border-separate border-spacing-[3px] text-[11px] text-muted",
          className,
        )}
      >
        <colgroup>
          <col className="w-9" />
        </colgroup>
        <tbody>
          {rows.map((row, rowIndex) => (
            <tr key={row}>
              <th scope="row" className="pr-1 text-left font-normal">
                {row}
              </th>
              {columns.map((column, columnIndex) => {
                const cell = cells[rowIndex]?.[columnIndex];
                const share = heatShare(cell?.value ?? null, most);
                const isPlace = place.row === rowIndex && place.column === columnIndex;
                return (
                  <td
                    key={column}
                    data-cell={`${rowIndex} ${columnIndex}`}
                    {...inTabOrder(isPlace)}
                    className="rounded-[3px] p-0"
                    onFocus={() => {
                      setPlace({ row: rowIndex, column: columnIndex });
                      setShown(cell?.label ?? null);
                    }}
                    onBlur={() => setShown(null)}
                    onMouseEnter={() => setShown(cell?.label ?? null)}
                  >
                    <span
                      className="block h-[18px] forced-color-adjust-none rounded-[3px]"
                      style={{
                        backgroundColor:
                          share === null
                            ? "var(--sunken)"
                            : `color-mix(in oklab, var(--s1) ${share}%, var(--surface))`,
                      }}
                    />
                    <span className="sr-only">{cell?.label ?? "no data"}</span>
                  </td>
                );
              })}
            </tr>
          ))}
          <tr aria-hidden>
            <td />
            {columns.map((column, index) => (
              <td key={column} className="overflow-visible whitespace-nowrap p-0 text-center">
                {index % labelEvery === 0 ? column : ""}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p aria-hidden className="min-h-8 pt-1 text-meta text-muted">
        {shown ?? HINT}
      </p>
    </div>
  );
}
