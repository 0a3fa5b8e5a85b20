"use client";

import { Download, ScrollText, ShieldCheck } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { AuditEvent, AuditFilter } from "@/lib/audit/schema";
import { day, dayIn } from "@/lib/format";
import { AuditEventRow } from "./audit-event-row";
import { AuditFilterBar } from "./audit-filter-bar";
import { LogCheck } from "./log-check";
import { periodProblem } from "./period-problem";
import { useAudit, useCheckLog } from "./queries";
import { useAuditFilter } from "./use-audit-filter";

export function AuditView() {
  const { filter, change, reset, isDefault } = useAuditFilter();
  const audit = useAudit(filter);
  const check = useCheckLog();
  const first = audit.data?.pages[0];
  const timezone = first?.timezone ?? "UTC";
  const problem = periodProblem(filter);
  const events = audit.data?.pages.flatMap((page) => page.events) ?? [];
  return (
    <>
      <PageHeader
        title="Audit"
        facts={["What was done, newest first", first ? `times in ${timezone}` : null].filter(Boolean)}
        actions={
          <>
            <Button
              loading={check.mutation.isPending}
              disabled={!first}
              onClick={() => check.mutation.mutate()}
            >
              {!check.mutation.isPending && <ShieldCheck aria-hidden />}
              Check the log
            </Button>
            <ExportMenu filter={filter} />
          </>
        }
      />
      <LogCheck check={check} timezone={timezone} />
      <AuditFilterBar
        filter={filter}
        choices={first}
        isDefault={isDefault}
        onChange={change}
        onReset={reset}
      />
      <Card className="overflow-hidden" aria-busy={audit.isFetching}>
        {audit.isError && !audit.data ? (
          <ErrorState error={audit.error} onRetry={() => void audit.refetch()} retrying={audit.isFetching} />
        ) : !audit.data ? (
          <LoadingState label="Loading the audit" rows={10} className="py-2" />
        ) : events.length === 0 ? (
          <EmptyState
            icon={ScrollText}
            title={
              problem
                ? "The period ends before it starts"
                : isDefault
                  ? "Nothing was recorded yet"
                  : "No event fits these filters"
            }
            action={isDefault ? undefined : <Button onClick={reset}>Show everything</Button>}
          >
            {problem ?? (isDefault ? "Every change made in the product is listed here from now on." : null)}
          </EmptyState>
        ) : (
          <EventDays events={events} timezone={timezone} />
        )}
      </Card>
      {audit.hasNextPage && (
        <div className="flex justify-center">
          <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            Show older events
          </Button>
        </div>
      )}
    </>
  );
}

function EventDays({ events, timezone }: { events: readonly AuditEvent[]; timezone: string }) {
  const days = new Map<string, AuditEvent[]>();
  for (const event of events) {
    const key = dayIn(event.at, timezone);
    days.set(key, [...(days.get(key) ?? []), event]);
  }
  return [...days].map(([key, ofDay]) => (
    <section key={key} aria-labelledby={`day-${key}`}>
      <h2
        id={`day-${key}`}
        className="border-b bg-sunken/60 px-4 py-1.5 font-medium text-meta text-muted [section+section>&]:border-t"
      >
        {day(key, { weekday: true })}
      </h2>
      <ul className="divide-y">
        {ofDay.map((event) => (
          <AuditEventRow key={event.seq} event={event} timezone={timezone} />
        ))}
      </ul>
    </section>
  ));
}

/** The file holds what the filters show, all of it. */
function ExportMenu({ filter }: { filter: AuditFilter }) {
  const href = (format: string) => `/api/audit/export?${new URLSearchParams({ ...filter, format })}`;
  return (
    <DropdownMenu
      trigger={
        <Button>
          <Download aria-hidden />
          Export
        </Button>
      }
    >
      <MenuItem asChild>
        <a href={href("csv")} download>
          CSV, for spreadsheets
        </a>
      </MenuItem>
      <MenuItem asChild>
        <a href={href("json")} download>
          JSON, with every field
        </a>
      </MenuItem>
    </DropdownMenu>
  );
}
