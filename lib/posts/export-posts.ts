import type { Context } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import type { UpstreamPost } from "@/lib/upstream/contract";
import { watchExport } from "@/lib/watch/notice-export";
import { periodOf } from "./period";
import type { Names } from "./post-fields";
import { readNames } from "./read-labels";
import { pagesOfPosts } from "./read-posts";
import type { ExportQuery } from "./schema";
import { foldPosts } from "./sheet-rows";
import { postIdHeader } from "./sheet-scope";
import { type PlacedRow, type SheetOptions, writeCsv, writeXlsx } from "./write-sheet";

const NO_NAMES: Names = { tags: new Map(), categories: new Map() };
const TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

type ExportedFile = { fileName: string; contentType: string; source: AsyncIterable<Uint8Array> };

/**
 * Posts of one or several locations as a sheet that re-imports without a change. Posts that came from one row (same
 * time, text, media and settings, each account once) are one row again. Text is written as typed unless `formulaSafe`.
 * The first location is read before it answers, so that a refusal is one; the others are read as the file is sent.
 */
export async function exportPosts(ctx: Context, query: ExportQuery): Promise<ExportedFile> {
  const locations: { id: string; name: string; timezone: string }[] = [];
  for (const id of query.locationIds) locations.push(await getLocation(ctx, id));
  const [first] = locations;
  const editing = query.purpose === "edit";
  const options: SheetOptions = {
    format: query.format,
    withLocation: locations.length > 1,
    withAccounts: query.withAccounts || editing,
    postIdHeader: editing ? postIdHeader(ctx.clock.now(), query, first?.timezone ?? "UTC", ctx.clock) : null,
    formulaSafe: query.formulaSafe && query.file === "csv" && !editing,
    marked: editing,
  };
  const rowsOf = (location: { id: string; name: string; timezone: string }) =>
    readRowsOf(ctx, query, location);
  const begun = first ? await rowsOf(first) : [];
  async function* pieces() {
    yield begun;
    for (const location of locations.slice(1)) yield await rowsOf(location);
  }
  const rows = watchExport(ctx, pieces());
  const name = locations.length === 1 ? (first?.name ?? "") : `${locations.length} locations`;
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  return {
    fileName: `posts-${plain}-${editing ? "edit" : query.format}.${query.file}`,
    contentType: TYPES[query.file],
    source: query.file === "csv" ? writeCsv(rows, options) : writeXlsx(rows, options),
  };
}

async function readRowsOf(
  ctx: Context,
  query: ExportQuery,
  location: { id: string; name: string; timezone: string },
): Promise<PlacedRow[]> {
  const names = query.format === "advance" ? await readNames(ctx, location.id) : NO_NAMES;
  const posts = await readAllPosts(ctx, query, location);
  return foldPosts(posts, location.timezone, names).map((row) => ({ row, locationName: location.name }));
}

type PostsFilter = Pick<ExportQuery, "type" | "accounts" | "from" | "to" | "search">;

/** Every post of a location that the filters name. */
export async function readAllPosts(
  ctx: Context,
  filter: PostsFilter,
  location: { id: string; timezone: string },
): Promise<UpstreamPost[]> {
  const { from, to } = periodOf(ctx.clock, filter, location.timezone);
  const wanted = filter.search?.trim().toLocaleLowerCase() ?? "";
  const posts = new Map<string, UpstreamPost>();
  const asked = { locationId: location.id, type: filter.type, accounts: filter.accounts, from, to };
  for await (const page of pagesOfPosts(ctx, asked)) {
    for (const post of page) {
      if (wanted && !(post.summary ?? "").toLocaleLowerCase().includes(wanted)) continue;
      // A post that moves between two pages while they are read would come twice.
      posts.set(post.id, post);
    }
  }
  return [...posts.values()];
}
