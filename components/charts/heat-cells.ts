export type CellPlace = { row: number; column: number };

/** Where a key leads inside a grid; null: the key means nothing here, or the edge is reached. */
export function moveInGrid(
  from: CellPlace,
  key: string,
  size: { rows: number; columns: number },
): CellPlace | null {
  const to = target(from, key, size);
  if (!to || to.row < 0 || to.column < 0 || to.row >= size.rows || to.column >= size.columns) return null;
  return to.row === from.row && to.column === from.column ? null : to;
}

function target(
  { row, column }: CellPlace,
  key: string,
  size: { rows: number; columns: number },
): CellPlace | null {
  switch (key) {
    case "ArrowLeft":
      return { row, column: column - 1 };
    case "ArrowRight":
      return { row, column: column + 1 };
    case "ArrowUp":
      return { row: row - 1, column };
    case "ArrowDown":
      return { row: row + 1, column };
    case "Home":
      return { row, column: 0 };
    case "End":
      return { row, column: size.columns - 1 };
    default:
      return null;
  }
}

const PALEST = 16;

/**
 * How much of the series colour a cell takes, in percent: the lowest known value the least, the highest all of it. Null
 * where nothing is known: it stays grey.
 */
export function heatShare(value: number | null, { low, high }: { low: number; high: number }): number | null {
  if (value === null) return null;
  const part = high > low ? (value - low) / (high - low) : high > 0 ? 0.5 : 0;
  return Math.round(PALEST + part * (100 - PALEST));
}
