import { plus } from "@/lib/reports/figures";
import type { LocationRow } from "@/lib/reports/schema";

export const SORTS = {
  name: (row: LocationRow) => row.name,
  reach: (row: LocationRow) => row.reach.value,
  change: (row: LocationRow) => row.reach.percent,
  rate: (row: LocationRow) => row.engagementRate,
  followers: (row: LocationRow) => row.followers,
  posts: (row: LocationRow) => row.posts,
} as const;
export type SortKey = keyof typeof SORTS;
export type Sorting = { key: SortKey; descending: boolean };

/** Unknown comes last, whichever way the others go. */
export function sortRows(rows: readonly LocationRow[], { key, descending }: Sorting): LocationRow[] {
  const value = SORTS[key];
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) {
      return left === right ? a.name.localeCompare(b.name) : left === null ? 1 : -1;
    }
    const order =
      typeof left === "string" || typeof right === "string"
        ? String(left).localeCompare(String(right))
        : left - right;
    return (descending ? -order : order) || a.name.localeCompare(b.name);
  });
}

export type Group = { groupId: string; name: string; locationIds: readonly string[] };
export type Section = {
  key: string;
  name: string;
  rows: LocationRow[];
  reach: number | null;
  posts: number | null;
};

/** The rows under their groups, in the order they have; a location of several groups stands under each, one of none last. */
export function sectionsOf(rows: readonly LocationRow[], groups: readonly Group[]): Section[] {
  const section = (key: string, name: string, own: LocationRow[]): Section[] =>
    own.length === 0
      ? []
      : [
          {
            key,
            name,
            rows: own,
            reach: own.reduce<number | null>((sum, row) => plus(sum, row.reach.value), null),
            posts: own.reduce<number | null>((sum, row) => plus(sum, row.posts), null),
          },
        ];
  const grouped = new Set(groups.flatMap(({ locationIds }) => locationIds));
  return [
    ...groups.flatMap(({ groupId, name, locationIds }) =>
      section(
        groupId,
        name,
        rows.filter((row) => locationIds.includes(row.locationId)),
      ),
    ),
    ...section(
      "none",
      "In no group",
      rows.filter((row) => !grouped.has(row.locationId)),
    ),
  ];
}

/** "reach" and "-reach" (largest first), as the address says it; anything else is the largest reach first. */
export function readSorting(text: string | null): Sorting {
  const descending = text?.startsWith("-") ?? true;
  const named = text?.replace(/^-/, "");
  const key = (Object.keys(SORTS) as SortKey[]).find((each) => each === named);
  return key ? { key, descending } : { key: "reach", descending: true };
}

export const writeSorting = ({ key, descending }: Sorting): string => `${descending ? "-" : ""}${key}`;
