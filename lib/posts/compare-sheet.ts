import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { createPlaceFinder, createZone } from "@/lib/csv";
import { getLocation } from "@/lib/locations/get-location";
import type { UpstreamPost } from "@/lib/upstream/contract";
import type { PlannedItem } from "./change-schema";
import { compareRow, type Known, type Place, SAMPLE } from "./compare-row";
import { readAllPosts } from "./export-posts";
import { naturalKeys } from "./natural-keys";
import { whyNotChangeable } from "./plan-change";
import { fieldsOf } from "./post-fields";
import { readNames } from "./read-labels";
import { readPostsById } from "./read-posts";
import { readSheet, type SheetRow } from "./read-sheet";
import { foldPosts } from "./sheet-rows";
import type { SheetDiff } from "./sheet-schema";

export type Comparison = {
  diff: SheetDiff;
  /** Planned edits by location. */
  edits: Map<string, { place: Place; items: PlannedItem[] }>;
  removed: Map<string, string[]>;
  added: SheetRow[];
  /** Where new rows without a location of their own belong. */
  home: Place;
};

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
  let posts = 0;
  for (const row of rows) {
    const found = finder(row.fields.location ?? "");
    const place = found && "id" in found ? places.find(({ id }) => id === found.id) : home;
    const twins = row.postIds.length > 0 ? row.postIds : natural.take(row, place ?? home);
    if (twins.length === 0) {
      added.push(row);
      continue;
    }
    for (const id of twins) claimed.add(id);
    posts += twins.length;
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
      !claimed.has(post.id) &&
      whyNotChangeable(post) === null &&
      Date.parse(post.createdAt ?? "") < Date.parse(scope.made),
  );
  const removed = new Map<string, string[]>();
  for (const { post, place } of gone) removed.set(place.id, [...(removed.get(place.id) ?? []), post.id]);
  const body = {
    fileName,
    rows: rows.length,
    posts,
    unchanged,
    changed,
    added: added.map(({ row, fields }) => ({
      row,
      caption: (fields.content ?? "").slice(0, SAMPLE),
      at: fields.postAtSpecificTime ?? "",
    })),
    removed: places.flatMap((place) => rowsGone(place, gone)),
  };
  const wanted = [...edits.values()].map(({ items }) =>
    items.map(({ before, after, postId }) => [postId, before, after]),
  );
  const digest = createHash("sha256")
    .update(JSON.stringify([body, wanted, added.map((row) => row.fields)]))
    .digest("hex");
  return { diff: { digest, ...body }, edits, removed, added, home };
}

/** Posts whose row is gone, put together as the export puts them into rows. */
function rowsGone(place: Place, gone: readonly Known[]): SheetDiff["removed"] {
  const posts = new Map(gone.filter((one) => one.place === place).map(({ post }) => [post.id, post]));
  return foldPosts([...posts.values()], place.timezone, place.names).map((row) => {
    const [first] = row.posts;
    const post = first && posts.get(first.postId);
    return {
      postIds: row.posts.map(({ postId }) => postId),
      locationId: place.id,
      locationName: place.name,
      caption: (post?.summary ?? "").slice(0, SAMPLE),
      at: post?.scheduleDate ?? null,
    };
  });
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
