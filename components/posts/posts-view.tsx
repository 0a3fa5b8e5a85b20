"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { CalendarX2, FileUp, KeyRound, MapPinOff } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { useLocations } from "@/components/layout/queries";
import { accountsQuery } from "@/components/locations/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { PartialNotice } from "@/components/states/partial-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { dateRange, dayIn, plural } from "@/lib/format";
import type { ChosenPost } from "@/lib/posts/schema";
import { BulkBar } from "./bulk-bar";
import { BulkHistory } from "./bulk-history";
import { ChangePanel } from "./change-panel";
import { DeletionPanel } from "./delete-dialog";
import { ExportMenu } from "./export-menu";
import { PostsFilters } from "./posts-filters";
import { PostsTable } from "./posts-table";
import { postsQuery } from "./queries";
import { PAGE_SIZE, type UrlFilter, usePostsFilter } from "./use-posts-filter";

/** Posts of one or several locations, live; chosen ones can be moved, labelled or deleted across pages. */
export function PostsView({ canChange, isAdmin }: { canChange: boolean; isAdmin: boolean }) {
  const locations = useLocations();
  const known = locations.data?.locations ?? [];
  const [filter, change] = usePostsFilter(known[0]?.id ?? "");
  const shown = known.filter((one) => filter.locationIds.includes(one.id));
  const location = shown[0];
  const accounts = useQueries({
    queries: shown.map((one) => accountsQuery(one.id)),
    combine: (answers) => answers.flatMap((answer) => answer.data?.accounts ?? []),
  });
  const [chosen, setChosen] = useState<ReadonlyMap<string, ChosenPost>>(new Map());
  const [typing, setTyping] = useState(false);
  const zone = location?.timezone ?? "UTC";
  const { type, from, to, search, batch } = filter;
  const asked = {
    locationIds: shown.map((one) => one.id),
    accounts: filter.accounts,
    type,
    from,
    to,
    search,
    batch,
  };
  const query = useQuery(postsQuery(asked, { skip: filter.skip, limit: PAGE_SIZE }));
  // The page before still stands while the next one is read.
  const searching = typing || query.isPlaceholderData || (query.isPending && search !== "");
  const posts = query.data?.posts ?? [];
  const total = query.data?.total ?? null;
  const period = query.data
    ? { from: filter.from ?? dayIn(query.data.from, zone), to: filter.to ?? dayIn(query.data.to, zone) }
    : null;
  const filtered =
    filter.type !== "all" ||
    filter.accounts.length > 0 ||
    filter.from !== null ||
    filter.search !== "" ||
    batch !== null;
  // Another place means other posts: what was chosen there must not be deleted from here unseen.
  const steer = (next: Partial<UrlFilter>) => {
    if (next.locationIds) setChosen(new Map());
    change(next);
  };

  if (locations.isSuccess && known.length === 0) {
    return (
      <>
        <PageHeader title="Posts" />
        <Card>
          <EmptyState
            heading="h2"
            icon={KeyRound}
            title={locations.data.connected ? "No locations for you" : "The agency is not connected yet"}
            action={
              isAdmin && (
                <Button asChild variant="primary">
                  <Link href="/connections">Connect agency</Link>
                </Button>
              )
            }
          >
            Posts appear here as soon as there is a location you may see.
          </EmptyState>
        </Card>
      </>
    );
  }

  const [home] = known;
  if (locations.isSuccess && home && !location) {
    const several = filter.locationIds.length > 1;
    return (
      <>
        <PageHeader title="Posts" />
        <Card>
          <EmptyState
            heading="h2"
            icon={MapPinOff}
            title={several ? "None of these locations is here" : "This location is not here"}
            action={
              <Button onClick={() => steer({ locationIds: [home.id] })}>Show posts of {home.name}</Button>
            }
          >
            {several ? "They were" : "It was"} removed, {several ? "are" : "is"} of another agency, or{" "}
            {several ? "were" : "was"} not granted to you.
          </EmptyState>
        </Card>
      </>
    );
  }

  return (
    <>
      <PageHeader
        title="Posts"
        facts={[
          ...(searching ? ["Searching…"] : total === null ? [] : [plural(total, "post")]),
          ...(period && batch === null ? [dateRange(period.from, period.to)] : []),
          ...(shown.length === 1 ? [`times in ${zone}`] : []),
          ...(shown.length > 1 ? [plural(shown.length, "location"), "times of each location"] : []),
        ]}
        actions={
          location && (
            <>
              {batch === null && (
                <ExportMenu
                  filter={asked}
                  total={total}
                  canChange={canChange}
                  onApplied={({ changeIds, deletionIds }) =>
                    change({ changes: changeIds, deletions: deletionIds })
                  }
                />
              )}
              <BulkHistory
                onShow={({ id, kind }) => change(kind === "delete" ? { deletions: [id] } : { changes: [id] })}
              />
              {canChange && (
                <Button asChild>
                  <Link href={`/imports/new?locationId=${location.id}`}>
                    <FileUp className="max-md:hidden" aria-hidden />
                    Import posts
                  </Link>
                </Button>
              )}
            </>
          )
        }
      />
      <PostsFilters
        filter={{ ...filter, locationIds: asked.locationIds }}
        onChange={steer}
        locations={known}
        accounts={accounts}
        zone={zone}
        period={batch === null ? period : null}
        importName={batch === null ? null : (query.data?.importName ?? "…")}
        onTyping={setTyping}
      />
      {query.data?.capped && (
        <PartialNotice>
          Only the first 5,000 posts were read. Choose fewer locations or a shorter period to see all.
        </PartialNotice>
      )}
      <Card aria-busy={searching}>
        {query.isPending ? (
          <LoadingState label={search ? "Searching captions" : "Loading posts"} rows={8} />
        ) : query.isError ? (
          <ErrorState
            heading="h2"
            error={query.error}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : posts.length === 0 ? (
          <EmptyState
            heading="h2"
            icon={CalendarX2}
            title="No posts here"
            action={
              filtered && (
                <Button
                  onClick={() =>
                    change({ type: "all", accounts: [], from: null, to: null, search: "", batch: null })
                  }
                >
                  Show all posts
                </Button>
              )
            }
          >
            {batch === null
              ? "No post of this kind in this period. Choose another period or status."
              : filter.type === "all"
                ? "Nothing that this import scheduled is at the Social Media API any more, or it has scheduled nothing yet."
                : "This import has no post of this kind that is still there."}
          </EmptyState>
        ) : (
          <PostsTable
            posts={posts}
            accounts={accounts}
            places={new Map(known.map((one) => [one.id, one]))}
            showLocation={shown.length > 1}
            chosen={chosen}
            onChoose={canChange ? setChosen : null}
          />
        )}
        {total !== null && total > PAGE_SIZE && (
          <Pagination
            offset={filter.skip}
            shown={posts.length}
            total={total}
            noun="post"
            onPrevious={filter.skip > 0 ? () => change({ skip: Math.max(0, filter.skip - PAGE_SIZE) }) : null}
            onNext={
              filter.skip + posts.length < total ? () => change({ skip: filter.skip + PAGE_SIZE }) : null
            }
          />
        )}
      </Card>
      <div aria-live="polite" className="sticky bottom-4 z-20 flex flex-col gap-2 max-md:bottom-20">
        {filter.deletions.map((id) => (
          <DeletionPanel
            key={id}
            deletionId={id}
            onDismiss={() => change({ deletions: filter.deletions.filter((other) => other !== id) })}
          />
        ))}
        {filter.changes.map((id) => (
          <ChangePanel
            key={id}
            changeId={id}
            onDismiss={() => change({ changes: filter.changes.filter((other) => other !== id) })}
            onStarted={(next) => change({ changes: [next] })}
          />
        ))}
        {canChange && location && (
          <BulkBar
            chosen={chosen}
            onChoose={setChosen}
            filter={asked}
            total={total}
            today={dayIn(Date.now(), zone)}
            onChangesStarted={(changes) => change({ changes })}
            onDeletionsStarted={(deletions) => change({ deletions })}
          />
        )}
      </div>
    </>
  );
}
