import { createZone } from "@/lib/csv";
import type { CsvPost, UpstreamPost } from "@/lib/upstream/contract";
import type { RowOutcome } from "./csv-repository";
import type { ImportRow } from "./row-repository";

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

export type Claim = { accountId: string; postId: string };

/**
 * Finds the posts of each row: same account, same time, same caption (the upstream may trim it for a network or put the
 * link below it). Each post is claimed by one row only, so that two equal rows need two posts; of equal posts the newest
 * go first, because older ones were there before this import.
 */
export function claimPosts(
  rows: readonly ImportRow[],
  posts: readonly UpstreamPost[],
  timezone: string,
  taken: ReadonlySet<string>,
): Map<number, Claim[]> {
  const free = indexPosts(posts.filter((post) => !taken.has(post.id) && post.status !== "deleted"));
  const zone = createZone(timezone);
  const claimedBy = new Map<string, number>();
  const found = new Map<number, Claim[]>();
  for (const row of rows) {
    const claims: Claim[] = [];
    const times = timesOf(row, zone);
    for (const accountId of row.accountIds) {
      const post = times
        .flatMap((at) => free.get(`${accountId}/${at}`) ?? [])
        .find(
          (one) =>
            // A post without an account of its own serves several accounts of one row.
            (claimedBy.get(one.id) ?? row.row) === row.row && sameText(one.summary, captionOf(row)),
        );
      if (!post) continue;
      claimedBy.set(post.id, row.row);
      claims.push({ accountId, postId: post.id });
    }
    found.set(row.row, claims);
  }
  return found;
}

/** Posts by account and instant, the newest first. */
function indexPosts(posts: readonly UpstreamPost[]): Map<string, UpstreamPost[]> {
  const index = new Map<string, UpstreamPost[]>();
  const newestFirst = [...posts].sort((a, b) => (b.createdAt ?? "").localeCompare(a.createdAt ?? ""));
  for (const post of newestFirst) {
    const at = post.scheduleDate ?? post.displayDate ?? null;
    const times = new Set<string | number>([at ? Date.parse(at) : "draft"]);
    if (post.status === "draft") times.add("draft");
    for (const accountId of post.accountId ? [post.accountId] : (post.accountIds ?? [])) {
      for (const time of times) {
        const key = `${accountId}/${time}`;
        const list = index.get(key);
        if (list) list.push(post);
        else index.set(key, [post]);
      }
    }
  }
  return index;
}

/** The instants a row can stand for: an hour that exists twice may be read either way. */
function timesOf(row: ImportRow, zone: ReturnType<typeof createZone>): (string | number)[] {
  if (!row.scheduledLocal) return ["draft"];
  const moment = zone.toInstant(row.scheduledLocal);
  if (moment.kind === "gap") return [];
  return moment.kind === "once" ? [moment.ms] : [moment.first, moment.second];
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

/**
 * The outcome of every row of a finalized csv. `missing` counts rows of which a post is still unfound: with none at all they
 * go on waiting; with some the row is scheduled and says for how many accounts.
 */
export function settleRows(
  rows: readonly ImportRow[],
  rejections: ReadonlyMap<number, string | null>,
  claims: ReadonlyMap<number, readonly Claim[]>,
): { outcomes: RowOutcome[]; missing: number } {
  let missing = 0;
  const outcomes = rows.map((row): RowOutcome => {
    const rejected = rejections.get(row.row) ?? null;
    if (rejected !== null) return { row: row.row, outcome: "failed", reason: rejected, postIds: [] };
    const found = claims.get(row.row) ?? [];
    const wanted = row.accountIds.length;
    if (found.length < wanted) missing++;
    if (found.length === 0) return { row: row.row, outcome: "waiting", reason: null, postIds: [] };
    const reason =
      found.length < wanted ? `Found for ${found.length} of ${wanted} accounts; look at the others.` : null;
    return {
      row: row.row,
      outcome: "scheduled",
      reason,
      postIds: [...new Set(found.map((claim) => claim.postId))],
    };
  });
  return { outcomes, missing };
}
