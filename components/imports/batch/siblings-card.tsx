"use client";

import Link from "next/link";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { SegmentBar } from "@/components/ui/segment-bar";
import { StatusTag } from "@/components/ui/status-tag";
import { plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";
import { segmentsOf, statusOf } from "../batch-words";

/** The other locations that rows of the same file went to, each a batch of its own. */
export function SiblingsCard({ batch }: { batch: BatchView }) {
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Other locations of this file</CardTitle>
        <span className="text-muted">{plural(batch.siblings.length, "batch", "batches")}</span>
      </CardHeader>
      <ul className="divide-y border-t">
        {batch.siblings.map((one) => {
          const { word, tone } = statusOf(one.status, one.counts);
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
              {one.status === "ready" ? (
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

/** How the approval of another location stands; nothing where none was asked. */
function standingOf(approval: BatchView["siblings"][number]["approval"]): string {
  if (!approval) return "";
  if (!approval.current) return ", changed since it was shown";
  return { asked: ", waits for approval", approved: ", approved", sent_back: ", sent back" }[approval.status];
}
