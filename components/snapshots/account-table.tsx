"use client";

import Link from "next/link";
import { useState } from "react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Sparkline } from "@/components/charts/sparkline";
import { accountHref } from "@/components/reports/account-href";
import { PercentChange } from "@/components/reports/change";
import { DaysNote, FromSource } from "@/components/reports/from-source";
import { MetricTh } from "@/components/reports/metric-name";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { number, percent, plural } from "@/lib/format";
import { daysNote } from "@/lib/reports/coverage-words";
import type { AccountRow } from "@/lib/reports/schema";

const STATUS: Record<AccountRow["status"], { tone: Tone; word: string }> = {
  complete: { tone: "good", word: "Complete" },
  gaps: { tone: "info", word: "Gaps" },
  partial: { tone: "warn", word: "Partial" },
  no_data: { tone: "neutral", word: "No data" },
  expired: { tone: "bad", word: "Reconnect" },
  failing: { tone: "warn", word: "Failing" },
  not_covered: { tone: "neutral", word: "Not covered" },
};

const FIRST_ROWS = 15;

/** One row an account, largest reach first. */
export function AccountTable({
  rows,
  withLocation,
  linked = false,
  title = "Accounts",
}: {
  rows: readonly AccountRow[];
  withLocation: boolean;
  /** Each name leads to the account's own page, for readers who are signed in. */
  linked?: boolean;
  title?: string;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <FromSource source="statistics" />
      </CardHeader>
      <Table label={title} className="mt-1 min-w-[620px] md:min-w-[860px]">
        <thead>
          <tr>
            <Th>Account</Th>
            <Th className="max-md:hidden">Platform</Th>
            {withLocation && <Th className="max-md:hidden">Location</Th>}
            <MetricTh metric="reach" />
            <Th numeric>Change</Th>
            <Th>14 days</Th>
            <MetricTh metric="engagementRate">Eng. rate</MetricTh>
            <MetricTh metric="followers" />
            <MetricTh metric="posts">Posts</MetricTh>
            <Th>Status</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Tr key={row.accountId}>
              <Td>
                <span className="flex items-center gap-2">
                  <PlatformMark platform={row.platform} decorative />
                  <span className="sr-only md:hidden">{platformLabel(row.platform)}</span>
                  {linked ? (
                    <Link
                      href={accountHref(row)}
                      className="max-w-36 truncate md:max-w-56 font-medium hover:underline"
                    >
                      {row.name}
                    </Link>
                  ) : (
                    <span className="max-w-36 truncate md:max-w-56 font-medium">{row.name}</span>
                  )}
                </span>
                {withLocation && (
                  <span className="block max-w-40 truncate pl-8 text-meta text-muted md:hidden">
                    {row.locationName}
                  </span>
                )}
              </Td>
              <Td className="whitespace-nowrap text-muted max-md:hidden">{platformLabel(row.platform)}</Td>
              {withLocation && (
                <Td className="max-w-48 truncate text-muted max-md:hidden">{row.locationName}</Td>
              )}
              <Td numeric>
                {number(row.reach.value)}
                <DaysNote note={daysNote(row)} />
              </Td>
              <Td numeric>
                <PercentChange percent={row.reach.percent} />
              </Td>
              <Td>
                <Spark row={row} />
              </Td>
              <Td numeric>{percent(row.engagementRate)}</Td>
              <Td numeric>{number(row.followers)}</Td>
              <Td numeric>{number(row.posts)}</Td>
              <Td>
                <Status row={row} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {rows.length > shown.length && (
        <button
          type="button"
          className="w-full border-t py-2.5 text-muted hover:bg-sunken"
          onClick={() => setAll(true)}
        >
          Show {plural(rows.length - shown.length, "more account")}
        </button>
      )}
    </Card>
  );
}

function Spark({ row }: { row: AccountRow }) {
  if (row.spark.every((value) => value === null)) return <span className="text-muted">no data</span>;
  return <Sparkline values={row.spark} label={`Reach of ${row.name}, 14 days`} />;
}

function Status({ row }: { row: AccountRow }) {
  const { tone, word } = STATUS[row.status];
  const tag = <StatusTag tone={tone}>{word}</StatusTag>;
  if (!row.reason) return tag;
  return (
    <Tooltip content={row.reason}>
      <button type="button" className="rounded-full" aria-label={`${word}: ${row.reason}`}>
        {tag}
      </button>
    </Tooltip>
  );
}
