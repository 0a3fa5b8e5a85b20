"use client";

import Link from "next/link";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { SegmentBar } from "@/components/ui/segment-bar";
import { StatusTag } from "@/components/ui/status-tag";
import { number, plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";
import { segmentsOf, statusOf } from "../batch-words";

/** The other locations that rows of the same file went to, each a batch of its own. */
export function SiblingsCard({ batch }: { batch: BatchView }) {
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Other locations of this file</CardTitle>
        <span className="text-muted">{fileWords(batch)}</span>
      </CardHeader>
      <ul className="divide-y border-t">
        {batch.siblings.map((one) => {
          const idle = isIdle(batch, one);
          const { word, tone } = idle ? NOTHING_TO_SEND : statusOf(one.status, one.counts);
          return (
            <li
              key={one.batchId}
              className="grid items-center gap-x-4 gap-y-1.5 px-4 py-2.5 md:grid-cols-[1fr_auto_240px]"
            >
              <Link
                href={`/imports/${one.batchId}`}
                className="min-w-0 truncate rounded font-medium hover:text-primary hover:underline"
              >
                {one.locationName}
              </Link>
              <span className="flex items-center gap-3">
                <span className="text-[13px] text-muted tabular-nums">{plural(one.counts.rows, "row")}</span>
                <StatusTag tone={tone}>{word}</StatusTag>
              </span>
              {idle ? (
                <span className="text-[13px] text-muted tabular-nums">
                  {plural(one.counts.rows, "row")} skipped: errors or left out
                </span>
              ) : one.status === "ready" ? (
                <span className="text-[13px] text-muted tabular-nums">
                  {plural(one.ready, "row")} ready{standingOf(one.approval)}
                </span>
              ) : (
                <SegmentBar segments={segmentsOf(one.counts)} legend={false} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const NOTHING_TO_SEND = { word: "Nothing to send", tone: "neutral" } as const;

/** None of its rows could be sent when the file was scheduled. */
const isIdle = (batch: Pick<BatchView, "scheduledAt">, one: BatchView["siblings"][number]): boolean =>
  one.status === "ready" && one.ready === 0 && batch.scheduledAt !== null;

/** "18 rows in the whole file: 11 scheduled, 7 skipped". */
export function fileWords(batch: Pick<BatchView, "counts" | "siblings" | "scheduledAt">): string {
  const all = [
    batch.counts,
    ...batch.siblings.map((one) =>
      isIdle(batch, one) ? { ...one.counts, waiting: 0, skipped: one.counts.rows } : one.counts,
    ),
  ];
  const sum = (key: "rows" | "scheduled" | "waiting" | "failed" | "skipped" | "deleted") =>
    all.reduce((total, counts) => total + counts[key], 0);
  const parts = (["scheduled", "waiting", "failed", "skipped", "deleted"] as const)
    .map((key) => [key, sum(key)] as const)
    .filter(([, count]) => count > 0);
  return `${plural(sum("rows"), "row")} in the whole file: ${parts.map(([key, count]) => `${number(count)} ${key}`).join(", ")}`;
}

/** How the approval of another location stands; nothing where none was asked. */
function standingOf(approval: BatchView["siblings"][number]["approval"]): string {
  if (!approval) return "";
  if (!approval.current) return ", changed since it was shown";
  return { asked: ", waits for approval", approved: ", approved", sent_back: ", sent back" }[approval.status];
}
