"use client";

import { sentenceOf } from "@/components/states/error-state";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { ConnectionView } from "@/lib/connections/schema";
import { plural } from "@/lib/format";
import { useSteer } from "./queries";
import { mintedTokens } from "./status";

type RemoveDialogProps = { connection: ConnectionView; open: boolean; onClose: () => void };

/** Says what stops working before the stored tokens are destroyed. */
export function RemoveDialog({ connection, open, onClose }: RemoveDialogProps) {
  const steer = useSteer();
  const minted = mintedTokens(connection);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      tone="danger"
      title={`Remove ${connection.label}?`}
      confirmLabel="Remove connection"
      busy={steer.isPending}
      error={steer.isError ? sentenceOf(steer.error) : undefined}
      onConfirm={() =>
        steer.mutate({ connectionId: connection.id, action: "remove" }, { onSuccess: onClose })
      }
      sentence={
        <>
          <p>These stop working at once, unless another connection serves them:</p>
          <ul className="my-2 list-disc pl-5 text-foreground">
            {connection.dependents.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            {minted > 0
              ? `Its token and ${plural(minted, "location token")} are destroyed.`
              : "Its token is destroyed."}{" "}
            Snapshots, imports and posts that are stored here stay. To undo this, connect again.
          </p>
        </>
      }
    />
  );
}
