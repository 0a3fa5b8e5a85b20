"use client";

import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { PercentChange } from "@/components/reports/change";
import { DaysNote, FromSource } from "@/components/reports/from-source";
import { MetricTh } from "@/components/reports/metric-name";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { number, percent } from "@/lib/format";
import { daysNote } from "@/lib/reports/coverage-words";
import type { PlatformRow } from "@/lib/reports/schema";

export function PlatformTable({ rows }: { rows: readonly PlatformRow[] }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Platforms</CardTitle>
        <FromSource source="statistics" />
      </CardHeader>
      <Table label="Platforms" className="mt-1 min-w-[640px]">
        <thead>
          <tr>
            <Th>Platform</Th>
            <Th numeric className="max-md:hidden">
              Accounts
            </Th>
            <MetricTh metric="reach" />
            <Th numeric>Change</Th>
            <MetricTh metric="impressions" />
            <MetricTh metric="engagement" />
            <MetricTh metric="engagementRate">Eng. rate</MetricTh>
            <MetricTh metric="followers" />
            <MetricTh metric="posts">Posts</MetricTh>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.platform}>
              <Td>
                <span className="flex items-center gap-2">
                  <PlatformMark platform={row.platform} decorative />
                  {platformLabel(row.platform)}
                </span>
              </Td>
              <Td numeric className="text-muted max-md:hidden">
                {number(row.accounts)}
              </Td>
              <Td numeric>
                {number(row.reach.value)}
                <DaysNote note={daysNote(row, row.accounts)} />
              </Td>
              <Td numeric>
                <PercentChange percent={row.reach.percent} />
              </Td>
              <Td numeric>{number(row.impressions)}</Td>
              <Td numeric>{number(row.engagement)}</Td>
              <Td numeric>{percent(row.engagementRate)}</Td>
              <Td numeric>{number(row.followers)}</Td>
              <Td numeric>{number(row.posts)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
