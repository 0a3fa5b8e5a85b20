"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { dateTime, dayIn, day as dayText, plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";

const FEW = 14;
const DOT = { good: "bg-good", info: "bg-line-strong", warning: "bg-warn", bad: "bg-bad" } as const;

type TimelineProps = { events: BatchView["events"]; timezone: string };

/** What happened, newest first, on the location's clock. */
export function Timeline({ events, timezone }: TimelineProps) {
  const [all, setAll] = useState(false);
  const sorted = [...events].sort((a, b) => b.at.localeCompare(a.at));
  const shown = all ? sorted : sorted.slice(0, FEW);
  return (
    <Card>
      <CardHeader>
        <CardTitle>Timeline</CardTitle>
        {sorted.length > FEW && (
          <Button variant="ghost" size="sm" className="ml-auto" onClick={() => setAll(!all)}>
            {all ? "Fewer" : `All ${plural(sorted.length, "event")}`}
          </Button>
        )}
      </CardHeader>
      {shown.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-muted">Nothing has happened yet.</p>
      ) : (
        <ol className="flex max-h-[560px] flex-col gap-2 overflow-y-auto px-4 pt-1 pb-4 text-[13px]">
          {shown.map((event, index) => {
            const day = dayIn(event.at, timezone);
            const before = shown[index - 1];
            const newDay = index > 0 && before !== undefined && dayIn(before.at, timezone) !== day;
            return (
              <li key={`${event.at} ${event.csvNumber} ${event.message}`} className="flex flex-col gap-2">
                {newDay && <span className="text-meta text-muted">{dayText(day, { weekday: true })}</span>}
                <span className="flex items-start gap-2.5">
                  <time
                    dateTime={event.at}
                    title={dateTime(event.at, timezone)}
                    className="shrink-0 text-meta text-muted leading-5 tabular-nums"
                  >
                    {clock(event.at, timezone)}
                  </time>
                  <span
                    className={cn("mt-[7px] size-1.5 shrink-0 self-start rounded-full", DOT[event.kind])}
                    aria-hidden
                  />
                  <span className="min-w-0 break-words leading-5">
                    {event.csvNumber !== null && <b className="font-semibold">csv {event.csvNumber} </b>}
                    {event.message}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}

const clock = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
  }).format(new Date(at));
