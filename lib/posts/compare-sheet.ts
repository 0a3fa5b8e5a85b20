import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import {
  createPlaceFinder,
  createZone,
  FIELD_LABELS,
  type FieldKey,
  type Fields,
  readDate,
  type Zone,
} from "@/lib/csv";
import { getLocation } from "@/lib/locations/get-location";
import type { UpstreamPost } from "@/lib/upstream/contract";
import type { PlannedItem, PostPatch } from "./change-schema";
import { readAllPosts } from "./export-posts";
import { planItem, whyNotChangeable } from "./plan-change";
import { fieldsOf, type Names } from "./post-fields";
import { readNames } from "./read-labels";
import { readPostsById } from "./read-posts";
import { readSheet, type SheetRow } from "./read-sheet";
import { patchOfCell } from "./sheet-fields";
import { accountsOf, SHARED } from "./sheet-rows";
import type { SheetDiff } from "./sheet-schema";

type Place = { id: string; name: string; timezone: string; zone: Zone; names: Names };
type Known = { post: UpstreamPost; place: Place; fields: Fields };

export type Comparison = {
  diff: SheetDiff;
  /** Planned edits by location. */
  edits: Map<string, { place: Place; items: PlannedItem[] }>;
  removed: Map<string, string[]>;
  added: SheetRow[];
  /** Where new rows without a location of their own belong. */
  home: Place;
};

const SHARED_KEYS = new Set<string>(SHARED);
const SAMPLE = 120;
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

/**
 * What differs between an edited sheet and the posts as they are now: cells changed, rows new (no post id, and no post
 * like it), posts whose row is gone. Posts made after the download are not taken for removed.
 */
export async function compareSheet(ctx: Context, bytes: Uint8Array, fileName: string): Promise<Comparison> {
  const { scope, columns, rows } = await readSheet(bytes);
  const places: Place[] = [];
  for (const id of scope.locations) {
    const { name, timezone } = await getLocation(ctx, id);
    places.push({ id, name, timezone, zone: createZone(timezone), names: await readNames(ctx, id) });
  }
  const [home] = places;
  if (!home) throw new Error("a sheet's scope names a location");
  const inScope = new Map<string, Known>();
  for (const place of places) {
    const filter = { ...scope, type: scope.status };
    for (const post of await readAllPosts(ctx, filter, place)) inScope.set(post.id, knownOf(post, place));
  }
  const known = new Map(inScope);
  await addMovedAway(ctx, rows, places, known);

  const claimed = new Set(rows.flatMap((row) => row.postIds));
  const natural = naturalKeys([...inScope.values()].filter(({ post }) => !claimed.has(post.id)));
  const finder = createPlaceFinder(places);
  const edits: Comparison["edits"] = new Map();
  const changed: SheetDiff["changed"] = [];
  const added: SheetRow[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const found = finder(row.fields.location ?? "");
    const place = found && "id" in found ? places.find(({ id }) => id === found.id) : home;
    const twins = row.postIds.length > 0 ? row.postIds : natural.take(row, place ?? home);
    if (twins.length === 0) {
      added.push(row);
      continue;
    }
    for (const id of twins) claimed.add(id);
    const outcome = compareRow(ctx, row, twins, columns, known);
    if (!outcome) {
      unchanged++;
      continue;
    }
    changed.push(outcome.shown);
    for (const { place: at, item } of outcome.items) {
      const plan = edits.get(at.id) ?? { place: at, items: [] };
      plan.items.push(item);
      edits.set(at.id, plan);
    }
  }
  const gone = [...inScope.values()].filter(
    ({ post }) =>
      !claimed.has(post.id) && whyNotChangeable(post) === null && (post.createdAt ?? "9999") < scope.made,
  );
  const removed = new Map<string, string[]>();
  for (const { post, place } of gone) removed.set(place.id, [...(removed.get(place.id) ?? []), post.id]);
  const body = {
    fileName,
    rows: rows.length,
    unchanged,
    changed,
    added: added.map(({ row, fields }) => ({
      row,
      caption: (fields.content ?? "").slice(0, SAMPLE),
      at: fields.postAtSpecificTime ?? "",
    })),
    removed: gone.map(({ post, place }) => ({
      postId: post.id,
      locationId: place.id,
      locationName: place.name,
      caption: (post.summary ?? "").slice(0, SAMPLE),
      at: post.scheduleDate ?? null,
    })),
  };
  const wanted = [...edits.values()].map(({ items }) =>
    items.map(({ before, after, postId }) => [postId, before, after]),
  );
  const digest = createHash("sha256")
    .update(JSON.stringify([body, wanted, added.map((row) => row.fields)]))
    .digest("hex");
  return { diff: { digest, ...body }, edits, removed, added, home };
}

const knownOf = (post: UpstreamPost, place: Place): Known => ({
  post,
  place,
  fields: fieldsOf(post, place.timezone, place.names),
});

/** Posts of the sheet that left the scope since, for example by a new time: they are still the same posts. */
async function addMovedAway(
  ctx: Context,
  rows: readonly SheetRow[],
  places: readonly Place[],
  known: Map<string, Known>,
): Promise<void> {
  const missing = [...new Set(rows.flatMap((row) => row.postIds))].filter((id) => !known.has(id));
  for (const place of missing.length > 0 ? places : []) {
    const open = missing.filter((id) => !known.has(id));
    const found = await readPostsById(ctx, place.id, open);
    for (const [id, post] of found) known.set(id, knownOf(post, place));
  }
}

function appliesTo(key: FieldKey, { post, fields }: Known, mergedWas: string): boolean {
  const network = NETWORK.find(([prefix]) => key.startsWith(prefix));
  if (network) return network[1].includes(post.platform ?? "");
  if (SHARED_KEYS.has(key)) return true;
  // A comment or a thumbnail stands on the posts that had one; where none had, on those that can.
  if (mergedWas !== "") return (fields[key] ?? "") !== "";
  return key === "followUpComment" ? WITH_COMMENT.has(post.platform ?? "") : true;
}

/** Null where nothing differs. */
function compareRow(
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

/** Rows whose post ids were lost still match by location, time, caption and accounts. */
function naturalKeys(posts: readonly Known[]) {
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
