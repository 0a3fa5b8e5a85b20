import { INK, type Sheet } from "./sheet";

export type PdfColumn = {
  label: string;
  /** Share of the width, of the sum of all. */
  share: number;
  numeric?: boolean;
};

const ROW = 17;

/** A table over as many pages as it takes; its head stands on each of them. */
export function drawTable(
  sheet: Sheet,
  columns: readonly PdfColumn[],
  rows: readonly (readonly string[])[],
): void {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / total) * sheet.width);
  const line = (cells: readonly string[], color: string) => {
    let x = sheet.left;
    columns.forEach(({ numeric }, index) => {
      const width = widths[index] ?? 0;
      const pad = numeric ? 0 : 6;
      sheet.put(cells[index] ?? "", x, sheet.y + 4, {
        size: 8.5,
        color,
        width: width - pad,
        align: numeric ? "right" : "left",
      });
      x += width;
    });
    sheet.y += ROW;
    sheet.rule(sheet.y);
  };
  const head = () =>
    line(
      columns.map(({ label }) => label),
      INK.muted,
    );
  sheet.need(ROW * 3);
  head();
  for (const row of rows) {
    if (sheet.need(ROW)) head();
    line(row, INK.text);
  }
}
