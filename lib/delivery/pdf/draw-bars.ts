import { number } from "@/lib/format";
import { INK, type Sheet } from "./sheet";

const ROW = 19;
const LABEL = 110;
const VALUE = 70;

/** Bars from zero, the value written beside each; an unknown one says so. */
export function drawBars(
  sheet: Sheet,
  bars: readonly { label: string; value: number | null; color: string }[],
): void {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const room = sheet.width - LABEL - VALUE;
  for (const { label, value, color } of bars) {
    sheet.need(ROW);
    sheet.put(label, sheet.left, sheet.y + 3, { size: 8.5, width: LABEL - 8 });
    if (value !== null) {
      const length = Math.max(0.5, (value / most) * room);
      sheet.doc.rect(sheet.left + LABEL, sheet.y + 3, length, 10).fill(color);
    }
    sheet.put(value === null ? "not reported" : number(value), sheet.left + LABEL + room, sheet.y + 3, {
      size: 8.5,
      color: value === null ? INK.muted : INK.text,
      width: VALUE,
      align: "right",
    });
    sheet.y += ROW;
  }
}
