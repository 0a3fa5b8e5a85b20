"use client";

import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useGroups } from "@/components/location-groups/queries";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Table, Td, Th } from "@/components/ui/table";
import { list, number, percent, plural } from "@/lib/format";
import { withoutDailyText } from "@/lib/reports/coverage-words";
import type { Overview } from "@/lib/reports/schema";
import {
  readSorting,
  type Section,
  type SortKey,
  sectionsOf,
  sortRows,
  writeSorting,
} from "./arrange-locations";
import { PercentChange } from "./change";
import { LocationRowCells, PhoneRow } from "./location-row";
import { MetricInfo } from "./metric-name";
import { useSearchPart } from "./use-search-part";

const FIRST_ROWS = 200;

/** Every granted location; the last row adds up what stands above it. */
export function LocationTable({ overview, days }: { overview: Overview; days: number }) {
  const { read, write } = useSearchPart();
  const sorting = readSorting(read("sort"));
  const [search, setSearch] = useState(read("search") ?? "");
  const groups = useGroups().data?.groups ?? [];
  const byGroup = groups.length > 0 && read("grouped") === "yes";
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
        write(
          "sort",
          writeSorting({ key, descending: sorting.key === key ? !sorting.descending : key !== "name" }),
        ),
    }) as const;
  return (
    <Card>
      <CardHeader className="pb-1">
        <CardTitle>Locations</CardTitle>
        {groups.length > 0 && (
          <Chip
            toggle
            className="ml-auto"
            value="By group"
            pressed={byGroup}
            onClick={() => write("grouped", byGroup ? null : "yes")}
          />
        )}
        <div className={cn("relative w-56 max-sm:w-full", groups.length === 0 && "ml-auto")}>
          <Search className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
          <Input
            type="search"
            className="pl-8"
            aria-label="Search locations"
            placeholder={`Search ${plural(overview.locations.length, "location")}`}
            value={search}
            onChange={(event) => {
              setSearch(event.target.value);
              write("search", event.target.value.trim() || null);
            }}
            data-page-search
          />
        </div>
      </CardHeader>
      <Table label="Locations" className="max-md:hidden">
        <thead>
          <tr>
            <Th {...sort("name")}>Location</Th>
            <Th numeric {...sort("reach")} aside={<MetricInfo metric="reach" small />}>
              Reach
            </Th>
            <Th numeric {...sort("change")}>
              Change
            </Th>
            <Th>{plural(days, "day")}</Th>
            <Th numeric {...sort("rate")} aside={<MetricInfo metric="engagementRate" small />}>
              Eng. rate
            </Th>
            <Th numeric {...sort("followers")} aside={<MetricInfo metric="followers" small />}>
              Followers
            </Th>
            <Th numeric {...sort("posts")} aside={<MetricInfo metric="posts" small />}>
              Posts
            </Th>
            <Th numeric>Coverage</Th>
            <Th numeric>Captured</Th>
            <Th>Next scheduled post</Th>
          </tr>
        </thead>
        {byGroup ? (
          sectionsOf(rows, groups).map((section) => <GroupRows key={section.key} section={section} />)
        ) : (
          <tbody>
            {rows.map((row) => (
              <LocationRowCells key={row.locationId} row={row} />
            ))}
          </tbody>
        )}
        {wanted === "" && <TotalRow overview={overview} />}
      </Table>
      {byGroup ? (
        sectionsOf(rows, groups).map((section) => <PhoneGroup key={section.key} section={section} />)
      ) : (
        <ul className="md:hidden" aria-label="Locations">
          {rows.map((row) => (
            <PhoneRow key={row.locationId} row={row} />
          ))}
        </ul>
      )}
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

function GroupRows({ section }: { section: Section }) {
  return (
    <tbody>
      <tr className="bg-sunken/60">
        <th scope="rowgroup" className="border-b px-3 py-2 pl-4 text-left font-medium text-[13px]">
          {section.name}{" "}
          <span className="font-normal text-muted">{plural(section.rows.length, "location")}</span>
        </th>
        <td className="border-b px-3 py-2 text-right font-medium text-[13px] tabular-nums">
          {number(section.reach)}
        </td>
        <td className="border-b" colSpan={4} />
        <td className="border-b px-3 py-2 text-right font-medium text-[13px] tabular-nums">
          {number(section.posts)}
        </td>
        <td className="border-b" colSpan={3} />
      </tr>
      {section.rows.map((row) => (
        <LocationRowCells key={row.locationId} row={row} />
      ))}
    </tbody>
  );
}

function PhoneGroup({ section }: { section: Section }) {
  return (
    <section className="md:hidden" aria-label={section.name}>
      <h3 className="flex justify-between gap-3 border-t bg-sunken/60 px-4 py-2 font-medium text-[13px] tabular-nums">
        {section.name}
        <span>{number(section.reach)}</span>
      </h3>
      <ul>
        {section.rows.map((row) => (
          <PhoneRow key={row.locationId} row={row} />
        ))}
      </ul>
    </section>
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
          {overview.locations.filter(({ nextPost }) => nextPost).length} of {overview.locations.length}
        </Td>
      </tr>
    </tfoot>
  );
}

function coverageText({ coverage }: Overview): string {
  const missing = coverage.failing.map(({ locationName, name }) => `${locationName}, ${name}`);
  const text = `${coverage.complete} of ${plural(coverage.accounts, "account")} captured`;
  const told = missing.length === 0 ? text : `${text}; missing: ${list(missing, 3)}`;
  const without = withoutDailyText(coverage);
  return without ? `${told}; ${without}` : told;
}
