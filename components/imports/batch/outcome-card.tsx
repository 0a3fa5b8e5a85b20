"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, RotateCcw } from "lucide-react";
import { useState } from "react";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { rowLabel } from "@/lib/csv/derived-rows";
import { number, plural } from "@/lib/format";
import { type BatchView, NO_REASON, type SetAside } from "@/lib/imports/schema";
import { rowsPage, useSteerBatch } from "../queries";
import { RowPost, whenOf } from "./row-post";

const RETRIABLE: readonly BatchView["status"][] = ["completed", "needs_person", "cancelled"];
const FILES = [
  { as: "report", label: "Error report" },
  { as: "rows", label: "Rows to repair" },
] as const;
const TITLES: Record<SetAside, string> = { failed: "Failed", skipped: "Skipped" };
/** As many failed rows come with the batch. */
const SHOWN = 50;

type OutcomeCardProps = { batch: BatchView; outcome: SetAside; canSteer: boolean };

/** Every row that did not become a post, page by page, with the reason; all of them as files; failed ones can be tried again. */
export function OutcomeCard({ batch, outcome, canSteer }: OutcomeCardProps) {
  const steer = useSteerBatch(batch.batchId);
  const [starts, setStarts] = useState([0]);
  const count = batch.counts[outcome];
  const after = starts.at(-1) ?? 0;
  const here = outcome === "failed" && after === 0;
  const page = useQuery({
    queryKey: ["imports", "outcome", batch.batchId, outcome, after, count],
    queryFn: ({ signal }) => rowsPage(batch.batchId, outcome, after, signal, SHOWN),
    enabled: !here,
    placeholderData: keepPreviousData,
  });
  const rows = here ? batch.failedRows : (page.data ?? []);
  const last = rows.at(-1)?.row;
  const before = (starts.length - 1) * SHOWN;

  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>{TITLES[outcome]}</CardTitle>
        <span className="text-muted">{plural(count, "row")}</span>
        <div className="ml-auto flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:flex-1">
          {FILES.map(({ as, label }) => (
            <Button key={as} asChild variant="ghost" size="sm">
              <a href={`/api/imports/${batch.batchId}/rows/file?outcome=${outcome}&as=${as}`} download>
                <Download aria-hidden />
                {label}
              </a>
            </Button>
          ))}
          {outcome === "failed" && canSteer && RETRIABLE.includes(batch.status) && (
            <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("retry")}>
              <RotateCcw aria-hidden />
              Retry failed ({number(count)})
            </Button>
          )}
        </div>
        {steer.isError && (
          <p role="alert" className="basis-full text-bad">
            {sentenceOf(steer.error)}
          </p>
        )}
      </CardHeader>
      {!here && page.isPending ? (
        <LoadingState label="Loading rows" />
      ) : !here && page.isError ? (
        <ErrorState
          title="The rows could not be read"
          error={page.error}
          onRetry={() => void page.refetch()}
        />
      ) : (
        <Table label={`${TITLES[outcome]} rows`} frameClassName="max-h-[480px]">
          <thead>
            <tr>
              <Th numeric className="w-14">
                Row
              </Th>
              <Th className="w-40 max-md:hidden">Date</Th>
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
                  <RowPost row={row} accounts={batch.accounts} note={row.reason ?? NO_REASON[outcome]} />
                </Td>
                <Td className="whitespace-nowrap align-top text-muted max-md:hidden">
                  {row.csvNumber === null ? "—" : `csv ${number(row.csvNumber)}`}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {count > SHOWN && (
        <div className="flex flex-wrap items-center gap-2 border-t p-2.5 text-meta text-muted">
          <span className="flex-1 px-1.5 tabular-nums">
            {number(before + 1)} to {number(before + rows.length)} of {plural(count, "row")}
          </span>
          <Button size="sm" disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
            Rows before
          </Button>
          <Button
            size="sm"
            loading={page.isFetching}
            disabled={last === undefined || before + rows.length >= count}
            onClick={() => last !== undefined && setStarts([...starts, last])}
          >
            Next rows
          </Button>
        </div>
      )}
    </Card>
  );
}
