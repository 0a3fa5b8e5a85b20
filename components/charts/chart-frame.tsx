"use client";

import { ChartLine, Download, Table2 } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { Notice } from "@/components/states/notice";
import { Card, CardBody, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { CSV_MARK } from "@/lib/exports/write-csv";
import { type ChartTable, toCsv } from "./chart-table";
import { gridPicture } from "./grid-picture";
import { chartPicture, type PictureWords, saveFile } from "./save-file";

type ChartFrameProps = {
  /** The metric; period and timezone go into `facts`. */
  title: string;
  facts?: readonly string[];
  /** A button that says what the metric means. */
  about?: ReactNode;
  /** The same numbers as the chart: shown instead of it, and saved as CSV. */
  table: ChartTable;
  /** Whose figures these are: stands in what is saved, since there no page says it. */
  place?: string;
  /** Without ending: "harbour-dental-reach-2026-10-23-2026-11-21". */
  fileName: string;
  /** "Updated 12 min ago", "4 of 5 accounts captured", a StatusTag for a failing account. */
  foot?: ReactNode;
  /** Further controls beside the toggle, such as a choice of metric. */
  controls?: ReactNode;
  /** The chart. */
  children: ReactNode;
  /** What stands below the chart and its numbers alike. */
  below?: ReactNode;
  className?: string;
};

/** A chart with its title, its numbers as a table, and both to take away. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, facts = [], place, about, table, foot, controls, children, below, className } = props;
  const fileName = [place === undefined ? "" : slug(place), props.fileName].filter(Boolean).join("-");
  const id = useId();
  const chart = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<"chart" | "table">("chart");
  const [failed, setFailed] = useState(false);
  const savePicture = async () => {
    setFailed(false);
    const picture = drawingOf(chart.current, {
      title,
      facts: place === undefined ? facts : [place, ...facts],
    });
    if (!picture) return setFailed(true);
    try {
      saveFile(`${fileName}.png`, await picture);
    } catch {
      setFailed(true);
    }
  };
  return (
    <Card aria-labelledby={id} className={cn("flex flex-col", className)}>
      <CardHeader>
        <div className="min-w-0">
          <div className="flex items-center gap-1">
            <h2 id={id} className="font-semibold text-card">
              {title}
            </h2>
            {about}
          </div>
          {facts.length > 0 && <p className="text-meta text-muted">{facts.join(" · ")}</p>}
        </div>
        <div className="ml-auto flex flex-wrap items-center justify-end gap-1">
          {controls}
          <IconButton label="Show the chart" pressed={view === "chart"} onClick={() => setView("chart")}>
            <ChartLine aria-hidden />
          </IconButton>
          <IconButton label="Show the numbers" pressed={view === "table"} onClick={() => setView("table")}>
            <Table2 aria-hidden />
          </IconButton>
          <DropdownMenu
            trigger={
              <button
                type="button"
                aria-label={`Download ${title}`}
                className="grid size-[34px] place-items-center rounded-control text-muted hover:bg-sunken hover:text-foreground pointer-coarse:size-11"
              >
                <Download className="size-4" aria-hidden />
              </button>
            }
          >
            <MenuItem disabled={view === "table"} onSelect={() => void savePicture()}>
              Picture (PNG)
            </MenuItem>
            <MenuItem
              onSelect={() =>
                saveFile(
                  `${fileName}.csv`,
                  new Blob([CSV_MARK, toCsv(table)], { type: "text/csv;charset=utf-8" }),
                )
              }
            >
              Numbers (CSV)
            </MenuItem>
          </DropdownMenu>
        </div>
      </CardHeader>
      {failed && (
        <Notice tone="bad" className="mx-4 mt-2">
          The picture could not be drawn in this browser. Take the numbers instead.
        </Notice>
      )}
      {view === "chart" ? (
        <CardBody ref={chart} className="flex-1">
          {children}
        </CardBody>
      ) : (
        <div className="mt-2 flex-1">
          <NumbersTable title={title} table={table} />
        </div>
      )}
      {below}
      {foot && <CardFooter>{foot}</CardFooter>}
    </Card>
  );
}

/** The picture of what is drawn in `frame`: lines or a heat map; null where nothing is. */
function drawingOf(frame: HTMLElement | null, words: PictureWords): Promise<Blob> | null {
  const grid = frame?.querySelector<HTMLElement>("[data-picture]");
  if (grid) return gridPicture(grid, words);
  const svg = frame?.querySelector<SVGSVGElement>("svg.recharts-surface");
  if (!frame || !svg) return null;
  const legend = [...frame.querySelectorAll("[data-legend]")].map((item) => ({
    name: item.textContent ?? "",
    color: getComputedStyle(item.firstElementChild ?? item).backgroundColor,
  }));
  return chartPicture(svg, words, legend);
}

function NumbersTable({ title, table }: { title: string; table: ChartTable }) {
  return (
    <Table label={title} frameClassName="max-h-80">
      <thead>
        <tr>
          {table.columns.map((column) => (
            <Th key={column.key} numeric={column.numeric}>
              {column.label}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <Tr key={String(row[table.columns[0]?.key ?? ""])}>
            {table.columns.map((column) => {
              const value = row[column.key] ?? null;
              return (
                <Td key={column.key} numeric={column.numeric}>
                  {column.format ? column.format(value) : (value ?? "—")}
                </Td>
              );
            })}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

/** "Café Kranz, Wien" as "cafe-kranz-wien"; letters of every alphabet stay. */
const slug = (words: string): string =>
  words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
