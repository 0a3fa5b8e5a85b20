"use client";

import Link from "next/link";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { SegmentBar } from "@/components/ui/segment-bar";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { useRowKeys } from "@/components/ui/use-row-keys";
import { age, bytes, dateTime, number, plural } from "@/lib/format";
import type { BatchSummary } from "@/lib/imports/schema";
import { useOwnZone } from "./batch/use-own-zone";
import { segmentsOf, statusOf } from "./batch-words";

type HistoryTableProps = {
  imports: readonly BatchSummary[];
  /** The location is filtered: it stands above already. */
  oneLocation: boolean;
  more: (() => void) | null;
  loadingMore: boolean;
};

/** One line an import; on a phone one card each. */
export function HistoryTable({ imports, oneLocation, more, loadingMore }: HistoryTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const zone = useOwnZone("UTC");
  useRowKeys(frame);
  return (
    <div ref={frame}>
      <div className="max-md:hidden">
        <Table label="Imports" frameClassName="rounded-t-[9px]">
          <thead>
            <tr>
              <Th>File</Th>
              {!oneLocation && <Th>Location</Th>}
              <Th>By</Th>
              <Th>When</Th>
              <Th>Status</Th>
              <Th numeric>Rows</Th>
              <Th className="w-[30%]">Outcome</Th>
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <Tr key={one.batchId} data-row tabIndex={-1}>
                <Td className="max-w-72">
                  <FileLink batch={one} />
                </Td>
                {!oneLocation && <Td className="max-w-48 truncate">{one.locationName}</Td>}
                <Td className="whitespace-nowrap">{one.scheduledBy ?? one.createdBy}</Td>
                <Td className="whitespace-nowrap text-muted">
                  <time dateTime={one.createdAt} title={dateTime(one.createdAt, zone)}>
                    {age(one.createdAt)}
                  </time>
                </Td>
                <Td>
                  <Status batch={one} />
                </Td>
                <Td numeric>{one.counts.rows > 0 ? number(one.counts.rows) : "—"}</Td>
                <Td>
                  <Outcome batch={one} />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="divide-y md:hidden">
        {imports.map((one) => (
          <li key={one.batchId} className="flex flex-col gap-2 px-4 py-3">
            <div className="flex items-start gap-2">
              <div className="min-w-0 flex-1">
                <FileLink batch={one} />
              </div>
              <Status batch={one} />
            </div>
            <p className="text-[13px] text-muted">
              {[
                oneLocation ? "" : one.locationName,
                one.scheduledBy ?? one.createdBy,
                age(one.createdAt),
                one.counts.rows > 0 ? plural(one.counts.rows, "row") : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            <Outcome batch={one} />
          </li>
        ))}
      </ul>
      {more && (
        <div className="flex justify-center border-t p-3">
          <Button variant="ghost" onClick={more} loading={loadingMore}>
            Show earlier imports
          </Button>
        </div>
      )}
    </div>
  );
}

function FileLink({ batch }: { batch: BatchSummary }) {
  return (
    <Link
      href={`/imports/${batch.batchId}`}
      data-row-open
      title={`${batch.fileName}, ${bytes(batch.fileSize)}`}
      className="block truncate rounded font-medium hover:text-primary hover:underline"
    >
      {batch.fileName}
    </Link>
  );
}

function Status({ batch }: { batch: BatchSummary }) {
  const { word, tone } = statusOf(batch.status, batch.counts, batch.standing);
  return <StatusTag tone={tone}>{word}</StatusTag>;
}

/** Before anything is scheduled the bar would only repeat the status. */
function Outcome({ batch }: { batch: BatchSummary }) {
  if (batch.scheduledAt === null)
    return (
      <span className="text-muted">
        {batch.status === "cancelled" ? "Nothing was sent" : "Nothing sent yet"}
      </span>
    );
  return <SegmentBar segments={segmentsOf(batch.counts)} className="max-w-md gap-1.5" />;
}
