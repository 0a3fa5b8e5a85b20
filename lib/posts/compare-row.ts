import type { Context } from "@/lib/context";
import { FIELD_LABELS, type FieldKey, type Fields, readDate, type Zone } from "@/lib/csv";
import type { UpstreamPost } from "@/lib/upstream/contract";
import type { PlannedItem, PostPatch } from "./change-schema";
import { planItem, whyNotChangeable } from "./plan-change";
import type { Names } from "./post-fields";
import type { SheetRow } from "./read-sheet";
import { patchOfCell } from "./sheet-fields";
import { accountsOf, SHARED } from "./sheet-rows";
import type { SheetDiff } from "./sheet-schema";

export type Place = { id: string; name: string; timezone: string; zone: Zone; names: Names };
export type Known = { post: UpstreamPost; place: Place; fields: Fields };

const SHARED_KEYS = new Set<string>(SHARED);
export const SAMPLE = 120;
/** Columns of one network, by the platforms they speak about; all others are of every network. */
const NETWORK: readonly [prefix: string, platforms: readonly string[]][] = [
  ["facebook", ["facebook"]],
  ["instagram", ["instagram"]],
  ["linkedin", ["linkedin"]],
  ["google", ["google"]],
  ["youtube", ["youtube"]],
  ["tiktok", ["tiktok", "tiktok-business"]],
  ["community", ["community"]],
  ["pinterest", ["pinterest"]],
];
const WITH_COMMENT = new Set(["facebook", "instagram", "linkedin", "youtube", "community"]);
const NOT_COMPARED = new Set<FieldKey>([
  "location",
  "accounts",
  "postTime",
  "applyWatermark",
  "pinterestBoard",
]);

function appliesTo(key: FieldKey, { post, fields }: Known, mergedWas: string): boolean {
  const network = NETWORK.find(([prefix]) => key.startsWith(prefix));
  if (network) return network[1].includes(post.platform ?? "");
  if (SHARED_KEYS.has(key)) return true;
  // A comment or a thumbnail stands on the posts that had one; where none had, on those that can.
  if (mergedWas !== "") return (fields[key] ?? "") !== "";
  return key === "followUpComment" ? WITH_COMMENT.has(post.platform ?? "") : true;
}

/** How a row differs from its posts as they are now, and the edits that make them equal. Null where nothing differs. */
export function compareRow(
  ctx: Context,
  row: SheetRow,
  postIds: readonly string[],
  columns: readonly (keyof Fields)[],
  known: ReadonlyMap<string, Known>,
): { shown: SheetDiff["changed"][number]; items: { place: Place; item: PlannedItem }[] } | null {
  const posts = postIds.flatMap((id) => known.get(id) ?? []);
  const [first] = posts;
  const base = {
    row: row.row,
    postIds: [...postIds],
    caption: (first?.fields.content ?? row.fields.content ?? "").slice(0, SAMPLE),
    locationId: first?.place.id ?? "",
  };
  if (!first || posts.length < postIds.length) {
    const problem = "A post of this row is gone from the Social Media API. Clear its Post ID to add it anew.";
    return { shown: { ...base, cells: [], problem }, items: [] };
  }
  const merged = (key: keyof Fields) => posts.map(({ fields }) => fields[key] ?? "").find(Boolean) ?? "";
  const patches = new Map<Known, PostPatch>(posts.map((one) => [one, {}]));
  const cells: SheetDiff["changed"][number]["cells"] = [];
  for (const key of columns) {
    if (NOT_COMPARED.has(key)) continue;
    const to = row.fields[key] ?? "";
    const from = merged(key);
    const differing = posts.filter(
      (one) =>
        appliesTo(key, one, from) &&
        !sameCell(key, SHARED_KEYS.has(key) ? (one.fields[key] ?? "") : from, to),
    );
    if (differing.length === 0) continue;
    let problem: string | null = null;
    for (const one of differing) {
      const patch = patches.get(one) ?? {};
      const read = patchOfCell(key, to, one.post, patch, one.place.names, one.place.zone);
      if ("problem" in read) problem = read.problem;
      else patches.set(one, { ...patch, ...read.patch });
    }
    cells.push({ label: FIELD_LABELS[key], from, to, problem });
  }
  const accounts = accountTrouble(row, posts);
  if (accounts) cells.push(accounts);
  if (cells.length === 0) return null;
  const planned = posts.flatMap((one) => {
    const patch = patches.get(one) ?? {};
    if (Object.keys(patch).length === 0) return [];
    const refusal = whyNotChangeable(one.post);
    const wanted = refusal ? { problem: refusal } : { patch, note: null };
    return [{ place: one.place, item: planItem(ctx, one.post.id, one.post, wanted) }];
  });
  const problem =
    cells.find((cell) => cell.problem)?.problem ??
    planned.map(({ item }) => item.problem).find((reason) => reason !== null) ??
    null;
  // A row goes as a whole or not at all: half of what was written would surprise.
  return { shown: { ...base, cells, problem }, items: problem === null ? planned : [] };
}

function accountTrouble(
  row: SheetRow,
  posts: readonly Known[],
): SheetDiff["changed"][number]["cells"][number] | null {
  if (row.fields.accounts === undefined) return null;
  const from = posts
    .flatMap(({ post }) => accountsOf(post))
    .sort()
    .join(",");
  const to = row.fields.accounts
    .split(/[\s,;]+/)
    .filter(Boolean)
    .sort()
    .join(",");
  if (from === to) return null;
  const problem = "A post stays with its account. Remove its row, and add a new one for the other account.";
  return { label: FIELD_LABELS.accounts, from, to, problem };
}

function sameCell(key: FieldKey, one: string, other: string): boolean {
  if (one === other) return true;
  if (key === "content" || key === "followUpComment")
    // Spreadsheets change line ends when they save.
    return one.replace(/\r\n?/g, "\n") === other.replace(/\r\n?/g, "\n");
  const tidy = (text: string) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean)
      .join(",");
  if (key === "postAtSpecificTime" || key === "googleStartDate" || key === "googleEndDate") {
    const [a, b] = [readDate(one), readDate(other)];
    return a.kind === "read" && b.kind === "read" ? a.local === b.local : tidy(one) === tidy(other);
  }
  return tidy(one).toLowerCase() === tidy(other).toLowerCase() && !/url|link/i.test(key)
    ? true
    : tidy(one) === tidy(other);
}
