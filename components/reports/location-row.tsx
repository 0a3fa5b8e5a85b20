import { CalendarX } from "lucide-react";
import Link from "next/link";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Sparkline } from "@/components/charts/sparkline";
import { StatusTag } from "@/components/ui/status-tag";
import { Td, Tr } from "@/components/ui/table";
import { age, dateTime, day, dayIn, number, percent, plural, time, zoneName } from "@/lib/format";
import type { LocationRow } from "@/lib/reports/schema";
import { PercentChange } from "./change";
import { CoveragePips } from "./coverage-pips";

/** One location in the overview's table. */
export function LocationRowCells({ row }: { row: LocationRow }) {
  return (
    <Tr>
      <Td>
        <LocationName row={row} />
      </Td>
      <Td numeric>{number(row.reach.value)}</Td>
      <Td numeric>
        <PercentChange percent={row.reach.percent} />
      </Td>
      <Td>
        {row.spark.some((value) => value !== null) ? (
          <Sparkline values={row.spark} label={`Reach of ${row.name}`} />
        ) : (
          <span className="text-muted">no data</span>
        )}
      </Td>
      <Td numeric>{percent(row.engagementRate)}</Td>
      <Td numeric>{number(row.followers)}</Td>
      <Td numeric>{number(row.posts)}</Td>
      <Td numeric>
        <CoveragePips complete={row.complete} total={row.accounts} captured={row.updatedAt !== null} />
      </Td>
      <Td numeric className="text-muted">
        {row.updatedAt ? (
          <span
            // The server's words may be a minute older than the browser's.
            suppressHydrationWarning
            className="whitespace-nowrap"
            title={`${dateTime(row.updatedAt, row.timezone)} ${zoneName(row.updatedAt, row.timezone)}`}
          >
            {age(row.updatedAt)}
          </span>
        ) : (
          "never"
        )}
      </Td>
      <Td>
        <NextPost row={row} />
      </Td>
    </Tr>
  );
}

function LocationName({ row }: { row: LocationRow }) {
  return (
    <span className="flex min-w-40 flex-wrap items-center gap-x-2 gap-y-1">
      <Link href={`/snapshots?locationId=${row.locationId}`} className="font-medium hover:underline">
        {row.name}
      </Link>
      {row.category && <span className="truncate text-meta text-muted">{row.category}</span>}
      {row.status === "inactive" && <StatusTag tone="warn">Not active</StatusTag>}
    </span>
  );
}

function NextPost({ row }: { row: LocationRow }) {
  if (!row.nextPost) {
    return row.updatedAt ? (
      <StatusTag tone="warn" icon={CalendarX}>
        None
      </StatusTag>
    ) : (
      <span className="text-muted">not known</span>
    );
  }
  const { at, platforms } = row.nextPost;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      {day(dayIn(at, row.timezone), { year: false })} {time(at, row.timezone)}
      <span className="ml-auto inline-flex gap-1">
        {platforms.slice(0, 3).map((platform) => (
          <PlatformMark key={platform} platform={platform} size={18} />
        ))}
      </span>
    </span>
  );
}

/** The same location where the table has no room. */
export function PhoneRow({ row }: { row: LocationRow }) {
  return (
    <li className="flex items-start justify-between gap-3 border-t px-4 py-2.5">
      <div className="min-w-0">
        <LocationName row={row} />
        <p className="text-meta text-muted">
          {coverageOf(row)}
          {row.engagementRate !== null && ` · ${percent(row.engagementRate)} engagement rate`}
        </p>
      </div>
      <div className="text-right tabular-nums">
        <p>{number(row.reach.value)}</p>
        <p className="text-meta">
          <PercentChange percent={row.reach.percent} />
        </p>
      </div>
    </li>
  );
}

function coverageOf({ updatedAt, complete, accounts }: LocationRow): string {
  if (!updatedAt) return "not captured yet";
  return accounts === 0 ? "no accounts" : `${complete} of ${plural(accounts, "account")}`;
}
