"use client";

import { sentenceOf } from "@/components/states/error-state";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConnectionView } from "@/lib/connections/schema";
import { useSteer } from "./queries";

/** Says what stands still before the calls of a connection stop. */
export function PauseDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const steer = useSteer();
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Pause ${connection.label}?`}
      confirmLabel="Pause connection"
      busy={steer.isPending}
      error={steer.isError ? sentenceOf(steer.error) : undefined}
      onConfirm={() => steer.mutate({ connectionId: connection.id, action: "pause" }, { onSuccess: onClose })}
      sentence={
        <>
          <p>These stand still until you resume it:</p>
          <ul className="my-2 list-disc pl-5 text-foreground">
            {connection.dependents.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            Nothing is lost: its tokens stay, and what waits goes on by itself afterwards. Posts that are
            scheduled at the Social Media API already still go out.
          </p>
        </>
      }
    />
  );
}
