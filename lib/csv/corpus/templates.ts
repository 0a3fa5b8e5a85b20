import { COLUMNS, type Fields } from "../formats";
import { writeAdvance } from "../write";

/** The advance template without one of its columns. */
export function withoutColumn(key: string, fields: Fields): string {
  return writeAdvance([fields])
    .trimEnd()
    .split("\n")
    .map((line) =>
      cellsOf(line)
        .filter((_, index) => COLUMNS[index]?.key !== key)
        .map(quoted)
        .join(","),
    )
    .join("\n");
}

/** The advance template with its columns from right to left. */
export function reversed(fields: Fields): string {
  return writeAdvance([fields])
    .trimEnd()
    .split("\n")
    .map((line) => cellsOf(line).reverse().map(quoted).join(","))
    .join("\n");
}

function cellsOf(line: string): string[] {
  return (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])
    .slice(0, COLUMNS.length)
    .map((cell) => cell.replace(/,$/, "").replace(/^"|"$/g, ""));
}

const quoted = (cell: string): string => (/[,"\n]/.test(cell) ? `"${cell}"` : cell);
