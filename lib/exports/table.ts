/**
 * `integer` and `decimal` leave as numbers, `date` is `YYYY-MM-DD`, `moment` an ISO instant; formats that know dates get
 * dates. Null stays an empty cell: nobody said.
 */
export type ColumnKind = "text" | "integer" | "decimal" | "boolean" | "date" | "moment";
export type Column = { name: string; kind: ColumnKind };
export type Cell = string | number | boolean | null;

/** What every writer takes: rows in pages, each read only when the one before was written. */
export type ExportTable = {
  /** Of the sheet and the file. */
  title: string;
  columns: readonly Column[];
  pages: AsyncIterable<readonly (readonly Cell[])[]>;
};

/** A table whose rows are objects: names each column once and picks its value. */
export function tableOf<R>(
  title: string,
  shape: readonly (readonly [name: string, kind: ColumnKind, value: (row: R) => Cell])[],
  pages: AsyncIterable<readonly R[]>,
): ExportTable {
  return {
    title,
    columns: shape.map(([name, kind]) => ({ name, kind })),
    pages: (async function* () {
      for await (const page of pages) yield page.map((row) => shape.map(([, , value]) => value(row)));
    })(),
  };
}

/**
 * Reads the first page now, so that a refusal is an ordinary answer and not a broken file. What is left is read on demand;
 * a reader who goes away ends the source.
 */
export async function startTable(table: ExportTable): Promise<ExportTable> {
  const source = table.pages[Symbol.asyncIterator]();
  const first = await source.next();
  return {
    ...table,
    pages: (async function* () {
      try {
        for (let next = first; !next.done; next = await source.next()) yield next.value;
      } finally {
        await source.return?.();
      }
    })(),
  };
}

/** Text that a spreadsheet would run as a formula, also behind a wide sign or a line break. */
export const looksLikeFormula = (text: string): boolean =>
  /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text);
