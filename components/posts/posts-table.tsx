"use client";

import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Checkbox } from "@/components/ui/checkbox";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { AccountView } from "@/lib/accounts/schema";
import { dateTime, number } from "@/lib/format";
import type { PostView } from "@/lib/posts/schema";

type PostsTableProps = {
  posts: readonly PostView[];
  accounts: readonly AccountView[];
  timezone: string;
  /** Chosen post ids, over all pages; true where the post is published already. */
  chosen: ReadonlyMap<string, boolean>;
  /** Null: the person may only look. */
  onChoose: ((chosen: ReadonlyMap<string, boolean>) => void) | null;
};

const STATUS: Record<string, { tone: Tone; word: string }> = {
  scheduled: { tone: "info", word: "Scheduled" },
  draft: { tone: "neutral", word: "Draft" },
  published: { tone: "good", word: "Published" },
  failed: { tone: "bad", word: "Failed" },
  in_review: { tone: "warn", word: "In review" },
  in_progress: { tone: "info", word: "Publishing" },
  pending: { tone: "info", word: "Pending" },
  deleted: { tone: "neutral", word: "Deleted" },
};

/** One row a post: when, what, where, how it stands. */
export function PostsTable({ posts, accounts, timezone, chosen, onChoose }: PostsTableProps) {
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  const choose = (some: readonly PostView[], on: boolean) => {
    const next = new Map(chosen);
    for (const post of some) on ? next.set(post.id, post.status === "published") : next.delete(post.id);
    onChoose?.(next);
  };
  const here = posts.filter((post) => chosen.has(post.id)).length;
  return (
    <Table label="Posts">
      <thead>
        <tr>
          {onChoose && (
            <Th className="w-9">
              <Checkbox
                aria-label="Choose all posts of this page"
                checked={here === posts.length ? true : here > 0 ? "indeterminate" : false}
                onCheckedChange={(on) => choose(posts, on === true)}
              />
            </Th>
          )}
          <Th>Time</Th>
          <Th>Post</Th>
          <Th>Account</Th>
          <Th>Status</Th>
          <Th numeric>Likes</Th>
          <Th numeric>Comments</Th>
          <Th numeric>Shares</Th>
        </tr>
      </thead>
      <tbody>
        {posts.map((post) => (
          <Tr key={post.id} selected={chosen.has(post.id)}>
            {onChoose && (
              <Td>
                <Checkbox
                  aria-label={`Choose “${post.caption.slice(0, 40)}”`}
                  checked={chosen.has(post.id)}
                  onCheckedChange={(on) => choose([post], on === true)}
                />
              </Td>
            )}
            <Td className="whitespace-nowrap">{post.at ? dateTime(post.at, timezone) : "Draft, no time"}</Td>
            <Td className="min-w-64 max-w-md">
              <span className="flex items-center gap-2">
                <Thumbnail post={post} />
                <span className="line-clamp-2 break-words">{post.caption || "No caption"}</span>
              </span>
            </Td>
            <Td className="whitespace-nowrap">
              <span className="flex items-center gap-2">
                {post.platform && <PlatformMark platform={post.platform} size={20} decorative />}
                {post.accountIds.map((id) => names.get(id)).find(Boolean) ??
                  (post.platform ? platformLabel(post.platform) : "—")}
              </span>
            </Td>
            <Td>
              <StatusTag tone={STATUS[post.status]?.tone ?? "neutral"}>
                {STATUS[post.status]?.word ?? post.status}
              </StatusTag>
              {post.error && <span className="mt-1 block text-bad text-meta">{post.error}</span>}
            </Td>
            <Td numeric>{number(post.likes)}</Td>
            <Td numeric>{number(post.comments)}</Td>
            <Td numeric>{number(post.shares)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Thumbnail({ post }: { post: PostView }) {
  const media = post.media[0];
  const picture = media?.thumbnail ?? (media?.type?.startsWith("video") ? null : media?.url);
  if (!picture) return null;
  return (
    <img
      src={picture}
      alt=""
      loading="lazy"
      className="size-9 shrink-0 rounded-control border object-cover"
    />
  );
}
