import { platformLabel } from "@/components/charts/platform";
import { list, plural } from "@/lib/format";
import type { Report } from "@/lib/reports/schema";

/** Whose figures a chart has: "Harbour Dental", "@harbourdental, Harbour Dental" or "24 locations". */
export function placeOf({ locations, accounts, choices }: Report): string {
  const place = locations.length === 1 ? locations[0]?.name : undefined;
  const name = place ?? plural(locations.length, "location");
  const account =
    accounts?.length === 1 && choices !== null && choices.length > 1 ? accounts[0]?.name : undefined;
  return account === undefined ? name : `${account}, ${name}`;
}

/**
 * Of which networks a chart tells, for its facts and its file's name. `one`: chosen in the chart itself; `filtered`: by the
 * page; `present`: all that there are.
 */
export function platformWords(
  one: string | null,
  filtered: readonly string[],
  present: readonly string[],
): { words: string; slug: string } {
  const shown = one !== null ? [one] : filtered.length > 0 ? filtered : present.length === 1 ? present : [];
  if (shown.length === 0) return { words: "all platforms", slug: "all" };
  return { words: list(shown.map(platformLabel)), slug: shown.join("-") };
}
