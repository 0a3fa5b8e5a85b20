"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
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
  /** How the lowest and the highest value stand in the legend: "1.24 ×". */
  formatValue: (value: number) => string;
  /** What the grey of cells without a value means: "too few posts". */
  noValue: string;
  /** Every how many columns a label stands. */
  labelEvery?: number;
  className?: string;
};

/** A table whose cells are walked with arrow keys: the grid pattern of the ARIA authoring practices. */
const GRID = { role: "grid", "aria-readonly": true } as const;

/** In a grid a cell takes the focus itself; one of all is reached by Tab. */
const inTabOrder = (reached: boolean) => ({ tabIndex: reached ? 0 : -1 });

const HINT = "Touch an hour, point at it or use the arrow keys to read it.";

/** Darker is more. One tab stop; arrow keys, mouse or finger reach each cell, whose words stand below. */
export function HeatMap(props: HeatMapProps) {
  const { label, rows, columns, cells, labelEvery = 3, className } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<CellPlace>({ row: 0, column: 0 });
  const [shown, setShown] = useState<string | null>(null);
  const known = cells.flatMap((row) => row.flatMap(({ value }) => (value === null ? [] : [value])));
  const scale = known.length === 0 ? null : { low: Math.min(...known), high: Math.max(...known) };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid(place, event.key, { rows: rows.length, columns: columns.length });
    if (!next) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus();
  };
  // Cells are narrower than a finger: it slides over them, and the one below it is read.
  const onPointer = (event: PointerEvent) => {
    if (event.pointerType !== "touch") return;
    const below = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-cell]");
    const [row, column] = below?.getAttribute("data-cell")?.split(" ").map(Number) ?? [];
    const cell = row === undefined || column === undefined ? undefined : cells[row]?.[column];
    if (cell) setShown(cell.label);
  };
  return (
    <div>
      <div data-picture className="touch-pan-y" onPointerDown={onPointer} onPointerMove={onPointer}>
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
                  const share = scale && heatShare(cell?.value ?? null, scale);
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
                        style={{ backgroundColor: colorOf(share) }}
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
        {scale && <Legend scale={scale} {...props} />}
      </div>
      <p aria-hidden className="min-h-8 pt-1 text-meta text-muted">
        {shown ?? HINT}
      </p>
    </div>
  );
}

const colorOf = (share: number | null) =>
  share === null ? "var(--sunken)" : `color-mix(in oklab, var(--s1) ${share}%, var(--surface))`;

const STEPS = [0, 0.25, 0.5, 0.75, 1];

type LegendProps = Pick<HeatMapProps, "formatValue" | "noValue"> & { scale: { low: number; high: number } };

/** What pale and dark stand for. */
function Legend({ scale, formatValue, noValue }: LegendProps) {
  const { low, high } = scale;
  const steps = high > low ? STEPS : [1];
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-2 text-[11px] text-muted tabular-nums">
      <span data-caption>{formatValue(low)}</span>
      <span aria-hidden className="inline-flex gap-0.5">
        {steps.map((part) => (
          <Swatch key={part} share={heatShare(low + part * (high - low), scale)} />
        ))}
      </span>
      {high > low && <span data-caption>{formatValue(high)}</span>}
      <span className="ml-2 inline-flex items-center gap-1.5">
        <Swatch share={null} />
        <span data-caption>{noValue}</span>
      </span>
    </p>
  );
}

function Swatch({ share }: { share: number | null }) {
  return (
    <span
      aria-hidden
      data-swatch
      className="size-3 forced-color-adjust-none rounded-[3px]"
      style={{ backgroundColor: colorOf(share) }}
    />
  );
}
