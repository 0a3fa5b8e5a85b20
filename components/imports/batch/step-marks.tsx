import { Check, CircleHelp, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { time } from "@/lib/format";
import type { CsvView } from "@/lib/imports/schema";
import { isSentAgain, STEPS } from "../batch-words";

type State = "done" | "now" | "person" | "failed" | "open";
type StepMarksProps = {
  csv: CsvView;
  timezone: string;
  /** Says each step's name below its mark. */
  labels?: boolean;
};

const WORDS: Record<State, string> = {
  done: "done",
  now: "under way",
  person: "waits for a person",
  failed: "not reached",
  open: "to come",
};

/** Five marks in a line: done, under way, waits for a person, or still to come. */
export function StepMarks({ csv, timezone, labels = false }: StepMarksProps) {
  const states = statesOf(csv);
  return (
    <ol className="grid grid-cols-5" aria-label={`Steps of csv ${csv.number}`}>
      {STEPS.map(({ step, label }, index) => {
        const state = states[index] ?? "open";
        const at = csv.stepTimes[step];
        return (
          <li key={step} className="relative flex flex-col items-center gap-1">
            {index > 0 && (
              <span aria-hidden className={cn("absolute top-2 right-1/2 h-0.5 w-full", LINE[state])} />
            )}
            <Mark state={state} />
            <span className={labels ? "text-center text-[11px] text-muted leading-[13px]" : "sr-only"}>
              {label}
              <span className="sr-only">
                : {WORDS[state]}
                {at && `, ${time(at, timezone)}`}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const LINE: Record<State, string> = {
  done: "bg-good",
  now: "bg-primary",
  person: "bg-warn",
  failed: "bg-line",
  open: "bg-line",
};

function Mark({ state }: { state: State }) {
  const base = "relative z-[1] grid size-4.5 place-items-center rounded-full";
  if (state === "done")
    return (
      <span className={cn(base, "bg-good-soft text-good")}>
        <Check className="size-3" aria-hidden />
      </span>
    );
  if (state === "now")
    return (
      <span className={cn(base, "border-2 border-primary bg-surface")}>
        <span className="size-1.5 rounded-full bg-primary" />
      </span>
    );
  if (state === "person")
    return (
      <span className={cn(base, "bg-surface text-warn")}>
        <CircleHelp className="size-4.5" aria-hidden />
      </span>
    );
  if (state === "failed")
    return (
      <span className={cn(base, "bg-bad-soft text-bad")}>
        <X className="size-3" aria-hidden />
      </span>
    );
  return <span className={cn(base, "border-2 border-line bg-surface")} />;
}

/** A csv that failed or was cancelled stopped after the last step that has a time. */
function statesOf(csv: CsvView): State[] {
  const ended = csv.step === "failed" || csv.step === "cancelled";
  const at = ended
    ? STEPS.reduce((last, { step }, index) => (csv.stepTimes[step] ? index : last), -1)
    : STEPS.findIndex(({ step }) => step === csv.step);
  return STEPS.map((_, index) => {
    if (index <= at) return "done";
    if (index > at + 1) return "open";
    if (csv.step === "failed") return isSentAgain(csv) ? "open" : "failed";
    if (csv.step === "cancelled") return "open";
    if (csv.needsPerson) return "person";
    // Nothing of it has begun: its first step is still to come.
    return csv.step === "planned" ? "open" : "now";
  });
}
