"use client";

import { type Key, useMemo, useState } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { MISSING } from "@/lib/format";
import { markLabel, marksByX } from "./chart-marks";
import type { TrendChartProps } from "./trend-chart";
import { allX, lineOf, spread, type TrendLine } from "./trend-data";

type Row = { x: string };
const NARROW = 480;
const axisText = { fontSize: 11, fill: "var(--muted)" };

export function TrendPlot(props: TrendChartProps & { height: number }) {
  const { label, series, formatX, formatY, formatValue = formatY, height, marks, fromZero = true } = props;
  const [narrow, setNarrow] = useState(false);
  const lines = useMemo(() => series.map(lineOf), [series]);
  const rows = useMemo<Row[]>(() => allX(series).map((x) => ({ x })), [series]);
  const notes = useMemo(
    () =>
      marksByX(
        rows.map(({ x }) => x),
        marks ?? [],
      ),
    [rows, marks],
  );
  // The compared period shares colour and name with the line it stands beside.
  const named = lines.filter((line) => !line.series.faint);
  const longest = Math.max(0, ...named.map((line) => line.series.label.length));
  const legend = narrow || named.length > 6;
  return (
    <div className="flex h-full w-full flex-col">
      <div className="min-h-0 flex-1">
        <ResponsiveContainer
          width="100%"
          height="100%"
          initialDimension={{ width: 600, height }}
          onResize={(width) => setNarrow(width > 0 && width < NARROW)}
        >
          <LineChart
            data={rows}
            aria-label={`${label}. The left and right arrow keys read it point by point.`}
            margin={{ top: 12, left: 0, bottom: 0, right: legend ? 12 : Math.min(150, longest * 6.4 + 20) }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="x"
              tickFormatter={formatX}
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: "var(--line)" }}
              interval="preserveStartEnd"
              minTickGap={narrow ? 40 : 72}
              tickMargin={6}
            />
            <YAxis
              width={44}
              tickCount={5}
              domain={fromZero ? [0, "auto"] : ["auto", "auto"]}
              allowDecimals={false}
              tickFormatter={formatY}
              tick={axisText}
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              cursor={{ stroke: "var(--line-strong)", strokeDasharray: "2 2" }}
              isAnimationActive={false}
              content={({ active, label: x }) =>
                active && typeof x === "string" ? (
                  <TrendTooltip
                    title={formatX(x)}
                    x={x}
                    lines={lines}
                    format={formatValue}
                    notes={notes.get(x) ?? []}
                  />
                ) : null
              }
            />
            {[...notes].map(([x, texts]) => {
              const leftHalf = rows.findIndex((row) => row.x === x) < rows.length / 2;
              return (
                <ReferenceLine
                  key={x}
                  x={x}
                  stroke="var(--line-strong)"
                  strokeDasharray="2 2"
                  label={{
                    value: narrow ? "●" : markLabel(texts),
                    position: leftHalf ? "insideTopLeft" : "insideTopRight",
                    fontSize: 11,
                    fill: "var(--muted)",
                  }}
                />
              );
            })}
            {lines.flatMap((line) => [
              <Line
                key={`${line.series.key} whole`}
                {...lineStyle(line)}
                dataKey={(row: Row) => line.whole.get(row.x) ?? null}
              />,
              <Line
                key={`${line.series.key} dashed`}
                {...lineStyle(line)}
                strokeDasharray="2 3"
                dataKey={(row: Row) => line.dashed.get(row.x) ?? null}
              />,
            ])}
            {!legend && <EndLabels lines={named} />}
          </LineChart>
        </ResponsiveContainer>
      </div>
      {legend && <Legend lines={named} />}
    </div>
  );
}

function lineStyle(line: TrendLine) {
  const { color, faint } = line.series;
  return {
    type: "linear" as const,
    stroke: color,
    strokeWidth: 1.75,
    strokeOpacity: faint ? 0.35 : 1,
    connectNulls: false,
    isAnimationActive: false,
    activeDot: { r: 3.5, fill: color, stroke: "var(--surface)" },
    dot: (dot: { key?: Key | null; cx?: number; cy?: number; value?: unknown; payload?: Row }) =>
      dot.payload && line.alone.has(dot.payload.x) && typeof dot.value === "number" ? (
        <circle key={dot.key} cx={dot.cx} cy={dot.cy} r={2.5} fill={color} fillOpacity={faint ? 0.35 : 1} />
      ) : (
        <g key={dot.key} />
      ),
  };
}

/** A series colour dark (or light) enough for small text. */
function readable(color: string): string {
  return `color-mix(in oklab, ${color} 62%, var(--text))`;
}

/** Each line's name at its last point; names that would touch are moved apart. */
function EndLabels({ lines }: { lines: readonly TrendLine[] }) {
  const [scaleX, scaleY, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (!scaleX || !scaleY || !area) return null;
  const ends = lines.flatMap((line) => {
    const x = line.last && scaleX(line.last.x);
    const y = line.last && scaleY(line.last.y);
    return typeof x === "number" && typeof y === "number" ? [{ series: line.series, y }] : [];
  });
  const places = spread(
    ends.map((end) => end.y),
    14,
    area.y + 4,
    area.y + area.height,
  );
  return (
    <g>
      {ends.map(({ series }, index) => (
        <text
          key={series.key}
          x={area.x + area.width + 8}
          y={places[index]}
          dy="0.32em"
          fontSize={11}
          fontWeight={500}
          fill={readable(series.color)}
        >
          {series.label}
        </text>
      ))}
    </g>
  );
}

function Legend({ lines }: { lines: readonly TrendLine[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 pt-2 text-meta text-muted">
      {lines.map(({ series }) => (
        <li key={series.key} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-2 rounded-[3px]"
            style={{ backgroundColor: series.color, opacity: series.faint ? 0.4 : 1 }}
          />
          {series.label}
        </li>
      ))}
    </ul>
  );
}

type TrendTooltipProps = {
  title: string;
  x: string;
  lines: readonly TrendLine[];
  format: (value: number) => string;
  notes: readonly string[];
};

function TrendTooltip({ title, x, lines, format, notes }: TrendTooltipProps) {
  return (
    <div
      aria-live="polite"
      className="min-w-36 rounded-control border bg-surface px-3 py-2 text-meta shadow-float"
    >
      <p className="mb-1 font-medium">{title}</p>
      <ul className="flex flex-col gap-0.5">
        {lines.map(({ series, all }) => {
          const value = all.get(x) ?? null;
          const unfinished = series.dashedFrom !== undefined && x >= series.dashedFrom;
          return (
            <li key={series.key} className="flex items-center gap-2">
              <span
                aria-hidden
                className="size-2 rounded-[3px]"
                style={{ backgroundColor: series.color, opacity: series.faint ? 0.4 : 1 }}
              />
              <span className="text-muted">{series.label}</span>
              <span className="ml-auto pl-3 font-medium tabular-nums">
                {value === null ? MISSING : format(value)}
                {unfinished && value !== null && <span className="font-normal text-muted"> so far</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-1 max-w-56 border-t pt-1 text-pretty">
          {note}
        </p>
      ))}
    </div>
  );
}
