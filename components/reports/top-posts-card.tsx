"use client";

import { Trophy } from "lucide-react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { Card, CardBody, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { dateTime, number, plural } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import type { RankedPost, TopPosts } from "@/lib/reports/top-posts-schema";
import { FromSource } from "./from-source";
import { PostPicture } from "./post-picture";
import { useTopPosts } from "./queries";

type TopPostsCardProps = {
  filters: ReportFilters;
  /** Several accounts are shown: each post says whose it is. */
  withAccount: boolean;
};

/** The period's posts that did best and those that did worst, each beside its own account's average. */
export function TopPostsCard({ filters, withAccount }: TopPostsCardProps) {
  const posts = useTopPosts(filters);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Top and weak posts</CardTitle>
        <FromSource source="posts" />
      </CardHeader>
      {posts.data ? (
        <Ranked data={posts.data} withAccount={withAccount} />
      ) : posts.isError ? (
        <ErrorState error={posts.error} onRetry={() => void posts.refetch()} retrying={posts.isFetching} />
      ) : (
        <CardBody>
          <Skeleton className="h-56" />
        </CardBody>
      )}
    </Card>
  );
}

function Ranked({ data, withAccount }: { data: TopPosts; withAccount: boolean }) {
  if (data.tooMany) {
    return (
      <CardBody className="text-muted">
        Choose up to 100 locations to see their best and weakest posts.
      </CardBody>
    );
  }
  if (data.top.length === 0) {
    return (
      <EmptyState icon={Trophy} title="No posts to rank in this period">
        {data.posts === 0
          ? "No published post is known for these days."
          : `${plural(data.posts, "post")} ${data.posts === 1 ? "is" : "are"} known; at least 2 with likes, comments or shares are needed.`}
      </EmptyState>
    );
  }
  return (
    <>
      <CardBody className="grid gap-x-6 gap-y-4 pt-2 lg:grid-cols-2">
        <PostList title="Did best" posts={data.top} withAccount={withAccount} />
        <PostList title="Did worst" posts={data.weak} withAccount={withAccount} />
      </CardBody>
      <CardFooter>
        <span>
          {data.rated} of {plural(data.posts, "published post")} with known likes, comments or shares
        </span>
        <span>Ranked by engagement beside the average post of the same account in this period</span>
      </CardFooter>
    </>
  );
}

/** The posts that did best, of a report that is handed on. */
export function BestPostsCard({
  posts,
  withAccount,
}: {
  posts: readonly RankedPost[];
  withAccount: boolean;
}) {
  if (posts.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Best posts</CardTitle>
        <FromSource source="posts" />
      </CardHeader>
      <CardBody className="pt-2">
        <Posts
          posts={posts}
          withAccount={withAccount}
          className="divide-y lg:grid lg:grid-cols-2 lg:gap-x-6 lg:divide-y-0"
        />
      </CardBody>
    </Card>
  );
}

type PostListProps = { title: string; posts: readonly RankedPost[]; withAccount: boolean };

function PostList({ title, posts, withAccount }: PostListProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <h3 className="font-medium text-[13px] text-muted">{title}</h3>
      <Posts posts={posts} withAccount={withAccount} className="divide-y" />
    </section>
  );
}

type PostsProps = { posts: readonly RankedPost[]; withAccount: boolean; className: string };

function Posts({ posts, withAccount, className }: PostsProps) {
  return (
    <ol className={className}>
      {posts.map((post) => (
        <li key={`${post.locationId} ${post.postId}`} className="flex gap-3 py-3">
          <PostPicture media={post.media} picture={post.picture} />
          <div className="min-w-0 flex-1">
            <p className="line-clamp-2 break-words">{post.caption || "No caption"}</p>
            <p className="mt-1 flex flex-wrap items-center gap-x-2 text-meta text-muted">
              <span className="inline-flex items-center gap-1.5">
                <PlatformMark platform={post.platform} size={16} decorative />
                {withAccount && post.accountName ? post.accountName : platformLabel(post.platform)}
              </span>
              <span>{dateTime(post.publishedAt, post.timezone)}</span>
              <span className="capitalize">{post.kind}</span>
            </p>
            <p className="text-meta tabular-nums">
              <span className="font-medium">{number(post.engagement)} engagement</span>
              {post.index !== null && (
                <span className={post.index >= 1 ? "text-good" : "text-bad"}>
                  {" "}
                  {number(post.index, 2)} × average
                </span>
              )}
              <span className="text-muted"> · {reactionsOf(post)}</span>
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function reactionsOf({ likes, comments, shares }: RankedPost): string {
  const counted = (value: number | null, word: string) =>
    value === null ? `${word}s not known` : plural(value, word);
  return [counted(likes, "like"), counted(comments, "comment"), counted(shares, "share")].join(" · ");
}
