"use client";

import { Trash2, X } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { plural } from "@/lib/format";
import type { DeletionView } from "@/lib/posts/schema";
import { useDeletePosts, useDeletion } from "./queries";

const PER_CALL = 50;

type DeleteBarProps = { locationId: string; chosen: ReadonlyMap<string, boolean>; onClear: () => void };

/** Counts what is chosen and deletes it: confirmation, progress, and a result that stays until it is dismissed. */
export function DeleteBar({ locationId, chosen, onClear }: DeleteBarProps) {
  const [asking, setAsking] = useState(false);
  const [deletionId, setDeletionId] = useState<string | null>(null);
  const start = useDeletePosts();
  const deletion = useDeletion(deletionId);
  const count = chosen.size;
  const published = [...chosen.values()].filter(Boolean).length;
  const calls = Math.ceil(count / PER_CALL);

  return (
    <div aria-live="polite" className="sticky bottom-4 z-20 flex flex-col gap-2 max-md:bottom-20">
      {deletion.data && <Result deletion={deletion.data} onDismiss={() => setDeletionId(null)} />}
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-3 rounded-card border bg-surface p-3 shadow-float">
          <span className="font-medium">{plural(count, "post")} chosen</span>
          <Button variant="ghost" size="sm" onClick={onClear}>
            Clear
          </Button>
          <Button variant="danger" className="ml-auto" onClick={() => setAsking(true)}>
            <Trash2 aria-hidden />
            Delete {plural(count, "post")}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="danger"
        title={`Delete ${plural(count, "post")}?`}
        sentence={
          <>
            They are deleted at the Social Media API in {plural(calls, "call")} of at most {PER_CALL}. This
            cannot be undone.
            {published > 0 &&
              ` ${plural(published, "post")} of them ${published === 1 ? "is" : "are"} published: on the network itself they stay.`}
          </>
        }
        confirmLabel={`Delete ${plural(count, "post")}`}
        busy={start.isPending}
        error={start.error ? sentenceOf(start.error) : undefined}
        onConfirm={() =>
          start.mutate(
            { locationId, postIds: [...chosen.keys()] },
            {
              onSuccess: (started) => {
                setDeletionId(started.deletionId);
                setAsking(false);
                onClear();
              },
            },
          )
        }
      />
    </div>
  );
}

function Result({ deletion, onDismiss }: { deletion: DeletionView; onDismiss: () => void }) {
  const settled = deletion.calls
    .filter((call) => call.outcome !== "waiting")
    .reduce((sum, call) => sum + call.postIds.length, 0);
  if (deletion.status === "running") {
    return (
      <div className="rounded-card border bg-surface p-3 shadow-float">
        <Progress
          label={`Deleting ${plural(deletion.total, "post")}`}
          done={settled}
          total={deletion.total}
        />
      </div>
    );
  }
  const open = deletion.calls.filter((call) => call.outcome === "failed" || call.outcome === "unknown");
  const gone = deletion.calls
    .filter((call) => call.outcome === "gone")
    .reduce((sum, call) => sum + call.postIds.length, 0);
  return (
    <Notice
      tone={open.length > 0 ? "bad" : "good"}
      className="shadow-float"
      title={`${plural(deletion.deleted, "post")} deleted${gone > 0 ? `, ${gone} were gone already` : ""}`}
      action={
        <IconButton label="Dismiss" onClick={onDismiss}>
          <X aria-hidden />
        </IconButton>
      }
    >
      {open.map((call) => (
        <p key={call.postIds[0]}>
          {plural(call.postIds.length, "post")}: {call.reason}
        </p>
      ))}
    </Notice>
  );
}
