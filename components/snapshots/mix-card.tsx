"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { labelsQuery } from "@/components/posts/queries";
import { usePosting } from "@/components/reports/queries";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/dropdown-menu";
import { Progress } from "@/components/ui/progress";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { dateRange, number, percent, plural } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import {
  MIN_MIX_POSTS,
  MIX_DIMENSIONS,
  type MixDimension,
  type MixValue,
  type Posting,
  surelyBetter,
  surelyWorse,
} from "@/lib/reports/posting-schema";

const DIMENSION_LABELS: Record<MixDimension, string> = {
  kind: "post kind",
  media: "media",
  category: "category",
  tag: "tag",
  caption: "caption length",
  hashtags: "hashtags",
  link: "link",
};
/** Categories and tags belong to one location: of several they cannot be told side by side. */
const OF_ONE_LOCATION: ReadonlySet<MixDimension> = new Set(["category", "tag"]);
const FIRST_ROWS = 12;

const VALUE_LABELS: Record<string, string> = {
  post: "Post",
  story: "Story",
  reel: "Reel",
  none: "None",
  image: "One image",
  images: "Several images",
  gif: "GIF",
  video: "Video",
};

type MixCardProps = {
  filters: ReportFilters;
  /** The one location shown; null for several. */
  locationId?: string | null;
};

/** What is posted, how it does, and what mix would do better, with the number of posts behind every figure. */
export function MixCard({ filters, locationId = null }: MixCardProps) {
  const [chosen, setDimension] = useState<MixDimension>("media");
  const [all, setAll] = useState(false);
  const { data } = usePosting(filters);
  const dimensions = MIX_DIMENSIONS.filter((each) => locationId !== null || !OF_ONE_LOCATION.has(each));
  const dimension = dimensions.includes(chosen) ? chosen : "media";
  const labels = useQuery(labelsQuery(OF_ONE_LOCATION.has(dimension) ? (locationId ?? "") : ""));
  if (!data || data.posts === 0) return null;
  const names = new Map(
    [...(labels.data?.tags ?? []), ...(labels.data?.categories ?? [])].map(({ id, name }) => [id, name]),
  );
  const nameOf = (value: string) =>
    OF_ONE_LOCATION.has(dimension) && value !== "none" ? (names.get(value) ?? value) : wordFor(value);
  const rows = data.mix.filter((row) => row.dimension === dimension);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Content mix</CardTitle>
        <div className="ml-auto">
          <DropdownMenu trigger={<Chip label="By" value={DIMENSION_LABELS[dimension]} />}>
            <MenuRadioGroup value={dimension}>
              {dimensions.map((each) => (
                <MenuRadioItem key={each} value={each} onSelect={() => setDimension(each)}>
                  {DIMENSION_LABELS[each]}
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </DropdownMenu>
        </div>
      </CardHeader>
      <MixTable rows={shown} posting={data} title={DIMENSION_LABELS[dimension]} nameOf={nameOf} />
      {rows.length > shown.length && (
        <button
          type="button"
          className="w-full border-t py-2.5 text-muted hover:bg-sunken"
          onClick={() => setAll(true)}
        >
          Show {number(rows.length - shown.length)} more
        </button>
      )}
      <Suggestion rows={rows} nameOf={nameOf} dimension={dimension} />
      <CardFooter>
        {plural(data.posts, "post")} with known engagement, {dateRange(data.from, data.to)}. Compared with
        each account’s own average; nothing is said of fewer than {MIN_MIX_POSTS} posts.
        {dimension === "tag" && " A post with several tags counts once for each."}
      </CardFooter>
    </Card>
  );
}

type MixTableProps = {
  rows: readonly MixValue[];
  posting: Posting;
  title: string;
  nameOf: (value: string) => string;
};

function MixTable({ rows, posting, title, nameOf }: MixTableProps) {
  return (
    <Table label={`Content mix by ${title}`} className="mt-1 min-w-[640px]">
      <thead>
        <tr>
          <Th className="first-letter:uppercase">{title}</Th>
          <Th>Share of posts</Th>
          <Th numeric>Suggested</Th>
          <Th numeric>Posts</Th>
          <Th numeric>Engagement per post</Th>
          <Th numeric>95% sure</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.value}>
            <Td>
              <span className="block max-w-56 truncate">{nameOf(row.value)}</span>
            </Td>
            <Td>
              <span className="flex items-center gap-2">
                <Progress
                  className="w-28"
                  label={`Share of ${nameOf(row.value)}`}
                  done={row.posts}
                  total={posting.posts}
                />
                <span className="tabular-nums">{percent(row.share, 0)}</span>
              </span>
            </Td>
            <Td numeric className={row.suggested === null ? "text-muted" : undefined}>
              {row.suggested === null ? "as it is" : percent(row.suggested, 0)}
            </Td>
            <Td numeric>{number(row.posts)}</Td>
            <Td numeric>
              {row.index === null ? (
                <span className="text-muted">too few posts</span>
              ) : (
                `${number(row.index, 2)} × average`
              )}
            </Td>
            <Td numeric className="text-muted">
              {row.low === null || row.high === null
                ? "—"
                : `${number(Math.max(0, row.low), 2)} to ${number(row.high, 2)} ×`}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

type SuggestionProps = {
  rows: readonly MixValue[];
  nameOf: (value: string) => string;
  dimension: MixDimension;
};

/** The mix in one sentence each: what to post more and less of, and the figures that say so. */
function Suggestion({ rows, nameOf, dimension }: SuggestionProps) {
  const certain = rows.filter(
    ({ suggested, low, high }) => suggested !== null && (surelyBetter(low) || surelyWorse(high)),
  );
  if (certain.length === 0) {
    return (
      <p className="mx-4 my-3 rounded-control bg-sunken px-3 py-2.5 text-[13px] text-muted">
        {dimension === "tag"
          ? "No mix is suggested for tags: a post may have several."
          : `No ${DIMENSION_LABELS[dimension]} is surely better or worse than an average post, so no other mix is suggested.`}
      </p>
    );
  }
  return (
    <div className="mx-4 my-3 rounded-control bg-primary-soft px-3 py-2.5">
      <p className="font-medium">Suggested mix</p>
      <ul className="list-disc pl-5 text-[13px]">
        {certain.map((row) => (
          <li key={row.value}>
            {surelyBetter(row.low) ? "More" : "Less"} of {nameOf(row.value)}: {percent(row.share, 0)} now,{" "}
            {percent(row.suggested, 0)} suggested. {plural(row.posts, "post")} reached {number(row.index, 2)}{" "}
            × the engagement of an average post.
          </li>
        ))}
      </ul>
      <p className="mt-1 text-meta text-muted">
        A suggestion from the past, not a promise: what is uncertain keeps its weight, and no share more than
        halves or grows by half before all are scaled to 100%.
      </p>
    </div>
  );
}

function wordFor(value: string): string {
  return VALUE_LABELS[value] ?? `${value.charAt(0).toUpperCase()}${value.slice(1)}`;
}
