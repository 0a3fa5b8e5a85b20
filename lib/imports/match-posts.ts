import { createZone } from "@/lib/csv";
import type { CsvPost, UpstreamPost } from "@/lib/upstream/contract";
import type { ImportRow, RowOutcome } from "./repository";

/** Which of a csv's rows the upstream will not post, and why; null: it accepted the row. */
export function readRejections(
  rows: readonly ImportRow[],
  posts: readonly CsvPost[],
): Map<number, string | null> {
  const verdicts = new Map<number, string | null>();
  rows.forEach((row, index) => {
    const post =
      posts.length === rows.length
        ? posts[index]
        : posts.find((one) => sameText(one.summary, captionOf(row)));
    if (post) verdicts.set(row.row, reasonOf(post));
  });
  return verdicts;
}

function reasonOf(post: CsvPost): string | null {
  if (post.status !== "rejected" && post.status !== "deleted") return null;
  if (post.errorMessage) return sentence(post.errorMessage);
  for (const media of post.medias ?? []) {
    const error =
      media.error ??
      media.instagramError ??
      media.gmbError ??
      media.facebookError ??
      media.linkedinError ??
      media.invalidError;
    if (error) return sentence(error);
  }
  return post.status === "deleted"
    ? "The row was deleted upstream."
    : "The Social Media API rejected the row without a reason.";
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const captionOf = (row: ImportRow): string => (row.fields as { content?: string }).content ?? "";

/**
 * Finds the posts of each row: same account, same time, same caption (the upstream may trim it for a network or put the
 * link below it). Each post is claimed by one row only, so that two equal rows need two posts.
 */
export function claimPosts(
  rows: readonly ImportRow[],
  posts: readonly UpstreamPost[],
  timezone: string,
  taken: ReadonlySet<string>,
): Map<number, string[]> {
  const zone = createZone(timezone);
  const free = new Map<string, UpstreamPost[]>();
  for (const post of posts) {
    if (taken.has(post.id) || post.status === "deleted") continue;
    const at = post.scheduleDate ?? post.displayDate ?? null;
    for (const accountId of post.accountId ? [post.accountId] : (post.accountIds ?? [])) {
      for (const key of new Set([
        `${accountId}/${at ? Date.parse(at) : "draft"}`,
        ...(post.status === "draft" ? [`${accountId}/draft`] : []),
      ])) {
        const list = free.get(key);
        if (list) list.push(post);
        else free.set(key, [post]);
      }
    }
  }
  const claimed = new Set<string>();
  const found = new Map<number, string[]>();
  for (const row of rows) {
    const moment = row.scheduledLocal ? zone.toInstant(row.scheduledLocal) : null;
    const at =
      moment === null
        ? "draft"
        : moment.kind === "once"
          ? moment.ms
          : moment.kind === "twice"
            ? moment.first
            : null;
    const ids: string[] = [];
    for (const accountId of row.accountIds) {
      const post = (free.get(`${accountId}/${at}`) ?? []).find(
        (one) => !claimed.has(one.id) && sameText(one.summary, captionOf(row)),
      );
      if (!post) continue;
      claimed.add(post.id);
      ids.push(post.id);
    }
    found.set(row.row, ids);
  }
  return found;
}

/** Equal, or one of them the start of the other: upstream trims captions and adds links below them. */
function sameText(upstream: string | null | undefined, ours: string): boolean {
  const one = (upstream ?? "").trim();
  const other = ours.trim();
  if (one === other) return true;
  if (one === "" || other === "") return other === "" && /^https?:\/\/\S+$/.test(one);
  const bare = one.replace(/(…|\.\.\.)$/, "").trimEnd();
  return other.startsWith(bare) || one.startsWith(other);
}

/** The outcome of every row of a finalized csv, or null while posts of accepted rows are still missing. */
export function settleRows(
  rows: readonly ImportRow[],
  rejections: Map<number, string | null>,
  claims: Map<number, string[]>,
): { outcomes: RowOutcome[]; missing: number } {
  let missing = 0;
  const outcomes = rows.map((row): RowOutcome => {
    const reason = rejections.get(row.row) ?? null;
    if (reason !== null) return { row: row.row, outcome: "failed", reason, postIds: [] };
    const postIds = claims.get(row.row) ?? [];
    if (postIds.length > 0) return { row: row.row, outcome: "scheduled", reason: null, postIds };
    missing++;
    return { row: row.row, outcome: "waiting", reason: null, postIds: [] };
  });
  return { outcomes, missing };
}
