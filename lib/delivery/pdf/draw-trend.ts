import { compact, day } from "@/lib/format";
import type { Report } from "@/lib/reports/schema";
import { seriesColor } from "./series-color";
import { INK, type Sheet } from "./sheet";

const HEIGHT = 170;
const AXIS = 38;
const DASHES = [[], [6, 2], [2, 2], [8, 2, 2, 2], [4, 4]];

type Scale = { low: number; high: number; step: number };

/** Ticks at round numbers; the scale of everything but a level begins at zero. */
export function niceScale(values: readonly number[], fromZero: boolean): Scale {
  const most = Math.max(...values, 0);
  const least = fromZero ? 0 : Math.min(...values);
  const span = most - least || Math.max(1, Math.abs(most) * 0.1);
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= raw) ?? 10) * power;
  const low = Math.floor(least / step) * step;
  return { low, high: Math.max(low + step, Math.ceil(most / step) * step), step };
}

/** Runs of known values: a missing day is a gap, never a line drawn across. */
export function runsOf(values: readonly (number | null)[]): { index: number; value: number }[][] {
  const runs: { index: number; value: number }[][] = [];
  let open: { index: number; value: number }[] = [];
  values.forEach((value, index) => {
    if (value !== null) open.push({ index, value });
    if (value === null || index === values.length - 1) {
      if (open.length > 0) runs.push(open);
      open = [];
    }
  });
  return runs;
}

/** The report's main chart, drawn as lines: present period full, the compared one faint, an unfinished bucket dashed. */
export function drawTrend(sheet: Sheet, { chart }: Pick<Report, "chart">): void {
  const { doc } = sheet;
  const { buckets, series } = chart;
  const showsBefore = series.length <= 3;
  const all = series.flatMap(({ values, previous }) => [...values, ...(showsBefore ? (previous ?? []) : [])]);
  const known = all.filter((value) => value !== null);
  if (known.length === 0) return;
  sheet.need(HEIGHT + 40);
  legend(
    sheet,
    series.map(({ key, label }, index) => ({ label, color: seriesColor(key, index), index })),
  );
  const scale = niceScale(known, chart.metric !== "followers");
  const top = sheet.y + 6;
  const plot = { x: sheet.left + AXIS, y: top, width: sheet.width - AXIS - 4, height: HEIGHT - 24 };
  const x = (index: number) =>
    plot.x + (buckets.length < 2 ? plot.width / 2 : (index / (buckets.length - 1)) * plot.width);
  const y = (value: number) =>
    plot.y + plot.height - ((value - scale.low) / (scale.high - scale.low)) * plot.height;
  for (let tick = scale.low; tick <= scale.high + scale.step / 2; tick += scale.step) {
    sheet.rule(y(tick), INK.line, plot.x, plot.x + plot.width);
    sheet.put(compact(tick), sheet.left, y(tick) - 5, {
      size: 8,
      color: INK.muted,
      width: AXIS - 6,
      align: "right",
    });
  }
  dayMarks(
    sheet,
    buckets.map(({ start }) => start),
    x,
    plot.y + plot.height + 5,
  );
  const lastPartial = buckets.at(-1)?.partial === true && buckets.length > 1;
  series.forEach(({ key, values, previous }, index) => {
    const color = seriesColor(key, index);
    if (showsBefore && previous) stroke(previous, { color, width: 1, opacity: 0.3, dash: [] });
    const dash = DASHES[index] ?? [];
    if (lastPartial) {
      stroke([...values.slice(0, -1), null], { color, width: 1.4, opacity: 1, dash });
      const tail = values.map((value, at) => (at < values.length - 2 ? null : value));
      stroke(tail, { color, width: 1.4, opacity: 1, dash: [1.5, 2.5] });
    } else stroke(values, { color, width: 1.4, opacity: 1, dash });
  });
  sheet.y = top + HEIGHT;

  function stroke(
    values: readonly (number | null)[],
    look: { color: string; width: number; opacity: number; dash: number[] },
  ): void {
    for (const run of runsOf(values)) {
      doc.save().strokeColor(look.color).fillColor(look.color).opacity(look.opacity).lineWidth(look.width);
      if (look.dash.length > 0) doc.dash(look.dash[0] ?? 1, { space: look.dash[1] ?? 1 });
      run.forEach(({ index, value }, at) => {
        if (at === 0) doc.moveTo(x(index), y(value));
        else doc.lineTo(x(index), y(value));
      });
      const [only] = run;
      if (run.length === 1 && only) doc.circle(x(only.index), y(only.value), 1.6).fill();
      else doc.lineJoin("round").stroke();
      doc.restore();
    }
  }
}

function legend(sheet: Sheet, entries: readonly { label: string; color: string; index: number }[]): void {
  let x = sheet.left;
  for (const { label, color, index } of entries) {
    const width = sheet.widthOf(label, 8.5) + 34;
    if (x + width > sheet.left + sheet.width) {
      x = sheet.left;
      sheet.y += 13;
    }
    const dash = DASHES[index] ?? [];
    sheet.doc.save().strokeColor(color).lineWidth(1.8);
    if (dash.length > 0) sheet.doc.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
    sheet.doc
      .moveTo(x, sheet.y + 5)
      .lineTo(x + 16, sheet.y + 5)
      .stroke()
      .restore();
    sheet.put(label, x + 21, sheet.y, { size: 8.5, color: INK.muted, width: width - 20 });
    x += width;
  }
  sheet.y += 16;
}

function dayMarks(sheet: Sheet, days: readonly string[], x: (index: number) => number, y: number): void {
  const most = Math.min(6, days.length);
  const shown = new Set(
    Array.from({ length: most }, (_, n) => Math.round((n * (days.length - 1)) / Math.max(1, most - 1))),
  );
  for (const index of shown) {
    const text = day(days[index] ?? "", { year: days.length > 1 && spansYears(days) });
    const width = 70;
    const wanted = x(index) - width / 2;
    const left = Math.min(Math.max(wanted, sheet.left), sheet.left + sheet.width - width);
    const align = left > wanted ? "left" : left < wanted ? "right" : "center";
    sheet.put(text, left, y, { size: 8, color: INK.muted, width, align });
  }
}

const spansYears = (days: readonly string[]): boolean => days[0]?.slice(0, 4) !== days.at(-1)?.slice(0, 4);
