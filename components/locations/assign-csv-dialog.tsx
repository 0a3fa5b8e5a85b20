"use client";

import { useRef, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { ChooseFile } from "@/components/ui/choose-file";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import {
  type AssignmentPlan,
  type AssignmentPreview,
  MAX_ASSIGNMENT_SHEET_BYTES,
} from "@/lib/accounts/assignment-sheet-schema";
import { plural } from "@/lib/format";
import { AssignPlanList } from "./assign-plan-list";
import { AssignProgress } from "./assign-progress";
import { useAssignmentPreview, useLatestAssignments, useSteerAssignments } from "./assign-queries";

const PROBLEMS_SHOWN = 100;

/** A sheet of assignments: looked at location by location, then applied by the server; whoever opens this sees how far it is. */
export function AssignCsvDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const preview = useAssignmentPreview();
  const latest = useLatestAssignments();
  const change = latest.data?.latest ?? null;
  const steer = useSteerAssignments(change?.changeId ?? null);
  // A second click comes before the button knows of the first.
  const sent = useRef(false);
  const send = (step: Parameters<typeof steer.mutate>[0], after?: () => void) => {
    if (sent.current) return;
    sent.current = true;
    steer.mutate(step, {
      onSuccess: () => after?.(),
      onSettled: () => {
        sent.current = false;
      },
    });
  };
  const plans = preview.data?.plans ?? [];
  const running = change?.status === "running";
  const failed = change?.counts.failed ?? 0;
  const tooLarge = file !== null && file.size > MAX_ASSIGNMENT_SHEET_BYTES;
  const forget = () => {
    setFile(null);
    preview.reset();
  };

  const choose = (chosen: File) => {
    setFile(chosen);
    preview.reset();
    if (chosen.size <= MAX_ASSIGNMENT_SHEET_BYTES) preview.mutate(chosen);
  };

  return (
    <Dialog
      size="lg"
      open
      onOpenChange={(next) => !next && onClose()}
      title="Assignments from a CSV"
      description="Accounts that the file does not name stay as they are. Nothing is changed before you have seen it."
      footer={
        <>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
          {running && (
            <Button loading={steer.isPending} onClick={() => send({ kind: "cancel" })}>
              Cancel the rest
            </Button>
          )}
          {!running && file === null && failed > 0 && (
            <Button variant="primary" loading={steer.isPending} onClick={() => send({ kind: "retry" })}>
              Try again at {plural(failed, "location")}
            </Button>
          )}
          {!running && file !== null && plans.length > 0 && (
            <Button
              variant="primary"
              loading={steer.isPending}
              onClick={() => send({ kind: "start", fileName: file.name, plans }, forget)}
            >
              Assign at {plural(plans.length, "location")}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!running && (
          <span className="flex flex-wrap items-center gap-2">
            <ChooseFile accept=".csv,.xlsx" onFile={choose} />
            {file === null && (
              <span className="text-muted">
                The download has one line for each account; its last column says yes or no.
              </span>
            )}
            {file && <span className="text-muted">{file.name}</span>}
            {preview.isPending && <span role="status">Comparing with the present assignments</span>}
          </span>
        )}
        {tooLarge && <Notice tone="bad">This file is larger than 5 MB. Cut it into parts.</Notice>}
        {preview.error && <Notice tone="bad">{sentenceOf(preview.error)}</Notice>}
        {steer.error && <Notice tone="bad">{sentenceOf(steer.error)}</Notice>}
        {latest.error && file === null && <Notice tone="bad">{sentenceOf(latest.error)}</Notice>}
        {!running && preview.data && <Found preview={preview.data} plans={plans} />}
        {change && (running || file === null) && <AssignProgress change={change} />}
      </div>
    </Dialog>
  );
}

type FoundProps = { preview: AssignmentPreview; plans: readonly AssignmentPlan[] };

function Found({ preview, plans }: FoundProps) {
  const { problems } = preview;
  return (
    <>
      {plans.length === 0 ? (
        <Notice tone={problems.length > 0 ? "warn" : "good"} title="No difference">
          {plural(preview.rows, "line")} read; nothing would change.
        </Notice>
      ) : (
        <p aria-live="polite" className="font-medium">
          {plural(plans.length, "location")} would change, {preview.unchanged} stay as they are
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
      {plans.length > 0 && <AssignPlanList items={plans.map((plan) => ({ plan, fared: null }))} />}
    </>
  );
}
