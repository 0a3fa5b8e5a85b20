"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatMap } from "@/components/charts/heat-map";
import { platformLabel } from "@/components/charts/platform";
import { usePosting } from "@/components/reports/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { change, dateRange, list, number, plural } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import {
  type BestSlot,
  MAX_POSTING_LOCATIONS,
  MIN_CELL_POSTS,
  type Posting,
} from "@/lib/reports/posting-schema";
import { platformWords } from "./chart-words";
import { FollowedChanges } from "./followed-changes";
import { MoveToSlots } from "./move-to-slots";
import { MovedPosts } from "./moved-posts";
import { useSlots } from "./slot-queries";
import { tableOfSlots } from "./slot-table";

const TITLE = "Best times to post";
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));
const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

type TimingCardProps = {
  filters: ReportFilters;
  /** Whose times these are, for what is saved of the chart. */
  place: string;
  /** What the card can be narrowed to. */
  platforms?: readonly string[];
  /** The one location shown, whose posts can be moved; null for several. */
  location?: { id: string; timezone: string } | null;
  canMove?: boolean;
  className?: string;
};

/** When posts do well: engagement per post by weekday and hour, on the location's own clock. */
export function TimingCard({
  filters,
  place,
  platforms = [],
  location = null,
  canMove = false,
  className,
}: TimingCardProps) {
  const [platform, setPlatform] = useState<string | null>(null);
  const choices = filters.platforms.length > 0 ? filters.platforms : platforms;
  const one = platform !== null && choices.includes(platform) ? platform : null;
  const narrowed = one === null ? filters : { ...filters, platforms: [one] };
  const posting = usePosting(narrowed);
  const zone = location?.timezone ?? "each location’s own clock";
  const choice = choices.length > 1 && (
    <DropdownMenu trigger={<Chip label="On" value={one === null ? "all platforms" : platformLabel(one)} />}>
      <MenuRadioGroup value={one ?? "all"}>
        <MenuRadioItem value="all" onSelect={() => setPlatform(null)}>
          All platforms
        </MenuRadioItem>
        {choices.map((each) => (
          <MenuRadioItem key={each} value={each} onSelect={() => setPlatform(each)}>
            {platformLabel(each)}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
  );
  const moves = location && (
    <>
      <Moves locationId={location.id} filters={narrowed} canMove={canMove} />
      <FollowedChanges locationId={location.id} />
    </>
  );
  if (posting.data && posting.data.posts > 0) {
    const { from, to } = posting.data;
    const shown = platformWords(one, filters.platforms, platforms);
    return (
      <ChartFrame
        title={TITLE}
        facts={[shown.words, zone]}
        className={className}
        place={place}
        fileName={`best-times-${shown.slug}-${from}-to-${to}`}
        table={tableOfSlots(posting.data.slots)}
        controls={choice}
        below={
          <div className="flex flex-col gap-3 px-4 pb-4">
            <Sample posting={posting.data} />
            <Best best={posting.data.best} together={one === null && choices.length > 1} />
            {moves}
          </div>
        }
      >
        <Hours posting={posting.data} />
      </ChartFrame>
    );
  }
  return (
    <Card className={className}>
      <CardHeader>
        <div>
          <CardTitle>{TITLE}</CardTitle>
          <p className="text-meta text-muted">{zone}</p>
        </div>
        <div className="ml-auto">{choice}</div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3 pt-2">
        {posting.data ? (
          <NoHours tooMany={posting.data.tooMany} />
        ) : posting.isError ? (
          <ErrorState
            error={posting.error}
            onRetry={() => void posting.refetch()}
            retrying={posting.isFetching}
          />
        ) : (
          <Skeleton className="h-56" />
        )}
        {moves}
      </CardBody>
    </Card>
  );
}

function Moves({
  locationId,
  filters,
  canMove,
}: {
  locationId: string;
  filters: ReportFilters;
  canMove: boolean;
}) {
  const slots = useSlots(locationId, filters);
  if (slots.isError) {
    return (
      <p role="alert" className="text-meta text-bad">
        The scheduled posts could not be read: {sentenceOf(slots.error)}
      </p>
    );
  }
  if (!slots.data) return null;
  return (
    <>
      <MoveToSlots slots={slots.data} canMove={canMove} />
      <MovedPosts slots={slots.data} />
    </>
  );
}

function NoHours({ tooMany }: { tooMany: boolean }) {
  if (tooMany) {
    return (
      <p className="text-muted">Choose up to {MAX_POSTING_LOCATIONS} locations to see their best times.</p>
    );
  }
  return (
    <EmptyState icon={Clock} title="No posts with known engagement">
      Published posts are read with each capture. Once networks report likes, comments or shares, the best
      hours appear here.
    </EmptyState>
  );
}

function Hours({ posting }: { posting: Posting }) {
  const bySlot = new Map(posting.slots.map((slot) => [`${slot.weekday} ${slot.hour}`, slot]));
  const cells = DAYS.map((name, row) =>
    HOURS.map((_, hour) => {
      const slot = bySlot.get(`${row + 1} ${hour}`);
      const posts = plural(slot?.posts ?? 0, "post");
      const index = slot?.index ?? null;
      return {
        value: index,
        label:
          index === null
            ? `${name} ${clock(hour)}, ${posts}, too few to tell`
            : `${name} ${clock(hour)}, ${number(index, 2)} × an average post${surely(index, slot?.margin ?? null)}, ${posts}`,
      };
    }),
  );
  return (
    <HeatMap
      label="Engagement per post by weekday and hour"
      rows={DAYS}
      columns={HOURS}
      cells={cells}
      formatValue={(value) => `${number(value, 2)} ×`}
      noValue={`fewer than ${MIN_CELL_POSTS} posts`}
      labelEvery={6}
      className="border-spacing-[2px]"
    />
  );
}

function Sample({ posting }: { posting: Posting }) {
  return (
    <p className="text-meta text-muted">
      Engagement per post against the account’s own average, {plural(posting.posts, "post")},{" "}
      {dateRange(posting.from, posting.to)}.
    </p>
  );
}

function surely(index: number, margin: number | null): string {
  if (margin === null) return "";
  return `, with 95% confidence ${number(Math.max(0, index - margin), 2)} to ${number(index + margin, 2)}`;
}

/** `together`: of several platforms, of which one alone may have an hour that stands out. */
function Best({ best, together }: { best: readonly BestSlot[]; together: boolean }) {
  const [first] = best;
  if (!first) {
    return (
      <p className="rounded-control bg-sunken px-3 py-2.5 text-[13px] text-muted">
        No hour surely stands out{together ? " over all platforms together" : ""} yet.
      </p>
    );
  }
  const posts = best.reduce((sum, slot) => sum + slot.posts, 0);
  const low = Math.min(...best.map((slot) => slot.low));
  const high = Math.max(...best.map((slot) => slot.high));
  const names = best.map(({ weekday, hour }) => `${DAYS[weekday - 1]} ${clock(hour)}`);
  return (
    <div className="rounded-control bg-primary-soft px-3 py-2.5">
      <p className="font-medium">{list(names)} did best</p>
      <p className="text-meta text-muted">
        {change((low - 1) * 100)}% to {change((high - 1) * 100)}% engagement against an average post, from{" "}
        {plural(posts, "post")} (95% confidence)
      </p>
    </div>
  );
}
