"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarX2, FileUp, KeyRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { PageHeader } from "@/components/layout/page-header";
import { useLocations } from "@/components/layout/queries";
import { accountsQuery } from "@/components/locations/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DateRangePicker } from "@/components/ui/date-range-picker";
import { MultiSelect } from "@/components/ui/multi-select";
import { NativeSelect } from "@/components/ui/native-select";
import { Pagination } from "@/components/ui/pagination";
import { dateRange, dayIn, plural } from "@/lib/format";
import { DeleteBar } from "./delete-bar";
import { ExportMenu } from "./export-menu";
import { PostsTable } from "./posts-table";
import { postsQuery } from "./queries";
import { PAGE_SIZE, POST_TYPES, usePostsFilter } from "./use-posts-filter";

/** Posts of one location, live; chosen ones can be deleted across pages. */
export function PostsView({ canChange, isAdmin }: { canChange: boolean; isAdmin: boolean }) {
  const locations = useLocations();
  const known = locations.data?.locations ?? [];
  const [filter, change] = usePostsFilter(known[0]?.id ?? "");
  const location = known.find((one) => one.id === filter.locationId);
  const accounts = useQuery({ ...accountsQuery(filter.locationId), enabled: location !== undefined });
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const zone = location?.timezone ?? "UTC";
  const query = useQuery(
    postsQuery({
      locationId: location?.id ?? "",
      type: filter.type,
      accounts: filter.accounts,
      from: filter.from,
      to: filter.to,
      skip: filter.skip,
      limit: PAGE_SIZE,
    }),
  );
  const posts = query.data?.posts ?? [];
  const total = query.data?.total ?? null;
  const period = query.data
    ? { from: filter.from ?? dayIn(query.data.from, zone), to: filter.to ?? dayIn(query.data.to, zone) }
    : null;

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

  return (
    <>
      <PageHeader
        title="Posts"
        facts={[
          ...(total === null ? [] : [plural(total, "post")]),
          ...(period ? [dateRange(period.from, period.to)] : []),
          ...(location ? [`times in ${location.timezone}`] : []),
        ]}
        actions={
          location && (
            <>
              <ExportMenu filter={filter} locationId={location.id} />
              {canChange && (
                <Button asChild>
                  <Link href={`/imports/new?locationId=${location.id}`}>
                    <FileUp aria-hidden />
                    Import posts
                  </Link>
                </Button>
              )}
            </>
          )
        }
      />
      <div className="flex flex-wrap items-center gap-2">
        <NativeSelect
          aria-label="Location"
          className="w-auto max-w-60"
          value={location?.id ?? ""}
          onChange={(event) => {
            setChosen(new Map());
            change({ locationId: event.target.value, accounts: [] });
          }}
        >
          {known.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </NativeSelect>
        <MultiSelect
          label="Accounts"
          allLabel={`all ${accounts.data?.accounts.length ?? ""}`.trim()}
          options={(accounts.data?.accounts ?? []).map((account) => ({
            value: account.id,
            label: account.name,
            mark: <PlatformMark platform={account.platform} size={18} />,
          }))}
          selected={filter.accounts}
          onChange={(next) => change({ accounts: next })}
        />
        {period && (
          <DateRangePicker
            value={period}
            today={dayIn(Date.now(), zone)}
            onChange={({ from, to }) => change({ from, to })}
          />
        )}
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Status</legend>
          {POST_TYPES.map(({ value, label }) => (
            <Chip
              key={value}
              toggle
              pressed={filter.type === value}
              value={label}
              onClick={() => change({ type: value })}
            />
          ))}
        </fieldset>
      </div>
      <Card>
        {query.isPending ? (
          <LoadingState label="Loading posts" rows={8} />
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
              (filter.type !== "all" || filter.accounts.length > 0 || filter.from) && (
                <Button onClick={() => change({ type: "all", accounts: [], from: null, to: null })}>
                  Show all posts
                </Button>
              )
            }
          >
            No post of this kind in this period. Choose another period or status.
          </EmptyState>
        ) : (
          <PostsTable
            posts={posts}
            accounts={accounts.data?.accounts ?? []}
            timezone={zone}
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
      {canChange && location && (
        <DeleteBar locationId={location.id} chosen={chosen} onClear={() => setChosen(new Map())} />
      )}
    </>
  );
}
