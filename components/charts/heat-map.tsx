import { cn } from "@/components/ui/cn";

export type HeatCell = {
  /** null: too few posts to say anything, drawn pale. */
  value: number | null;
  /** Read aloud and shown on hover: "Thu 18:00, 4.1%, 12 posts". */
  label: string;
};

type HeatMapProps = {
  /** Names the whole: "Engagement per post by weekday and hour". */
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** One list a row, one cell a column. */
  cells: readonly (readonly HeatCell[])[];
  /** Every how many columns a label stands. */
  labelEvery?: number;
  className?: string;
};

/** Darker is more. A table to screen readers, with the words of each cell. */
export function HeatMap({ label, rows, columns, cells, labelEvery = 3, className }: HeatMapProps) {
  const most = Math.max(0, ...cells.flatMap((row) => row.map((cell) => cell.value ?? 0)));
  return (
    <table
      aria-label={label}
      className={cn(
        "w-full table-fixed border-separate border-spacing-[3px] text-[11px] text-muted",
        className,
      )}
    >
      <colgroup>
        <col className="w-9" />
      </colgroup>
      <tbody>
        {rows.map((row, rowIndex) => (
          <tr key={row}>
            <th scope="row" className="pr-1 text-left font-normal">
              {row}
            </th>
            {columns.map((column, columnIndex) => {
              const cell = cells[rowIndex]?.[columnIndex];
              const share = cell?.value && most > 0 ? cell.value / most : 0;
              return (
                <td key={column} className="p-0" title={cell?.label}>
                  <span
                    className="block h-[18px] forced-color-adjust-none rounded-[3px]"
                    style={{
                      backgroundColor:
                        cell && cell.value !== null
                          ? `color-mix(in oklab, var(--s1) ${Math.round(14 + share * 86)}%, var(--surface))`
                          : "var(--sunken)",
                    }}
                  />
                  <span className="sr-only">{cell?.label ?? "no data"}</span>
                </td>
              );
            })}
          </tr>
        ))}
        <tr aria-hidden>
          <td />
          {columns.map((column, index) => (
            <td key={column} className="overflow-visible whitespace-nowrap p-0 text-center">
              {index % labelEvery === 0 ? column : ""}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
