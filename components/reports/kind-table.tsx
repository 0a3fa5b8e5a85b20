"use client";

import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { number } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import { FromSource } from "./from-source";
import { MetricTh } from "./metric-name";
import { useTopPosts } from "./queries";

/** The period's published posts by platform and kind; nothing where there are none. */
export function KindTable({ filters }: { filters: ReportFilters }) {
  const { data } = useTopPosts(filters);
  if (!data || data.kinds.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Post kinds</CardTitle>
        <FromSource source="posts" />
      </CardHeader>
      <Table label="Post kinds" className="mt-1 min-w-[520px]">
        <thead>
          <tr>
            <Th>Platform</Th>
            <Th>Kind</Th>
            <Th numeric>Posts</Th>
            <Th numeric>With insights</Th>
            <MetricTh metric="engagement" />
            <Th numeric>Per post</Th>
          </tr>
        </thead>
        <tbody>
          {data.kinds.map((row) => (
            <Tr key={`${row.platform} ${row.kind}`}>
              <Td>
                <span className="flex items-center gap-2">
                  <PlatformMark platform={row.platform} decorative />
                  {platformLabel(row.platform)}
                </span>
              </Td>
              <Td className="capitalize">{row.kind}</Td>
              <Td numeric>{number(row.posts)}</Td>
              <Td numeric className="text-muted">
                {number(row.rated)}
              </Td>
              <Td numeric>{number(row.engagement)}</Td>
              <Td numeric>{number(row.perPost, 1)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <CardFooter>
        Posts published in this period, as last read; engagement is of those with known likes, comments or
        shares.
      </CardFooter>
    </Card>
  );
}
