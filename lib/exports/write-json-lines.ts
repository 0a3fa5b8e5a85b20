import type { ExportTable } from "./table";

/** One object a line, unknown figures null. */
export async function* writeJsonLines(table: ExportTable): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const names = table.columns.map(({ name }) => name);
  for await (const page of table.pages) {
    const lines = page.map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))}\n`,
    );
    if (lines.length > 0) yield encoder.encode(lines.join(""));
  }
}
