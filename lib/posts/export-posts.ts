import type { Context } from "@/lib/context";
import { BASIC_COLUMNS, COLUMNS, type Fields, writeAdvance, writeBasic, writeRecord } from "@/lib/csv";
import { getLocation } from "@/lib/locations/get-location";
import {
  getCategoriesLocationId,
  getPosts,
  getTagsLocationId,
  type UpstreamPost,
} from "@/lib/upstream/contract";
import { noticeExport } from "@/lib/watch/notice-export";
import { periodOf } from "./period";
import { fieldsOf, type Names } from "./post-fields";
import type { ExportQuery } from "./schema";

const PAGE = 100;

/**
 * A location's posts as a CSV that re-imports without a change. Posts that came from one row (same time, text, media and
 * settings, each account once) are one row again. With `accounts` a last column names them; without it the file is the
 * upstream's own template to the letter. Text is written as typed: nothing is put before `=` or `@`.
 */
export async function exportPosts(
  ctx: Context,
  query: ExportQuery,
): Promise<{ fileName: string; text: string }> {
  const location = await getLocation(ctx, query.locationId);
  const { from, to } = periodOf(ctx.clock, query, location.timezone);
  const names = query.format === "advance" ? await readNames(ctx, location.id) : NO_NAMES;
  const rows = foldPosts(await readPosts(ctx, { ...query, from, to }), location.timezone, names);
  await noticeExport(ctx, rows.length);
  const fileName = `posts-${location.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}-${query.format}.csv`;
  return { fileName, text: writeRows(rows, query.format, query.withAccounts) };
}

export type ExportedRow = { fields: Fields; accountIds: string[] };

/** Puts the posts of one row together again, earliest first, drafts last. */
export function foldPosts(posts: readonly UpstreamPost[], timezone: string, names: Names): ExportedRow[] {
  const open = new Map<string, ExportedRow[]>();
  const rows: ExportedRow[] = [];
  for (const post of posts) {
    const fields = fieldsOf(post, timezone, names);
    const shared = SHARED.map((key) => fields[key] ?? "");
    const key = JSON.stringify([post.parentPostId ?? null, ...shared]);
    const accountIds = post.accountId ? [post.accountId] : (post.accountIds ?? []);
    const mates = open.get(key) ?? [];
    const row = mates.find(
      (mate) =>
        !mate.accountIds.some((id) => accountIds.includes(id)) &&
        // Settings of one network may differ between two accounts of it: then they are two rows.
        Object.entries(fields).every(([name, value]) => {
          const present = mate.fields[name as keyof Fields];
          return present === undefined || present === value;
        }),
    );
    if (row) {
      Object.assign(row.fields, fields);
      row.accountIds.push(...accountIds);
      continue;
    }
    const made = { fields, accountIds: [...accountIds] };
    rows.push(made);
    open.set(key, [...mates, made]);
  }
  for (const row of rows) row.accountIds.sort();
  return rows.sort((a, b) =>
    (a.fields.postAtSpecificTime ?? "9999").localeCompare(b.fields.postAtSpecificTime ?? "9999"),
  );
}

/** Fields that all accounts of a row share; follow-up comments and the rest belong to some networks only. */
const SHARED = [
  "postAtSpecificTime",
  "content",
  "link",
  "imageUrls",
  "gifUrl",
  "videoUrls",
  "tags",
  "category",
] as const;

function writeRows(rows: ExportedRow[], format: "basic" | "advance", withAccounts: boolean): string {
  const fields = rows.map((row) => row.fields);
  if (!withAccounts) return format === "basic" ? writeBasic(fields) : writeAdvance(fields);
  const columns = format === "basic" ? BASIC_COLUMNS.map(({ key }) => key) : COLUMNS.map(({ key }) => key);
  const template = format === "basic" ? writeBasic([]) : writeAdvance([]);
  const header = template.trimEnd().split("\n");
  const named = header.map((line, index) => `${line},${index === header.length - 1 ? "accounts" : ""}`);
  const records = rows.map((row) =>
    writeRecord([...columns.map((key) => row.fields[key] ?? ""), row.accountIds.join(",")]),
  );
  return `${[...named, ...records].join("\n")}\n`;
}

async function readPosts(
  ctx: Context,
  query: ExportQuery & { from: string; to: string },
): Promise<UpstreamPost[]> {
  const posts = new Map<string, UpstreamPost>();
  for (let skip = 0; ; skip += PAGE) {
    const { answer } = await ctx.upstream.call(ctx, getPosts, {
      params: { locationId: query.locationId },
      body: {
        type: query.type,
        skip: String(skip),
        limit: String(PAGE),
        fromDate: query.from,
        toDate: query.to,
        includeUsers: "false",
        ...(query.accounts ? { accounts: query.accounts } : {}),
      },
    });
    // A post that moves between two pages while they are read would come twice.
    for (const post of answer.results.posts) posts.set(post.id, post);
    if (answer.results.posts.length < PAGE) return [...posts.values()];
  }
}

const NO_NAMES: Names = { tags: new Map(), categories: new Map() };

async function readNames(ctx: Context, locationId: string): Promise<Names> {
  const tags = new Map<string, string>();
  const categories = new Map<string, string>();
  for (let skip = 0; ; skip += PAGE) {
    const query = { skip: String(skip), limit: String(PAGE) };
    const { answer } = await ctx.upstream.call(ctx, getTagsLocationId, { params: { locationId }, query });
    for (const { id, tag } of answer.results.tags) if (tag) tags.set(id, tag);
    if (answer.results.tags.length < PAGE) break;
  }
  for (let skip = 0; ; skip += PAGE) {
    const query = { skip: String(skip), limit: String(PAGE) };
    const { answer } = await ctx.upstream.call(ctx, getCategoriesLocationId, {
      params: { locationId },
      query,
    });
    for (const { id, name } of answer.results.categories) if (name) categories.set(id, name);
    if (answer.results.categories.length < PAGE) break;
  }
  return { tags, categories };
}
