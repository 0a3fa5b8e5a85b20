"use client";

import { FileUp } from "lucide-react";
import { useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import {
  type AssignmentPlan,
  type AssignmentPreview,
  MAX_ASSIGNMENT_SHEET_BYTES,
} from "@/lib/accounts/assignment-sheet-schema";
import { plural } from "@/lib/format";
import { type AssignOutcome, AssignPlanList } from "./assign-plan-list";
import { useApplyAssignments, useAssignmentPreview } from "./assign-queries";

const PROBLEMS_SHOWN = 100;

/** A sheet of assignments: looked at location by location, then applied one location after another. */
export function AssignCsvDialog({ onClose }: { onClose: () => void }) {
  const input = useId();
  const [file, setFile] = useState<File | null>(null);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, AssignOutcome>>(new Map());
  const preview = useAssignmentPreview();
  const apply = useApplyAssignments((plan, outcome) =>
    setOutcomes((known) => new Map(known).set(plan.locationId, outcome)),
  );
  const plans = preview.data?.plans ?? [];
  const open = plans.filter((plan) => outcomes.get(plan.locationId)?.status !== "done");
  const tooLarge = file !== null && file.size > MAX_ASSIGNMENT_SHEET_BYTES;

  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setOutcomes(new Map());
    preview.reset();
    if (chosen.size <= MAX_ASSIGNMENT_SHEET_BYTES) preview.mutate(chosen);
  };

  return (
    <Dialog
      size="lg"
      open
      onOpenChange={(next) => !next && !apply.isPending && onClose()}
      title="Assignments from a CSV"
      description="Accounts that the file does not name stay as they are. Nothing is changed before you have seen it."
      footer={
        <>
          <DialogClose asChild>
            <Button disabled={apply.isPending}>Close</Button>
          </DialogClose>
          {open.length > 0 && (
            <Button variant="primary" loading={apply.isPending} onClick={() => apply.mutate(open)}>
              {outcomes.size > 0 && !apply.isPending ? "Try again at" : "Assign at"}{" "}
              {plural(open.length, "location")}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <span className="flex flex-wrap items-center gap-2">
          <Button asChild size="sm">
            <label htmlFor={input} className="cursor-pointer focus-within:outline-2">
              <FileUp aria-hidden />
              Choose file
              <input
                id={input}
                type="file"
                accept=".csv,.xlsx"
                className="sr-only"
                disabled={apply.isPending}
                onChange={(event) => {
                  choose(event.target.files?.[0]);
                  event.target.value = "";
                }}
              />
            </label>
          </Button>
          {file && <span className="text-muted">{file.name}</span>}
          {preview.isPending && <span role="status">Comparing with the present assignments</span>}
        </span>
        {tooLarge && <Notice tone="bad">This file is larger than 5 MB. Cut it into parts.</Notice>}
        {preview.error && <Notice tone="bad">{sentenceOf(preview.error)}</Notice>}
        {apply.isPending && (
          <Progress
            label="Assigning; keep this page open"
            done={[...outcomes.values()].filter((one) => one.status !== "running").length}
            total={plans.length}
          />
        )}
        {preview.data && <Found preview={preview.data} plans={plans} outcomes={outcomes} />}
      </div>
    </Dialog>
  );
}

type FoundProps = {
  preview: AssignmentPreview;
  plans: readonly AssignmentPlan[];
  outcomes: ReadonlyMap<string, AssignOutcome>;
};

function Found({ preview, plans, outcomes }: FoundProps) {
  const { problems } = preview;
  return (
    <>
      {plans.length === 0 ? (
        <Notice tone={problems.length > 0 ? "warn" : "good"} title="No difference">
          {plural(preview.rows, "line")} read; nothing would change.
        </Notice>
      ) : (
        <p aria-live="polite" className="font-medium">
          {[...outcomes.values()].filter((one) => one.status === "done").length === plans.length
            ? `${plural(plans.length, "location")} assigned`
            : `${plural(plans.length, "location")} would change, ${preview.unchanged} stay as they are`}
        </p>
      )}
      {problems.length > 0 && (
        <Notice tone="warn" title={`${plural(problems.length, "line")} left out`}>
          <ul className="max-h-40 overflow-y-auto">
            {problems.slice(0, PROBLEMS_SHOWN).map(({ row, message }) => (
              <li key={`${row} ${message}`}>
                Line {row}: {message}
              </li>
            ))}
            {problems.length > PROBLEMS_SHOWN && <li>and {problems.length - PROBLEMS_SHOWN} more</li>}
          </ul>
        </Notice>
      )}
      {plans.length > 0 && <AssignPlanList plans={plans} outcomes={outcomes} />}
    </>
  );
}
