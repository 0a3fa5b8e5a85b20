"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Card, CardFooter } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { SegmentBar } from "@/components/ui/segment-bar";
import { duration, number, plural } from "@/lib/format";
import { CALLS_OF_A_CSV, CSVS_A_MINUTE, LOCATION_QUOTA } from "@/lib/imports/csv-calls";
import type { BatchView } from "@/lib/imports/schema";
import { isSettled, segmentsOf } from "../batch-words";
import type { Live } from "./use-live-batch";

/** How far it is: one bar and counts that add up to the rows, and the sum said. */
export function CountsCard({ live }: { live: Live }) {
  const { batch } = live;
  const { counts } = batch;
  const now = useNow(!isSettled(batch.status));
  const settled = counts.rows - counts.waiting;
  const moving = counts.waiting - counts.waitingForPerson;
  const cells: { key: string; label: string; dot: string; count: number; note: ReactNode }[] = [
    {
      key: "scheduled",
      label: "Scheduled",
      dot: "bg-good",
      count: counts.scheduled,
      note: "found in the calendar",
    },
    {
      key: "waiting",
      label: "Waiting",
      dot: "border border-line-strong bg-sunken",
      count: counts.waiting,
      note:
        counts.waitingForPerson > 0 ? (
          <span className="flex flex-wrap gap-x-3">
            {moving > 0 && <span>{number(moving)} under way</span>}
            <span className="flex items-center gap-1.5">
              <span className="size-2 rounded-sm bg-warn" aria-hidden />
              {number(counts.waitingForPerson)} {counts.waitingForPerson === 1 ? "waits" : "wait"} for you
            </span>
          </span>
        ) : counts.waiting === 0 ? (
          "nothing left"
        ) : batch.scheduledAt === null ? (
          "nothing was sent"
        ) : batch.status === "paused" ? (
          "until it is resumed"
        ) : (
          "under way"
        ),
    },
    {
      key: "failed",
      label: "Failed",
      dot: "bg-bad",
      count: counts.failed,
      note: "rejected, not in the calendar",
    },
    {
      key: "skipped",
      label: "Skipped",
      dot: "bg-line-strong/50",
      count: counts.skipped,
      note: batch.status === "cancelled" ? "errors, left out or cancelled" : "had errors or left out",
    },
    ...(counts.deleted > 0
      ? [
          {
            key: "deleted",
            label: "Deleted",
            dot: "bg-line-strong/50",
            count: counts.deleted,
            note: "scheduled, then deleted again",
          },
        ]
      : []),
  ];
  return (
    <Card>
      <div className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
          <h2 className="flex-1 whitespace-nowrap font-semibold text-card">
            {number(settled)} of {plural(counts.rows, "row")} settled
          </h2>
          <Pace batch={batch} settled={settled} moving={moving} now={now} />
        </div>
        <SegmentBar segments={segmentsOf(counts)} legend={false} />
        <dl
          className={cn("grid grid-cols-2 gap-y-4", cells.length === 5 ? "md:grid-cols-5" : "md:grid-cols-4")}
        >
          {cells.map((cell, index) => (
            <div
              key={cell.key}
              className={cn(
                "flex min-w-0 flex-col px-4 first:pl-0",
                index > 0 && "md:border-l",
                index % 2 === 1 && "border-l",
                index % 2 === 0 && "max-md:pl-0",
              )}
            >
              <dt className="flex items-center gap-1.5 text-[13px] text-muted">
                <span className={cn("size-2 rounded-[3px]", cell.dot)} aria-hidden />
                {cell.label}
              </dt>
              <dd className="font-semibold text-figure tabular-nums">{number(cell.count)}</dd>
              <dd className="text-meta text-muted">{cell.note}</dd>
            </div>
          ))}
        </dl>
      </div>
      <CardFooter>
        <HowLive live={live} now={now} />
        <span className="ml-auto tabular-nums">
          {cells.map((cell) => number(cell.count)).join(" + ")} = {number(counts.rows)}
        </span>
      </CardFooter>
    </Card>
  );
}

type PaceProps = { batch: BatchView; settled: number; moving: number; now: number | null };

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

function Pace({ batch, settled, moving, now }: PaceProps) {
  if (batch.scheduledAt === null) return null;
  const start = new Date(batch.scheduledAt).getTime();
  const end = batch.finishedAt ? new Date(batch.finishedAt).getTime() : now;
  if (end === null) return null;
  const elapsed = Math.max(0, end - start);
  const done = settled - batch.counts.skipped;
  const rate = elapsed > 0 ? (done / elapsed) * MINUTE_MS : 0;
  const left = rate > 0 && batch.status === "scheduling" && moving > 0 ? (moving / rate) * MINUTE_MS : null;
  const quota = batch.status === "scheduling" && now !== null ? csvsAMinute(batch, now) : 0;
  return (
    <p className="flex flex-wrap gap-x-4 text-[13px] text-muted tabular-nums">
      {quota > 0 && (
        <span
          title={`The Social Media API takes ${LOCATION_QUOTA.calls} requests in 10 seconds for each location; a csv takes about ${CALLS_OF_A_CSV.length}.`}
        >
          <b className="font-medium text-foreground">{plural(quota, "csv", "csvs")} a minute</b> of about{" "}
          {CSVS_A_MINUTE} that the quota allows
        </span>
      )}
      {rate >= 1 && elapsed > 5_000 && (
        <span>
          <b className="font-medium text-foreground">{plural(Math.round(rate), "row")}</b> a minute
        </span>
      )}
      {left !== null && (
        <span>
          <b className="font-medium text-foreground">About {duration(left)}</b> left for{" "}
          {plural(moving, "row")}
        </span>
      )}
      <span>
        <b className="font-medium text-foreground">{duration(Math.max(SECOND_MS, elapsed))}</b>{" "}
        {batch.finishedAt ? "in all" : "elapsed"}
      </span>
    </p>
  );
}

const LOOK_BACK_MS = 2 * MINUTE_MS;

/** How many csvs were verified a minute lately; 0: too early to tell. */
function csvsAMinute(batch: BatchView, now: number): number {
  const started = batch.scheduledAt ? new Date(batch.scheduledAt).getTime() : now;
  const span = Math.min(LOOK_BACK_MS, now - started);
  if (span < 5_000) return 0;
  return Math.round((batch.csvSums.verifiedLately / span) * MINUTE_MS);
}

function HowLive({ live, now }: { live: Live; now: number | null }) {
  if (live.how === "still") return <span>Nothing more is sent</span>;
  if (live.how === "lost")
    return (
      <span role="status" className="flex items-center gap-1.5 text-warn">
        <span className="size-2 rounded-full bg-warn" aria-hidden />
        No connection, trying again
      </span>
    );
  const ago = now === null ? null : Math.max(0, now - live.heardAt);
  return (
    <span className="flex items-center gap-1.5">
      <span className={cn("size-2 rounded-full", live.how === "live" ? "bg-good" : "bg-warn")} aria-hidden />
      {live.how === "live" ? "Live" : "Asked every 4 s"}
      {ago !== null && `, last change ${ago < 1500 ? "just now" : `${duration(ago)} ago`}`}
    </span>
  );
}

/** null before the first drawing in the browser. */
function useNow(running: boolean): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
