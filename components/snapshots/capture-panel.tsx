"use client";

import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { isActive, useControlCapture } from "@/components/reports/queries";
import { sentenceOf } from "@/components/states/error-state";
import { ProgressPanel } from "@/components/states/progress-panel";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { dateRange, list, plural } from "@/lib/format";
import type { CaptureView } from "@/lib/snapshots/schema";

const SHOWN = 3;
const ORDER = { running: 0, paused: 1, queued: 2 } as const;
const orderOf = ({ status }: CaptureView) => (status in ORDER ? ORDER[status as keyof typeof ORDER] : 3);

/** Captures under way, with counts, what is left, pause and cancel. It all lives on the server: a reload shows the same. */
export function CapturePanel({
  captures,
  canControl,
}: {
  captures: readonly CaptureView[];
  canControl: boolean;
}) {
  const active = captures.filter(isActive).sort((a, b) => orderOf(a) - orderOf(b) || b.done - a.done);
  if (active.length === 0) return null;
  const rest = active.slice(SHOWN);
  return (
    <Card aria-label="Captures under way">
      <CardBody className="flex flex-col gap-4">
        {active.slice(0, SHOWN).map((capture) => (
          <RunningCapture key={capture.captureId} capture={capture} canControl={canControl} />
        ))}
        {rest.length > 0 && (
          <p className="text-meta text-muted">
            {plural(rest.length, "more location")} {rest.length === 1 ? "follows" : "follow"}:{" "}
            {list(
              rest.map(({ locationName }) => locationName),
              6,
            )}
            .
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function RunningCapture({ capture, canControl }: { capture: CaptureView; canControl: boolean }) {
  const control = useControlCapture();
  const [asking, setAsking] = useState(false);
  const act = (action: "pause" | "resume" | "cancel") =>
    control.mutate({ captureId: capture.captureId, action }, { onSuccess: () => setAsking(false) });
  const paused = capture.status === "paused";
  return (
    <>
      <ProgressPanel
        label={`${capture.locationName}: ${wordFor(capture)}`}
        done={capture.done}
        total={capture.total === 0 ? null : capture.total}
        startedAt={capture.startedAt ?? capture.createdAt}
        finishedAt={paused ? (capture.heartbeatAt ?? capture.createdAt) : null}
        waiting={capture.stalled || capture.status === "queued" || capture.error !== null}
        tone={paused || capture.stalled ? "warn" : "primary"}
        note={noteFor(capture, control.isError ? sentenceOf(control.error) : null)}
        action={
          canControl && (
            <span className="flex gap-1">
              {paused ? (
                <Button size="sm" variant="ghost" loading={control.isPending} onClick={() => act("resume")}>
                  <Play aria-hidden /> Resume
                </Button>
              ) : (
                <Button size="sm" variant="ghost" loading={control.isPending} onClick={() => act("pause")}>
                  <Pause aria-hidden /> Pause
                </Button>
              )}
              <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
                <X aria-hidden /> Cancel
              </Button>
            </span>
          )
        }
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Cancel the capture of ${capture.locationName}?`}
        sentence="What is stored so far stays stored. You can start again at any time; days that are stored are not lost."
        confirmLabel="Cancel the capture"
        cancelLabel="Keep it running"
        busy={control.isPending}
        error={control.isError ? sentenceOf(control.error) : undefined}
        onConfirm={() => act("cancel")}
      />
    </>
  );
}

function wordFor(capture: CaptureView): string {
  if (capture.status === "paused") return "capture paused";
  if (capture.status === "queued") return "capture waits for its turn";
  if (capture.stalled) return "capture interrupted";
  return `capturing ${dateRange(capture.from, capture.to)}`;
}

function noteFor(capture: CaptureView, failure: string | null): string {
  if (failure) return failure;
  if (capture.stalled) {
    return "The program that ran it stopped. It goes on by itself within seconds, from where it stood.";
  }
  if (capture.error) return capture.error;
  const accounts =
    capture.accountsTotal > 0 ? `${plural(capture.accountsTotal, "account")}, counted in days. ` : "";
  return `${accounts}You can leave this page; the capture goes on.`;
}
