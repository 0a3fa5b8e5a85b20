"use client";

import { CircleCheck, Hand } from "lucide-react";
import { Fragment } from "react";
import { cn } from "@/components/ui/cn";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { dateRange, dateTime, number, plural, time } from "@/lib/format";
import type { BatchView, CsvView } from "@/lib/imports/schema";
import { isSentAgain, STEPS, sentAgainWords } from "../batch-words";
import { EvidencePanel } from "./evidence-panel";
import { StepMarks } from "./step-marks";

/** `zone`: of who looks, for what was done. */
type CsvTableProps = { batch: BatchView; csvs: readonly CsvView[]; canSteer: boolean; zone: string };

/** Csvs, how far each is, and what waits for a person opened below its own; the last line is about all rows. */
export function CsvTable({ batch, csvs, canSteer, zone }: CsvTableProps) {
  const { counts } = batch;
  const outside = counts.rows - batch.csvSums.rows - (batch.cutting?.rows ?? 0);
  return (
    <>
      <div className="max-md:hidden">
        <Table label="Csvs of this import" frameClassName={csvs.length > 12 ? "max-h-[560px]" : undefined}>
          <thead>
            <tr>
              <Th>csv</Th>
              <Th>Posts from</Th>
              <Th numeric>Rows</Th>
              <Th className="px-0">
                <span className="grid grid-cols-5">
                  {STEPS.map(({ step, label }) => (
                    <span key={step} className="text-center">
                      {label}
                    </span>
                  ))}
                </span>
              </Th>
              <Th numeric>Scheduled</Th>
              <Th numeric>Waiting</Th>
              <Th numeric>Failed</Th>
              <Th>Now</Th>
            </tr>
          </thead>
          <tbody>
            {csvs.map((csv) => (
              <Fragment key={csv.id}>
                <Tr>
                  <Td className="whitespace-nowrap font-semibold">csv {csv.number}</Td>
                  <Td className="whitespace-nowrap text-muted">{spanOf(csv)}</Td>
                  <Td numeric className={csv.rows === 0 ? "text-muted" : undefined}>
                    {number(csv.rows)}
                  </Td>
                  <Td className="w-[34%] min-w-80 px-0">
                    <StepMarks csv={csv} timezone={zone} />
                  </Td>
                  <Td numeric className={csv.rows === 0 ? "text-muted" : undefined}>
                    {number(csv.scheduled)}
                  </Td>
                  <Td numeric className={csv.waiting === 0 ? "text-muted" : undefined}>
                    {number(csv.waiting)}
                  </Td>
                  <Td numeric className={csv.failed > 0 ? "text-bad" : "text-muted"}>
                    {number(csv.failed)}
                  </Td>
                  <Td className="min-w-44">
                    <Now csv={csv} timezone={zone} />
                  </Td>
                </Tr>
                {csv.evidence && csv.needsPerson && (
                  <tr>
                    <td colSpan={8} className="border-b p-3">
                      <EvidencePanel
                        batchId={batch.batchId}
                        csv={csv}
                        evidence={csv.evidence}
                        canSteer={canSteer}
                      />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
            {outside > 0 && (
              <Tr>
                <Td colSpan={2} className="text-muted">
                  In no csv
                </Td>
                <Td numeric className="text-muted">
                  {number(outside)}
                </Td>
                <Td colSpan={4} />
                <Td className="text-muted">Not sent</Td>
              </Tr>
            )}
            <Tr className="font-semibold">
              <Td colSpan={2}>All rows</Td>
              <Td numeric>{number(counts.rows)}</Td>
              <Td />
              <Td numeric>{number(counts.scheduled)}</Td>
              <Td numeric>{number(counts.waiting)}</Td>
              <Td numeric>{number(counts.failed)}</Td>
              <Td className="font-normal">
                {[
                  counts.skipped > 0 ? `${number(counts.skipped)} skipped` : "",
                  counts.deleted > 0 ? `${number(counts.deleted)} deleted` : "",
                ]
                  .filter(Boolean)
                  .join(", ")}
              </Td>
            </Tr>
          </tbody>
        </Table>
      </div>
      <ul className="divide-y md:hidden">
        {csvs.map((csv) => (
          <li key={csv.id} className="flex flex-col gap-2 px-4 py-3">
            <p className="flex gap-2">
              <b className="font-semibold">csv {csv.number}</b>
              <span className="text-muted">{spanOf(csv)}</span>
              <span className="ml-auto text-muted">{plural(csv.rows, "row")}</span>
            </p>
            <StepMarks csv={csv} timezone={zone} labels />
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Now csv={csv} timezone={zone} />
              <span className="ml-auto text-[13px] text-muted">{countsOf(csv)}</span>
            </p>
            {csv.evidence && csv.needsPerson && (
              <EvidencePanel batchId={batch.batchId} csv={csv} evidence={csv.evidence} canSteer={canSteer} />
            )}
          </li>
        ))}
        {outside > 0 && (
          <li className="px-4 py-3 text-muted">
            {plural(outside, "row")} {outside === 1 ? "is" : "are"} in no csv: not sent.
          </li>
        )}
      </ul>
    </>
  );
}

function spanOf(csv: CsvView): string {
  if (csv.firstLocal === null || csv.lastLocal === null) return "Drafts";
  return dateRange(csv.firstLocal.slice(0, 10), csv.lastLocal.slice(0, 10));
}

const countsOf = (csv: CsvView): string =>
  (
    [
      [csv.scheduled, "scheduled"],
      [csv.waiting, "waiting"],
      [csv.failed, "failed"],
      [csv.deleted, "deleted"],
    ] as const
  )
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${number(count)} ${word}`)
    .join(", ");

const DOING: Record<CsvView["step"], string> = {
  planned: "Waits to be uploaded",
  uploaded: "Setting its accounts",
  accounts_set: "Waits for the review",
  in_review: "In review at the Social Media API",
  finalized: "Looking up its posts",
  verified: "Verified",
  failed: "Failed",
  cancelled: "Cancelled",
};

type NowProps = { csv: CsvView; timezone: string };

function Now(props: NowProps) {
  const again = sentAgainWords(props.csv);
  if (again === null) return <Standing {...props} />;
  if (isSentAgain(props.csv)) return <span className="text-[13px] text-muted">{again}</span>;
  return (
    <span className="flex flex-col items-start gap-0.5">
      <Standing {...props} />
      <span className="text-meta text-muted">{again}</span>
    </span>
  );
}

function Standing({ csv, timezone }: NowProps) {
  if (csv.needsPerson)
    return (
      <StatusTag tone="warn" icon={Hand}>
        Waiting for a person
      </StatusTag>
    );
  const at = csv.stepTimes[csv.step];
  if (csv.step === "verified" && csv.deleted > 0 && csv.scheduled === 0)
    return <StatusTag tone="neutral">Deleted again</StatusTag>;
  if (csv.step === "verified")
    return (
      <StatusTag tone="good" icon={CircleCheck}>
        Verified
        {at && (
          <time dateTime={at} title={dateTime(at, timezone)}>
            {" "}
            {time(at, timezone)}
          </time>
        )}
      </StatusTag>
    );
  if (csv.step === "failed")
    return (
      <span className="flex flex-col gap-0.5">
        <StatusTag tone="bad" className="self-start">
          Failed
        </StatusTag>
        {csv.statusReason && <span className="text-meta text-muted">{csv.statusReason}</span>}
      </span>
    );
  return (
    <span className={cn("text-[13px]", csv.step === "cancelled" && "text-muted")}>
      {csv.statusReason ?? DOING[csv.step]}
    </span>
  );
}
