"use client";

import { CalendarX, Search } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Sparkline } from "@/components/charts/sparkline";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { day, dayIn, list, number, percent, plural, time } from "@/lib/format";
import type { LocationRow, Overview } from "@/lib/reports/schema";
import { PercentChange } from "./change";
import { CoveragePips } from "./coverage-pips";

const SORTS = {
  name: (row: LocationRow) => row.name,
  reach: (row: LocationRow) => row.reach.value,
  change: (row: LocationRow) => row.reach.percent,
  rate: (row: LocationRow) => row.engagementRate,
  followers: (row: LocationRow) => row.followers,
  posts: (row: LocationRow) => row.posts,
} as const;
type SortKey = keyof typeof SORTS;
type Sorting = { key: SortKey; descending: boolean };

/** Unknown comes last, whichever way the others go. */
function sortRows(rows: readonly LocationRow[], { key, descending }: Sorting): LocationRow[] {
  const value = SORTS[key];
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) {
      return left === right ? a.name.localeCompare(b.name) : left === null ? 1 : -1;
    }
    const order =
      typeof left === "string" || typeof right === "string"
        ? String(left).localeCompare(String(right))
        : left - right;
    return (descending ? -order : order) || a.name.localeCompare(b.name);
  });
}

const FIRST_ROWS = 200;

/** Every granted location; the last row adds up what stands above it. */
export function LocationTable({ overview, days }: { overview: Overview; days: number }) {
  const [sorting, setSorting] = useState<Sorting>({ key: "reach", descending: true });
  const [search, setSearch] = useState("");
  const [all, setAll] = useState(false);
  const wanted = useDeferredValue(search).trim().toLocaleLowerCase();
  const found = sortRows(
    overview.locations.filter(({ name, category }) =>
      `${name} ${category ?? ""}`.toLocaleLowerCase().includes(wanted),
    ),
    sorting,
  );
  const rows = all ? found : found.slice(0, FIRST_ROWS);
  const sort = (key: SortKey) =>
    ({
      sorted: sorting.key === key ? (sorting.descending ? "descending" : "ascending") : null,
      onSort: () =>
        setSorting({ key, descending: sorting.key === key ? !sorting.descending : key !== "name" }),
    }) as const;
  return (
    <Card>
      <CardHeader className="pb-1">
        <CardTitle>Locations</CardTitle>
        <div className="relative ml-auto w-56 max-sm:w-full">
          <Search className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
          <Input
            type="search"
            className="pl-8"
            aria-label="Search locations"
            placeholder={`Search ${plural(overview.locations.length, "location")}`}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            data-page-search
          />
        </div>
      </CardHeader>
      <Table label="Locations" className="max-md:hidden">
        <thead>
          <tr>
            <Th {...sort("name")}>Location</Th>
            <Th numeric {...sort("reach")}>
              Reach
            </Th>
            <Th numeric {...sort("change")}>
              Change
            </Th>
            <Th>{plural(days, "day")}</Th>
            <Th numeric {...sort("rate")}>
              Eng. rate
            </Th>
            <Th numeric {...sort("followers")}>
              Followers
            </Th>
            <Th numeric {...sort("posts")}>
              Posts
            </Th>
            <Th numeric>Coverage</Th>
            <Th numeric>Last capture</Th>
            <Th>Next scheduled post</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.locationId}>
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
                <CoveragePips
                  complete={row.complete}
                  total={row.accounts}
                  captured={row.updatedAt !== null}
                />
              </Td>
              <Td numeric className="text-muted">
                {row.updatedAt ? time(row.updatedAt, row.timezone) : "never"}
              </Td>
              <Td>
                <NextPost row={row} />
              </Td>
            </Tr>
          ))}
        </tbody>
        {wanted === "" && <TotalRow overview={overview} />}
      </Table>
      <ul className="md:hidden" aria-label="Locations">
        {rows.map((row) => (
          <PhoneRow key={row.locationId} row={row} />
        ))}
      </ul>
      {found.length === 0 && (
        <p className="px-4 py-6 text-center text-muted">No location matches “{search.trim()}”.</p>
      )}
      {found.length > rows.length && (
        <button
          type="button"
          className="w-full border-t py-2.5 text-muted hover:bg-sunken"
          onClick={() => setAll(true)}
        >
          Show {number(found.length - rows.length)} more
        </button>
      )}
      <CardFooter>
        <span>Captured at 03:00 of each location’s own time; times are the location’s.</span>
        <span>{coverageText(overview)}</span>
      </CardFooter>
    </Card>
  );
}

function LocationName({ row }: { row: LocationRow }) {
  return (
    <span className="flex min-w-40 items-center gap-2">
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
      {day(dayIn(at, row.timezone), { weekday: true, year: false })} {time(at, row.timezone)}
      <span className="ml-auto inline-flex gap-1">
        {platforms.slice(0, 3).map((platform) => (
          <PlatformMark key={platform} platform={platform} size={18} />
        ))}
      </span>
    </span>
  );
}

function PhoneRow({ row }: { row: LocationRow }) {
  return (
    <li className="flex items-start justify-between gap-3 border-t px-4 py-2.5">
      <div className="min-w-0">
        <LocationName row={row} />
        <p className="text-meta text-muted">
          {row.updatedAt ? `${row.complete} of ${plural(row.accounts, "account")}` : "not captured yet"} ·{" "}
          {percent(row.engagementRate)} engagement
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

function TotalRow({ overview }: { overview: Overview }) {
  const { figures, coverage } = overview;
  return (
    <tfoot>
      <tr className="font-medium [&>td]:border-t [&>td]:border-b-0">
        <Td>All {plural(overview.locations.length, "location")}</Td>
        <Td numeric>{number(figures.reach.value)}</Td>
        <Td numeric>
          <PercentChange percent={figures.reach.percent} />
        </Td>
        <Td />
        <Td numeric>{percent(figures.engagementRate.value)}</Td>
        <Td numeric>{number(figures.followers.value)}</Td>
        <Td numeric>{number(figures.posts.value)}</Td>
        <Td numeric>
          {coverage.complete} of {coverage.accounts}
        </Td>
        <Td />
        <Td className="text-muted">
          {overview.locations.filter(({ nextPost }) => nextPost).length} of {overview.locations.length} have
          one
        </Td>
      </tr>
    </tfoot>
  );
}

function coverageText({ coverage }: Overview): string {
  const missing = coverage.failing.map(({ locationName, name }) => `${locationName}, ${name}`);
  const text = `${coverage.complete} of ${plural(coverage.accounts, "account")} complete`;
  return missing.length === 0 ? text : `${text}; missing: ${list(missing, 3)}`;
}
