"use client";

import { type Key, useEffect, useMemo, useRef, useState } from "react";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  useActiveTooltipLabel,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { markLabel, marksByX } from "./chart-marks";
import { pointSentence } from "./point-sentence";
import type { TrendChartProps } from "./trend-chart";
import { allX, lineOf, spread, type TrendLine } from "./trend-data";
import { TrendTooltip } from "./trend-tooltip";

type Row = { x: string };
const NARROW = 480;
const axisText = { fontSize: 11, fill: "var(--muted)" };

export function TrendPlot(props: TrendChartProps & { height: number }) {
  const { label, series, formatX, formatY, formatValue = formatY, height, marks, fromZero = true } = props;
  const [narrow, setNarrow] = useState(false);
  const [read, setRead] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
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
  // Past a turn of the year a day alone is two days.
  const years = new Set(rows.map(({ x }) => x.slice(0, 4))).size;
  const formatTick = (x: string) =>
    years > 1 && !formatX(x).includes(x.slice(0, 4)) ? `${formatX(x)} ${x.slice(0, 4)}` : formatX(x);
  // The compared period shares colour and name with the line it stands beside.
  const named = lines.filter((line) => !line.series.faint);
  const longest = Math.max(0, ...named.map((line) => line.series.label.length));
  const legend = narrow || named.length > 6;
  return (
    <div ref={frame} className="relative flex h-full w-full flex-col">
      <p role="status" className="sr-only">
        {read !== null &&
          pointSentence(lines, {
            title: formatX(read),
            x: read,
            format: formatValue,
            notes: notes.get(read) ?? [],
          })}
      </p>
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
            margin={{ top: 12, left: 0, bottom: 0, right: legend ? 22 : Math.min(150, longest * 6.4 + 20) }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="x"
              tickFormatter={formatTick}
              tick={axisText}
              tickLine={false}
              axisLine={{ stroke: "var(--line)" }}
              interval="equidistantPreserveStart"
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
            <ActivePoint
              // Under a mouse nothing is read aloud: only who moves by keyboard needs it.
              onMove={(x) => setRead(frame.current?.contains(document.activeElement) ? x : null)}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
      {legend && <Legend lines={named} />}
    </div>
  );
}

/** Tells which point the arrow keys have reached; draws nothing. */
function ActivePoint({ onMove }: { onMove: (x: string | null) => void }) {
  const active = useIsTooltipActive();
  const label = useActiveTooltipLabel();
  const x = active && typeof label === "string" ? label : null;
  const tell = useRef(onMove);
  useEffect(() => {
    tell.current = onMove;
  });
  useEffect(() => tell.current(x), [x]);
  return null;
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
        <li key={series.key} data-legend className="inline-flex items-center gap-1.5">
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
