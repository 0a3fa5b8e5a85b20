import { readDate } from "@/lib/csv";
import type { Known, Place } from "./compare-row";
import type { SheetRow } from "./read-sheet";
import { accountsOf } from "./sheet-rows";

/** Rows whose post ids were lost still match by location, time, caption and accounts. */
export function naturalKeys(posts: readonly Known[]) {
  const keyOf = (place: Place, at: string, content: string, account: string) =>
    JSON.stringify([place.id, at, content.trim(), account]);
  const free = new Map<string, string[]>();
  for (const { post, place, fields } of posts) {
    const account = accountsOf(post)[0] ?? "";
    const key = keyOf(place, localOf(fields.postAtSpecificTime), fields.content ?? "", account);
    free.set(key, [...(free.get(key) ?? []), post.id]);
  }
  return {
    take(row: SheetRow, place: Place): string[] {
      const accounts = (row.fields.accounts ?? "").split(/[\s,;]+/).filter(Boolean);
      const at = localOf(row.fields.postAtSpecificTime);
      const keys = accounts.map((account) => keyOf(place, at, row.fields.content ?? "", account));
      const found = keys.map((key) => free.get(key)?.[0]);
      if (found.length === 0 || found.some((id) => id === undefined)) return [];
      for (const key of keys) free.get(key)?.shift();
      return found.flatMap((id) => id ?? []);
    },
  };
}

function localOf(cell: string | undefined): string {
  const read = readDate(cell ?? "");
  return read.kind === "read" ? read.local : "";
}
