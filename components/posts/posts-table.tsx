"use client";

import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Checkbox } from "@/components/ui/checkbox";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { AccountView } from "@/lib/accounts/schema";
import { dateTime, number } from "@/lib/format";
import type { ChosenPost, PostView } from "@/lib/posts/schema";
import { postWords } from "./post-words";

type PostsTableProps = {
  posts: readonly PostView[];
  accounts: readonly AccountView[];
  places: ReadonlyMap<string, { name: string; timezone: string }>;
  /** Posts of several locations are shown: each says where it belongs. */
  showLocation: boolean;
  /** By post id, over all pages. */
  chosen: ReadonlyMap<string, ChosenPost>;
  /** Null: the person may only look. */
  onChoose: ((chosen: ReadonlyMap<string, ChosenPost>) => void) | null;
};

/** One row a post: when, what, where, how it stands; on a phone one card a post. */
export function PostsTable(props: PostsTableProps) {
  const { posts, accounts, places, showLocation, chosen, onChoose } = props;
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  const choose = (some: readonly PostView[], on: boolean) => {
    const next = new Map(chosen);
    for (const { id, locationId, status, at } of some)
      on ? next.set(id, { id, locationId, status, at }) : next.delete(id);
    onChoose?.(next);
  };
  // Only what is published has figures: a column of dashes says nothing.
  const figures = posts.some((post) => post.status === "published");
  const here = posts.filter((post) => chosen.has(post.id)).length;
  const all = (
    <Checkbox
      aria-label="Choose all posts of this page"
      checked={here === posts.length ? true : here > 0 ? "indeterminate" : false}
      onCheckedChange={(on) => choose(posts, on === true)}
    />
  );
  const one = (post: PostView) => (
    <Checkbox
      aria-label={`Choose “${post.caption.slice(0, 40)}”`}
      checked={chosen.has(post.id)}
      onCheckedChange={(on) => choose([post], on === true)}
    />
  );
  const when = (post: PostView) =>
    post.at ? dateTime(post.at, places.get(post.locationId)?.timezone ?? "UTC") : "Draft, no time";
  const where = (post: PostView) => (
    <span className="flex items-center gap-2">
      {post.platform && <PlatformMark platform={post.platform} size={20} decorative />}
      <span className="min-w-0 truncate">
        {post.accountIds.map((id) => names.get(id)).find(Boolean) ??
          (post.platform ? platformLabel(post.platform) : "—")}
      </span>
    </span>
  );
  return (
    <>
      <div className="max-md:hidden">
        <Table label="Posts" frameClassName="rounded-t-[9px]">
          <thead>
            <tr>
              {onChoose && <Th className="w-9">{all}</Th>}
              <Th>Time</Th>
              <Th>Post</Th>
              {showLocation && <Th>Location</Th>}
              <Th>Account</Th>
              <Th>Status</Th>
              {figures && (
                <>
                  <Th numeric>Likes</Th>
                  <Th numeric>Comments</Th>
                  <Th numeric>Shares</Th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {posts.map((post) => (
              <Tr key={post.id} selected={chosen.has(post.id)}>
                {onChoose && <Td>{one(post)}</Td>}
                <Td className="whitespace-nowrap">{when(post)}</Td>
                <Td className="w-full min-w-56">
                  <Content post={post} />
                </Td>
                {showLocation && (
                  <Td className="max-w-36 truncate">{places.get(post.locationId)?.name ?? "—"}</Td>
                )}
                <Td className="max-w-44">{where(post)}</Td>
                <Td className="min-w-32">
                  <Status post={post} />
                </Td>
                {figures && (
                  <>
                    <Td numeric>{number(post.likes)}</Td>
                    <Td numeric>{number(post.comments)}</Td>
                    <Td numeric>{number(post.shares)}</Td>
                  </>
                )}
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <div className="md:hidden">
        {onChoose && (
          <div className="flex items-center gap-3 border-b px-4 py-3 text-muted">
            {all}
            <span aria-hidden>All posts of this page</span>
          </div>
        )}
        <ul aria-label="Posts" className="divide-y">
          {posts.map((post) => (
            <li key={post.id} className="flex items-start gap-3 px-4 py-3">
              {onChoose && <span className="pt-0.5">{one(post)}</span>}
              <div className="flex min-w-0 flex-1 flex-col gap-1.5">
                <span className="flex flex-wrap items-center justify-between gap-2">
                  <span className="font-medium tabular-nums">{when(post)}</span>
                  <Status post={post} />
                </span>
                <Content post={post} />
                <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-meta text-muted">
                  {where(post)}
                  {showLocation && <span>{places.get(post.locationId)?.name}</span>}
                  {post.status === "published" && (
                    <span className="tabular-nums">
                      {number(post.likes)} likes · {number(post.comments)} comments · {number(post.shares)}{" "}
                      shares
                    </span>
                  )}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Content({ post }: { post: PostView }) {
  return (
    <span className="flex items-center gap-2">
      <Thumbnail post={post} />
      <span className="line-clamp-2 min-w-0 break-words">{post.caption || "No caption"}</span>
    </span>
  );
}

function Status({ post }: { post: PostView }) {
  const { tone, word } = postWords(post.status);
  return (
    <span>
      <StatusTag tone={tone}>{word}</StatusTag>
      {post.error && <span className="mt-1 block text-bad text-meta">{post.error}</span>}
    </span>
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
