"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, RotateCcw } from "lucide-react";
import { useState } from "react";
import { saveFile } from "@/components/charts/save-file";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { rowLabel } from "@/lib/csv/derived-rows";
import { writeRecord } from "@/lib/csv/write";
import { number, plural } from "@/lib/format";
import type { BatchView, RowView } from "@/lib/imports/schema";
import { rowsPage, useSteerBatch } from "../queries";
import { RowPost, whenOf } from "./row-post";

const RETRIABLE: readonly BatchView["status"][] = ["completed", "needs_person", "cancelled"];
const SHOWN = 200;

/** Every row that did not become a post, page by page, with the reason; all of them as a file; and the way to try only those again. */
export function FailedCard({ batch, canSteer }: { batch: BatchView; canSteer: boolean }) {
  const steer = useSteerBatch(batch.batchId);
  const [starts, setStarts] = useState([0]);
  const [saving, setSaving] = useState<string | null>(null);
  const after = starts.at(-1) ?? 0;
  const later = useQuery({
    queryKey: ["imports", "failed", batch.batchId, after, batch.counts.failed],
    queryFn: ({ signal }) => rowsPage(batch.batchId, "failed", after, signal, SHOWN),
    enabled: after > 0,
    placeholderData: keepPreviousData,
  });
  const rows = after > 0 ? (later.data ?? []) : batch.failedRows;
  const last = rows.at(-1)?.row;
  const before = (starts.length - 1) * SHOWN;

  async function save(): Promise<void> {
    setSaving("");
    try {
      await saveReport(batch);
      setSaving(null);
    } catch (error) {
      setSaving(sentenceOf(error));
    }
  }

  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Failed</CardTitle>
        <span className="text-muted">{plural(batch.counts.failed, "row")}</span>
        <div className="ml-auto flex flex-wrap gap-2">
          <Button variant="ghost" size="sm" loading={saving === ""} onClick={() => void save()}>
            <Download aria-hidden />
            Error report
          </Button>
          {canSteer && RETRIABLE.includes(batch.status) && (
            <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("retry")}>
              <RotateCcw aria-hidden />
              Retry failed ({number(batch.counts.failed)})
            </Button>
          )}
        </div>
        {(steer.isError || saving || later.isError) && (
          <p role="alert" className="basis-full text-bad">
            {saving || sentenceOf(steer.error ?? later.error)}
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
          {rows.map((row) => (
            <Tr key={row.row}>
              <Td numeric className="align-top">
                {rowLabel(row.row)}
              </Td>
              <Td className="whitespace-nowrap align-top max-md:hidden">{whenOf(row)}</Td>
              <Td>
                <RowPost row={row} accounts={batch.accounts} note={row.reason ?? NO_REASON} />
              </Td>
              <Td className="whitespace-nowrap align-top text-muted max-md:hidden">
                {row.csvNumber === null ? "—" : `csv ${row.csvNumber}`}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {batch.counts.failed > SHOWN && (
        <div className="flex flex-wrap items-center gap-2 border-t p-2.5 text-meta text-muted">
          <span className="flex-1 px-1.5 tabular-nums">
            {number(before + 1)} to {number(before + rows.length)} of {plural(batch.counts.failed, "row")}
          </span>
          <Button size="sm" disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
            Rows before
          </Button>
          <Button
            size="sm"
            loading={later.isFetching}
            disabled={last === undefined || before + rows.length >= batch.counts.failed}
            onClick={() => last !== undefined && setStarts([...starts, last])}
          >
            Next rows
          </Button>
        </div>
      )}
    </Card>
  );
}

const NO_REASON = "The Social Media API gave no reason.";
const PAGE = 500;

/** Every failed row, however many, asked for page by page. */
async function saveReport(batch: BatchView): Promise<void> {
  const lines = [`${writeRecord(["Row", "Date", "Caption", "Reason"])}\n`];
  for (let after = 0; ; ) {
    const rows: RowView[] = await rowsPage(batch.batchId, "failed", after, undefined, PAGE);
    for (const row of rows)
      lines.push(
        `${writeRecord([
          rowLabel(row.row).replaceAll(",", ""),
          row.scheduledLocal?.replace("T", " ") ?? "",
          row.fields.content ?? "",
          row.reason ?? NO_REASON,
        ])}\n`,
      );
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.row;
  }
  saveFile(`${batch.fileName.replace(/\.[^.]+$/, "")} failed.csv`, new Blob(lines, { type: "text/csv" }));
}
