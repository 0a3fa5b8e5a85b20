"use client";

import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  useRef,
  useState,
} from "react";
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
  const show = (at: CellPlace | null) => setShown(at && (cells[at.row]?.[at.column]?.label ?? null));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid(place, event.key, { rows: rows.length, columns: columns.length });
    if (!next) return;
    event.preventDefault();
    grid.current?.rows[next.row]?.cells[next.column + 1]?.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const reached = placeOf(event.target);
    if (reached) setPlace(reached);
    show(reached);
  };
  /** What was read last stands while the pointer is between two cells. */
  const read = (element: EventTarget | null) => {
    const below = placeOf(element);
    if (below) show(below);
  };
  // Cells are narrower than a finger: it slides over them, and the one below it is read.
  const onPointer = (event: PointerEvent) => {
    if (event.pointerType === "touch") read(document.elementFromPoint(event.clientX, event.clientY));
  };
  return (
    <div>
      <div data-picture className="touch-pan-y" onPointerDown={onPointer} onPointerMove={onPointer}>
        <table
          ref={grid}
          {...GRID}
          aria-label={label}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
          onBlur={() => show(null)}
          onMouseOver={(event) => read(event.target)}
          onMouseLeave={() => show(null)}
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
                  return (
                    <td
                      key={column}
                      {...inTabOrder(place.row === rowIndex && place.column === columnIndex)}
                      aria-label={cell?.label ?? "no data"}
                      className="heat"
                      style={heatOf(scale && heatShare(cell?.value ?? null, scale))}
                    />
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

/** Which cell of the grid an element is; null: none of them. The first of each row is its name. */
function placeOf(element: EventTarget | null): CellPlace | null {
  if (!(element instanceof HTMLTableCellElement) || !element.classList.contains("heat")) return null;
  const row = element.closest("tr")?.rowIndex;
  return row === undefined ? null : { row, column: element.cellIndex - 1 };
}

/** How dark a cell is, for the class `heat`; without it the grey of what is not known. */
const heatOf = (share: number | null): CSSProperties | undefined =>
  share === null ? undefined : { ["--heat" as string]: `${share}%` };

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
  return <span aria-hidden className="heat size-3" style={heatOf(share)} />;
}
