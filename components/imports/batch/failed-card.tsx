"use client";

import { Download, RotateCcw } from "lucide-react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { saveFile } from "@/components/charts/save-file";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { writeRecord } from "@/lib/csv/write";
import { day, number, plural } from "@/lib/format";
import type { BatchView, RowView } from "@/lib/imports/schema";
import { useSteerBatch } from "../queries";

const RETRIABLE: readonly BatchView["status"][] = ["completed", "needs_person", "cancelled"];

/** Every row that did not become a post, with the reason, and the way to try only those again. */
export function FailedCard({ batch, canSteer }: { batch: BatchView; canSteer: boolean }) {
  const steer = useSteerBatch(batch.batchId);
  const { failedRows, counts } = batch;
  const platforms = new Map(batch.accounts.map((account) => [account.id, account.platform]));
  const hidden = counts.failed - failedRows.length;
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Failed</CardTitle>
        <span className="text-muted">{plural(counts.failed, "row")}</span>
        <div className="ml-auto flex flex-wrap gap-2">
          <Button variant="ghost" size="sm" onClick={() => saveReport(batch)}>
            <Download aria-hidden />
            Error report
          </Button>
          {canSteer && RETRIABLE.includes(batch.status) && (
            <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("retry")}>
              <RotateCcw aria-hidden />
              Retry failed ({number(counts.failed)})
            </Button>
          )}
        </div>
        {steer.isError && (
          <p role="alert" className="basis-full text-bad">
            {sentenceOf(steer.error)}
          </p>
        )}
      </CardHeader>
      <Table label="Failed rows" frameClassName="max-h-[480px]">
        <thead>
          <tr>
            <Th numeric className="w-14">
              Row
            </Th>
            <Th className="max-md:hidden">Date</Th>
            <Th>Post and reason</Th>
            <Th className="max-md:hidden">csv</Th>
          </tr>
        </thead>
        <tbody>
          {failedRows.map((row) => (
            <Tr key={row.row}>
              <Td numeric className="align-top">
                {number(row.row)}
              </Td>
              <Td className="whitespace-nowrap align-top max-md:hidden">{whenOf(row)}</Td>
              <Td>
                <span className="flex items-start gap-2">
                  <span className="flex gap-0.5">
                    {[...new Set(row.accountIds.flatMap((id) => platforms.get(id) ?? []))]
                      .slice(0, 3)
                      .map((platform) => (
                        <PlatformMark key={platform} platform={platform} size={20} />
                      ))}
                  </span>
                  <span className="min-w-0">
                    <span className="line-clamp-1">{row.fields.content ?? "No caption"}</span>
                    <span className="block text-[13px] text-muted">
                      <span className="md:hidden">{whenOf(row)}: </span>
                      {row.reason ?? "The Social Media API gave no reason."}
                    </span>
                  </span>
                </span>
              </Td>
              <Td className="whitespace-nowrap align-top text-muted max-md:hidden">
                {row.csvNumber === null ? "—" : `csv ${row.csvNumber}`}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {hidden > 0 && (
        <p className="border-t px-4 py-2.5 text-meta text-muted">
          and {plural(hidden, "row")} more, each in the error report at the Original file&apos;s row number
        </p>
      )}
    </Card>
  );
}

const whenOf = (row: RowView): string =>
  row.scheduledLocal
    ? `${day(row.scheduledLocal.slice(0, 10), { weekday: true, year: false })} ${row.scheduledLocal.slice(11, 16)}`
    : "Draft";

function saveReport(batch: BatchView): void {
  const lines = batch.failedRows.map((row) =>
    writeRecord([
      String(row.row),
      row.scheduledLocal?.replace("T", " ") ?? "",
      row.fields.content ?? "",
      row.reason ?? "",
    ]),
  );
  const text = [writeRecord(["Row", "Date", "Caption", "Reason"]), ...lines].join("\n");
  saveFile(`${batch.fileName.replace(/\.[^.]+$/, "")} failed.csv`, new Blob([text], { type: "text/csv" }));
}
