"use client";

import { useState } from "react";
import { usePosting } from "@/components/reports/queries";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "@/components/ui/dropdown-menu";
import { Progress } from "@/components/ui/progress";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { dateRange, number, percent, plural } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import { MIN_MIX_POSTS, MIX_DIMENSIONS, type MixDimension } from "@/lib/reports/posting-schema";

const DIMENSION_LABELS: Record<MixDimension, string> = {
  kind: "post kind",
  media: "media",
  caption: "caption length",
  hashtags: "hashtags",
  link: "link",
};

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

/** What is posted and how it does, with the number of posts behind every figure. */
export function MixCard({ filters }: { filters: ReportFilters }) {
  const [dimension, setDimension] = useState<MixDimension>("media");
  const { data } = usePosting(filters);
  if (!data || data.posts === 0) return null;
  const rows = data.mix.filter((row) => row.dimension === dimension);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Content mix</CardTitle>
        <div className="ml-auto">
          <DropdownMenu trigger={<Chip label="By" value={DIMENSION_LABELS[dimension]} />}>
            <MenuRadioGroup value={dimension}>
              {MIX_DIMENSIONS.map((each) => (
                <MenuRadioItem key={each} value={each} onSelect={() => setDimension(each)}>
                  {DIMENSION_LABELS[each]}
                </MenuRadioItem>
              ))}
            </MenuRadioGroup>
          </DropdownMenu>
        </div>
      </CardHeader>
      <Table label={`Content mix by ${DIMENSION_LABELS[dimension]}`} className="mt-1 min-w-[520px]">
        <thead>
          <tr>
            <Th className="capitalize">{DIMENSION_LABELS[dimension]}</Th>
            <Th>Share of posts</Th>
            <Th numeric>Posts</Th>
            <Th numeric>Engagement per post</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.value}>
              <Td>
                {VALUE_LABELS[row.value] ?? `${row.value.charAt(0).toUpperCase()}${row.value.slice(1)}`}
              </Td>
              <Td>
                <span className="flex items-center gap-2">
                  <Progress
                    className="w-28"
                    label={`Share of ${row.value}`}
                    done={row.posts}
                    total={data.posts}
                  />
                  <span className="tabular-nums">{percent(row.share, 0)}</span>
                </span>
              </Td>
              <Td numeric>{number(row.posts)}</Td>
              <Td numeric>
                {row.index === null ? (
                  <span className="text-muted">too few posts</span>
                ) : (
                  `${number(row.index, 2)} × average`
                )}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <CardFooter>
        {plural(data.posts, "post")} with known engagement, {dateRange(data.from, data.to)}. Compared with
        each account’s own average; nothing is said of fewer than {MIN_MIX_POSTS} posts.
      </CardFooter>
    </Card>
  );
}
