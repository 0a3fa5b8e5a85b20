import { list } from "@/lib/format";
import type { Report } from "@/lib/reports/schema";

/** "Social media report: Harbour Dental"; where nobody chose among the clients, "All clients (24)". */
export function titleOf({ locations }: Pick<Report, "locations">, named: boolean): string {
  if (!named && locations.length > 1) return `Social media report: All clients (${locations.length})`;
  return locations.length === 0
    ? "Social media report"
    : `Social media report: ${list(
        locations.map(({ name }) => name),
        2,
      )}`;
}
