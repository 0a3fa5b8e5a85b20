export type TrendPoint = { x: string; y: number | null };

export type TrendSeries = {
  key: string;
  label: string;
  color: string;
  /** null where nothing was reported: the line breaks there. */
  points: readonly TrendPoint[];
  /** First x of the unfinished period: the line is dashed from the point before it. */
  dashedFrom?: string;
  /** The compared period: pale. Its x are those of the period shown. */
  faint?: boolean;
};

/** One series cut into what is drawn whole and what is drawn dashed, by x. */
export type TrendLine = {
  series: TrendSeries;
  all: ReadonlyMap<string, number | null>;
  whole: ReadonlyMap<string, number | null>;
  dashed: ReadonlyMap<string, number | null>;
  last: { x: string; y: number } | null;
  /** Points without a neighbour on either side: a line cannot show them. */
  alone: ReadonlySet<string>;
};

/** Every x of all series, in order. */
export function allX(series: readonly TrendSeries[]): string[] {
  return [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))].sort();
}

export function lineOf(series: TrendSeries): TrendLine {
  const { points, dashedFrom } = series;
  const cut = dashedFrom === undefined ? -1 : points.findIndex((point) => point.x >= dashedFrom);
  const whole = new Map<string, number | null>();
  const dashed = new Map<string, number | null>();
  const alone = new Set<string>();
  let last: TrendLine["last"] = null;
  points.forEach(({ x, y }, index) => {
    if (cut < 0 || index < cut) whole.set(x, y);
    if (cut >= 0 && index >= cut - 1) dashed.set(x, y);
    if (y === null) return;
    last = { x, y };
    if ((points[index - 1]?.y ?? null) === null && (points[index + 1]?.y ?? null) === null) alone.add(x);
  });
  return { series, all: new Map(points.map(({ x, y }) => [x, y])), whole, dashed, last, alone };
}

/** Moves labels apart so that each keeps `gap` pixels, as near to its place as order allows and inside `low`–`high`. */
export function spread(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  let floor = low;
  for (const item of order) {
    item.place = Math.max(item.place, floor);
    floor = item.place + gap;
  }
  let ceiling = high;
  for (const item of order.toReversed()) {
    item.place = Math.min(item.place, ceiling);
    ceiling = item.place - gap;
  }
  const result = [...places];
  for (const item of order) result[item.index] = item.place;
  return result;
}
