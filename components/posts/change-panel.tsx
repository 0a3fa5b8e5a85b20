"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2, X } from "lucide-react";
import { useState } from "react";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { number, plural } from "@/lib/format";
import type { ChangeView } from "@/lib/posts/change-schema";
import { ChangeList } from "./change-list";
import { OUTCOME_WORDS } from "./post-words";
import { labelsQuery, useChange, useSteerChange } from "./queries";

type ChangePanelProps = {
  changeId: string;
  onDismiss: () => void;
  onStarted: (changeId: string) => void;
};

/** A bulk change as it goes on: progress with cancel, then the result of each post, undo and another try. */
export function ChangePanel({ changeId, onDismiss, onStarted }: ChangePanelProps) {
  const { data: change, error } = useChange(changeId);
  const steer = useSteerChange(changeId);
  const [open, setOpen] = useState(false);
  const named = open && change && !moves(change) ? change.locationId : "";
  const labels = useQuery(labelsQuery(named));
  const names = new Map(
    [...(labels.data?.tags ?? []), ...(labels.data?.categories ?? [])].map(({ id, name }) => [id, name]),
  );
  if (error && !change) return <ErrorState heading="h2" error={error} />;
  if (!change) return null;
  const { counts } = change;
  const { sending = 0, skipped = 0 } = counts;
  // What is not sent any more is not done.
  const unsent = change.status === "cancelled" ? skipped : 0;
  const settled = change.total - (counts.waiting ?? 0) - sending - unsent;
  if (!change.finishedAt) {
    return (
      <div className="flex flex-wrap items-center gap-3 rounded-card border bg-surface p-3 shadow-float">
        <div className="flex min-w-48 flex-1 flex-col gap-1.5">
          <p className="font-medium">
            {doing(change)} {plural(change.total, "post")}
            <span className="font-normal text-muted tabular-nums">
              {" "}
              · {number(settled)} done
              {unsent > 0 && `, ${number(unsent)} not sent`}
            </span>
          </p>
          <Progress
            label={`${doing(change)} ${plural(change.total, "post")}`}
            done={settled}
            total={change.total}
          />
        </div>
        {change.status === "cancelled" && (
          <p className="text-[13px] text-muted">
            Cancelled.
            {sending > 0 &&
              ` ${plural(sending, "post")} in hand ${sending === 1 ? "is" : "are"} finished first.`}
          </p>
        )}
        {change.status === "running" && (
          <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("cancel")}>
            Cancel the rest
          </Button>
        )}
      </div>
    );
  }
  const unsettled = (counts.failed ?? 0) + (counts.unknown ?? 0);
  const undo = () => steer.mutate("undo", { onSuccess: (started) => onStarted(started.changeId) });
  return (
    <Notice
      tone={toneOf(change)}
      className="shadow-float"
      title={summary(change)}
      action={
        <span className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Hide posts" : "Result per post"}
          </Button>
          {unsettled > 0 && (
            <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("retry")}>
              Try again
            </Button>
          )}
          {(counts.changed ?? 0) > 0 && !change.undoOf && (
            <Button size="sm" loading={steer.isPending} onClick={undo}>
              <Undo2 aria-hidden />
              Undo
            </Button>
          )}
          <IconButton label="Dismiss" onClick={onDismiss}>
            <X aria-hidden />
          </IconButton>
        </span>
      }
    >
      {steer.error && <p className="text-bad">{sentenceOf(steer.error)}</p>}
      {open && (
        <div className="mt-2 rounded-control bg-surface">
          <ChangeList
            label="Result per post"
            timezone={change.timezone}
            names={names}
            items={change.items.map((item) => ({
              ...item,
              note: (
                <span className="flex flex-wrap items-center gap-2">
                  <StatusTag tone={OUTCOME_WORDS[item.outcome].tone}>
                    {OUTCOME_WORDS[item.outcome].word}
                  </StatusTag>
                  {item.reason}
                </span>
              ),
            }))}
          />
        </div>
      )}
    </Notice>
  );
}

const moves = (change: ChangeView) => change.kind === "offset" || change.kind === "slots";

function doing(change: ChangeView): string {
  if (change.undoOf) return "Undoing";
  return moves(change) ? "Moving" : "Changing";
}

function toneOf({ status, counts }: ChangeView): Tone {
  if (status === "failed") return "bad";
  return status === "completed" && (counts.skipped ?? 0) === 0 ? "good" : "warn";
}

function summary(change: ChangeView): string {
  const { changed = 0, skipped = 0, failed = 0, unknown = 0 } = change.counts;
  const verb = change.undoOf ? "put back" : moves(change) ? "moved" : "changed";
  return [
    `${plural(changed, "post")} ${verb}`,
    ...(skipped > 0 ? [`${skipped} ${change.status === "cancelled" ? "not sent" : "skipped"}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unknown > 0 ? [`${unknown} of unknown outcome`] : []),
  ].join(", ");
}
