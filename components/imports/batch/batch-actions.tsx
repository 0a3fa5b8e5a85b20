"use client";

import { Download, Pause, Play } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { number, plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";
import { useSteerBatch } from "../queries";

/** Pause, resume, cancel what is not finalized, and the file as it came. */
export function BatchActions({ batch, canSteer }: { batch: BatchView; canSteer: boolean }) {
  const steer = useSteerBatch(batch.batchId);
  const [asking, setAsking] = useState(false);
  const open = batch.revocable;
  const running = batch.status === "scheduling";
  const stoppable =
    canSteer &&
    batch.scheduledAt !== null &&
    (running || batch.status === "paused" || batch.status === "needs_person");
  return (
    <div className="flex flex-wrap items-center gap-2 max-md:w-full">
      {batch.status !== "receiving" && (
        <Button asChild variant="ghost">
          <a href={`/api/imports/${batch.batchId}/file`} download={batch.fileName}>
            <Download aria-hidden />
            Original file
          </a>
        </Button>
      )}
      {canSteer && running && (
        <Button
          className="max-md:flex-1"
          loading={steer.isPending && steer.variables === "pause"}
          onClick={() => steer.mutate("pause")}
        >
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      {canSteer && batch.status === "paused" && (
        <Button
          variant="primary"
          className="max-md:flex-1"
          loading={steer.isPending && steer.variables === "resume"}
          onClick={() => steer.mutate("resume")}
        >
          <Play aria-hidden />
          Resume
        </Button>
      )}
      {stoppable && open > 0 && (
        <Button variant="danger" className="max-md:flex-1" onClick={() => setAsking(true)}>
          Cancel {number(open)} not finalized
        </Button>
      )}
      {steer.isError && !asking && (
        <p role="alert" className="basis-full text-right text-bad text-meta">
          {sentenceOf(steer.error)}
        </p>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Cancel ${plural(open, "row")}?`}
        sentence={`${plural(open, "row")} of ${batch.fileName} ${open === 1 ? "is" : "are"} not finalized yet: ${open === 1 ? "it is" : "they are"} dropped and count as skipped. What is finalized stays scheduled; delete it below if it should go, too.`}
        confirmLabel={`Cancel ${plural(open, "row")}`}
        cancelLabel="Keep going"
        tone="danger"
        busy={steer.isPending}
        error={steer.isError ? sentenceOf(steer.error) : undefined}
        onConfirm={() => steer.mutate("cancel", { onSuccess: () => setAsking(false) })}
      />
    </div>
  );
}
