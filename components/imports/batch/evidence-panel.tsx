"use client";

import { Check, TriangleAlert } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import type { CsvView, Evidence } from "@/lib/imports/schema";
import { useDecideCsv } from "../queries";

type EvidencePanelProps = { batchId: string; csv: CsvView; evidence: Evidence; canSteer: boolean };

/** An outcome nobody knows: what was sent beside what was found, and what each choice does. */
export function EvidencePanel({ batchId, csv, evidence, canSteer }: EvidencePanelProps) {
  const decide = useDecideCsv(batchId);
  return (
    <section
      aria-label={`What is known of csv ${csv.number}`}
      className="grid gap-4 rounded-card border border-l-[3px] border-l-warn bg-background p-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_220px]"
    >
      <div className="min-w-0">
        <h3 className="font-semibold text-[13px]">{evidence.title}</h3>
        <p className="mt-1 text-meta text-muted">{evidence.sentence}</p>
      </div>
      <table className="h-fit w-full text-left text-meta">
        <thead>
          <tr className="text-muted">
            <td className="border-b py-1" />
            <th scope="col" className="border-b py-1 pr-3 font-medium">
              Sent by us
            </th>
            <th scope="col" className="border-b py-1 pr-3 font-medium">
              Found
            </th>
            <th scope="col" className="border-b py-1 font-medium">
              Same
            </th>
          </tr>
        </thead>
        <tbody>
          {evidence.rows.map((row) => (
            <tr key={row.what} className="align-top">
              <th scope="row" className="py-1 pr-3 font-normal text-muted">
                {row.what}
              </th>
              <td className="break-all py-1 pr-3">{row.sent}</td>
              <td className="break-all py-1 pr-3">{row.found}</td>
              <td className="whitespace-nowrap py-1">
                {row.same ? (
                  <span className="inline-flex items-center gap-1 text-muted">
                    <Check className="size-3" aria-hidden />
                    Same
                  </span>
                ) : (
                  <span className="inline-flex items-center gap-1 text-warn">
                    <TriangleAlert className="size-3" aria-hidden />
                    Different
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-col gap-2.5">
        {canSteer ? (
          evidence.choices.map((choice, index) => (
            <div key={choice.decision} className="flex flex-col gap-1">
              <Button
                variant={index === 0 ? "primary" : "secondary"}
                loading={decide.isPending && decide.variables?.decision === choice.decision}
                disabled={decide.isPending}
                onClick={() => decide.mutate({ csvNumber: csv.number, decision: choice.decision })}
              >
                {choice.label}
              </Button>
              <p className="text-meta text-muted">{choice.consequence}</p>
            </div>
          ))
        ) : (
          <p className="text-meta text-muted">A marketer or an admin decides how it goes on.</p>
        )}
        {decide.isError && (
          <p role="alert" className="text-bad text-meta">
            {sentenceOf(decide.error)}
          </p>
        )}
      </div>
    </section>
  );
}
