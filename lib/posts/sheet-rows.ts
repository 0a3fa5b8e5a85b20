import type { Fields } from "@/lib/csv";
import type { UpstreamPost } from "@/lib/upstream/contract";
import { fieldsOf, type Names } from "./post-fields";

export type ExportedRow = {
  fields: Fields;
  /** In the order of their account ids. */
  posts: { postId: string; accountIds: string[] }[];
};

/** Fields that all accounts of a row share; follow-up comments and the rest belong to some networks only. */
export const SHARED = [
  "postAtSpecificTime",
  "content",
  "link",
  "imageUrls",
  "gifUrl",
  "videoUrls",
  "tags",
  "category",
] as const;

export const accountsOf = (post: UpstreamPost): string[] =>
  post.accountId ? [post.accountId] : (post.accountIds ?? []);

export const accountIdsOf = (row: ExportedRow): string[] => row.posts.flatMap((post) => post.accountIds);

/** Puts the posts of one row together again, earliest first, drafts last. */
export function foldPosts(posts: readonly UpstreamPost[], timezone: string, names: Names): ExportedRow[] {
  const open = new Map<string, ExportedRow[]>();
  const rows: ExportedRow[] = [];
  for (const post of posts) {
    const fields = fieldsOf(post, timezone, names);
    const shared = SHARED.map((key) => fields[key] ?? "");
    // Two posts at the same wall-clock time of a day with 25 hours are an hour apart.
    const key = JSON.stringify([post.parentPostId ?? null, post.scheduleDate ?? null, ...shared]);
    const accountIds = accountsOf(post);
    const mates = open.get(key) ?? [];
    const row = mates.find(
      (mate) =>
        !accountIdsOf(mate).some((id) => accountIds.includes(id)) &&
        // Settings of one network may differ between two accounts of it: then they are two rows.
        Object.entries(fields).every(([name, value]) => {
          const present = mate.fields[name as keyof Fields];
          return present === undefined || present === value;
        }),
    );
    if (row) {
      Object.assign(row.fields, fields);
      row.posts.push({ postId: post.id, accountIds });
      continue;
    }
    const made = { fields, posts: [{ postId: post.id, accountIds: [...accountIds] }] };
    rows.push(made);
    open.set(key, [...mates, made]);
  }
  const first = (post: ExportedRow["posts"][number]) => post.accountIds[0] ?? "";
  for (const row of rows) row.posts.sort((a, b) => (first(a) < first(b) ? -1 : 1));
  return rows.sort((a, b) =>
    (a.fields.postAtSpecificTime ?? "9999").localeCompare(b.fields.postAtSpecificTime ?? "9999"),
  );
}
