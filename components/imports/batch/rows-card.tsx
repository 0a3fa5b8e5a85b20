"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { rowLabel } from "@/lib/csv/derived-rows";
import { plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";
import { rowsPage } from "../queries";
import { RowPost, whenOf } from "./row-post";

const SHOWN = 50;

/** The rows that would be scheduled, as they are stored: what an approver looks at. */
export function RowsCard({ batch }: { batch: BatchView }) {
  const [starts, setStarts] = useState([0]);
  const after = starts.at(-1) ?? 0;
  const query = useQuery({
    queryKey: ["imports", "rows", batch.batchId, batch.version, after],
    queryFn: ({ signal }) => rowsPage(batch.batchId, "waiting", after, signal, SHOWN, true),
    placeholderData: keepPreviousData,
  });
  const rows = query.data ?? [];
  const last = rows.at(-1)?.row;
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Rows of version {batch.version}</CardTitle>
        <span className="text-muted">{plural(batch.ready, "row")} ready</span>
      </CardHeader>
      {query.isPending ? (
        <LoadingState label="Loading rows" />
      ) : query.isError ? (
        <ErrorState
          title="The rows could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <Table label="Rows to be scheduled" frameClassName={rows.length > 12 ? "max-h-[70vh]" : undefined}>
          <thead>
            <tr>
              <Th numeric className="w-14">
                Row
              </Th>
              <Th className="w-40 max-md:hidden">Date</Th>
              <Th>Post</Th>
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
                  <RowPost
                    row={row}
                    accounts={batch.accounts}
                    note={row.issues.map(({ message }) => message).join(" ")}
                    whole
                  />
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      )}
      {(starts.length > 1 || rows.length === SHOWN) && (
        <div className="flex justify-end gap-2 border-t p-2.5">
          <Button size="sm" disabled={starts.length === 1} onClick={() => setStarts(starts.slice(0, -1))}>
            Rows before
          </Button>
          <Button
            size="sm"
            disabled={rows.length < SHOWN || last === undefined}
            onClick={() => last !== undefined && setStarts([...starts, last])}
          >
            Next rows
          </Button>
        </div>
      )}
    </Card>
  );
}
