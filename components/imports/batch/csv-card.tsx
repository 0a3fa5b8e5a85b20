"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { MAX_ROWS_PER_CSV } from "@/lib/csv/cut";
import { number, plural } from "@/lib/format";
import { type BatchView, CSV_STATES, type CsvState } from "@/lib/imports/schema";
import { isSettled } from "../batch-words";
import { csvPages } from "../queries";
import { CsvTable } from "./csv-table";

/** `zone`: of who looks, for what was done. */
type CsvCardProps = { batch: BatchView; canSteer: boolean; zone: string };

/** `foremost`: what a person looks for first, as it comes with the batch. */
type Choice = "foremost" | "all" | CsvState;

const WORDS: Record<Exclude<Choice, "foremost">, string> = {
  person: "Wait for you",
  failed: "Failed",
  moving: "Under way",
  planned: "Not begun",
  done: "Verified",
  cancelled: "Cancelled",
  again: "Sent again",
  all: "All",
};

/** So few are looked over without a filter. */
const FEW = 12;

/** The csvs the rows were cut into: sums of all of them, those that matter now, and each state's on demand. */
export function CsvCard({ batch, canSteer, zone }: CsvCardProps) {
  const [choice, setChoice] = useState<Choice>("foremost");
  const { csvs, csvSums } = batch;
  const whole = csvs.length === csvSums.csvs;
  const states = CSV_STATES.filter((state) => csvSums.states[state] > 0 || state === choice);
  return (
    <Card>
      <div className="flex flex-wrap items-baseline gap-2 px-4 pt-3 pb-1">
        <CardTitle>{plural(csvSums.csvs, "csv", "csvs")}</CardTitle>
        <span className="text-muted">at most {MAX_ROWS_PER_CSV} rows each</span>
      </div>
      {csvSums.csvs > FEW && (
        <fieldset className="flex flex-wrap gap-1.5 px-4 pt-1 pb-2">
          <legend className="sr-only">Which csvs are shown</legend>
          <Chip
            toggle
            value={whole ? `All ${number(csvSums.csvs)}` : "What matters now"}
            pressed={choice === "foremost"}
            onClick={() => setChoice("foremost")}
          />
          {states.map((state) => (
            <Chip
              key={state}
              toggle
              value={`${WORDS[state]} ${number(csvSums.states[state])}`}
              pressed={choice === state}
              onClick={() => setChoice(state)}
            />
          ))}
          {!whole && (
            <Chip
              toggle
              value={`All ${number(csvSums.csvs)}`}
              pressed={choice === "all"}
              onClick={() => setChoice("all")}
            />
          )}
        </fieldset>
      )}
      {choice === "foremost" ? (
        <CsvTable
          batch={batch}
          csvs={whole ? [...csvs].sort((a, b) => a.number - b.number) : csvs}
          canSteer={canSteer}
          zone={zone}
        />
      ) : (
        <CsvPages key={choice} batch={batch} choice={choice} canSteer={canSteer} zone={zone} />
      )}
      {choice === "foremost" && !whole && (
        <p className="border-t px-4 py-2.5 text-meta text-muted">
          {number(csvs.length)} of {number(csvSums.csvs)}: those that wait for you, those under way, and what
          happened last. The others are above, by how they stand.
        </p>
      )}
    </Card>
  );
}

type CsvPagesProps = CsvCardProps & { choice: Exclude<Choice, "foremost"> };

function CsvPages({ batch, choice, canSteer, zone }: CsvPagesProps) {
  const total = choice === "all" ? batch.csvSums.csvs : batch.csvSums.states[choice];
  const query = useInfiniteQuery(
    csvPages(batch.batchId, choice === "all" ? null : choice, !isSettled(batch.status)),
  );
  if (query.isPending) return <LoadingState label="Loading csvs" />;
  if (query.isError && !query.data)
    return (
      <ErrorState
        title="The csvs could not be read"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  const csvs = query.data.pages.flatMap((page) => page.csvs);
  return (
    <>
      <CsvTable batch={batch} csvs={csvs} canSteer={canSteer} zone={zone} />
      <div className="flex flex-wrap items-center gap-2 border-t p-2.5 text-meta text-muted">
        <span className="flex-1 px-1.5 tabular-nums">
          {number(csvs.length)} of {plural(Math.max(total, csvs.length), "csv", "csvs")}
          {choice !== "all" && `, ${WORDS[choice].toLowerCase()}`}
        </span>
        {query.hasNextPage && (
          <Button size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </>
  );
}
