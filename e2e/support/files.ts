import { writeBasic } from "@/lib/csv";

/** A day so many days after today, `YYYY-MM-DD`; days far enough ahead are the same in every timezone. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

type Row = { content: string; date: string };

/** Rows spread over the coming days, `perDay` a day from 08:00 on, every half hour. */
export function plannedRows(
  count: number,
  options: { firstDay: number; perDay: number; caption: (row: number) => string },
): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const slot = index % options.perDay;
    const day = dayAhead(options.firstDay + Math.floor(index / options.perDay));
    const hour = String(8 + Math.floor(slot / 2)).padStart(2, "0");
    return { content: options.caption(index + 1), date: `${day} ${hour}:${slot % 2 === 0 ? "00" : "30"}:00` };
  });
}

/** A basic csv as a person would have it on their disk, ready for a file input. */
export function basicFile(name: string, rows: readonly Row[]) {
  const text = writeBasic(rows.map(({ content, date }) => ({ postAtSpecificTime: date, content })));
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}
