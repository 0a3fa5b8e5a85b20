"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import { number, plural } from "@/lib/format";
import type { BatchView } from "@/lib/imports/schema";
import type { DeletionView } from "@/lib/posts/schema";
import { undoneRows } from "../batch-words";
import { useDeletion, useUndoBatch } from "../queries";

const POSTS_PER_CALL = 50;

/** Takes back what the batch scheduled: how many, in how many calls, and what cannot be taken back. */
export function UndoCard({ batch }: { batch: BatchView }) {
  const undo = useUndoBatch(batch.batchId);
  const [asking, setAsking] = useState(false);
  // A second click comes before the button knows of the first.
  const sent = useRef(false);
  const deletion = useDeletion(undo.data?.deletionId ?? null);
  const { scheduled } = batch.counts;
  const undone = undoneRows(batch);
  const running = undo.data !== undefined && deletion.data?.status !== undefined;
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
      <div className="min-w-56 flex-1">
        <h2 className="font-semibold">Undo: delete what this batch scheduled</h2>
        {running && deletion.data ? (
          <DeletionProgress deletion={deletion.data} />
        ) : (
          <p className="text-[13px] text-muted">
            {scheduled === 0
              ? undone > 0
                ? `The posts of ${plural(undone, "row")} were deleted; nothing is left to undo.`
                : "It has scheduled nothing so far, so there is nothing to delete."
              : `Deletes the posts of ${plural(scheduled, "row")}, one for each account, in calls of at most ${POSTS_PER_CALL}. A published post stays on its network.`}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2 max-md:w-full">
        <Button asChild variant="ghost" className="max-md:flex-1">
          <Link href={`/posts?locationId=${encodeURIComponent(batch.locationId)}`}>See the posts</Link>
        </Button>
        {scheduled > 0 && deletion.data?.status !== "running" && (
          <Button variant="danger" className="max-md:flex-1" onClick={() => setAsking(true)}>
            <Trash2 aria-hidden />
            Delete posts of {plural(scheduled, "row")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the posts of ${plural(scheduled, "row")}?`}
        sentence={`Every post that ${batch.fileName} scheduled at ${batch.locationName} is deleted at the Social Media API. This cannot be taken back. What is published already stays on its network and has to be removed there.`}
        confirmLabel={`Delete posts of ${plural(scheduled, "row")}`}
        tone="danger"
        busy={undo.isPending}
        error={undo.isError ? sentenceOf(undo.error) : undefined}
        onConfirm={() => {
          if (sent.current) return;
          sent.current = true;
          undo.mutate(undefined, {
            onSuccess: () => setAsking(false),
            onSettled: () => {
              sent.current = false;
            },
          });
        }}
      />
    </Card>
  );
}

function DeletionProgress({ deletion }: { deletion: DeletionView }) {
  const failed = deletion.calls.filter((call) => call.outcome === "failed" || call.outcome === "unknown");
  const gone = deletion.status === "completed" && failed.length === 0 ? deletion.total - deletion.deleted : 0;
  return (
    <div className="mt-1 flex flex-col gap-1.5" role="status">
      {deletion.status === "running" && (
        <Progress label="Deleting posts" done={deletion.deleted} total={deletion.total} />
      )}
      <p className="text-[13px] text-muted">
        {number(deletion.deleted)} of {plural(deletion.total, "post")} deleted .
        {gone > 0 && ` ${number(gone)} ${gone === 1 ? "was" : "were"} gone already.`}
        {failed.length > 0 &&
          ` ${plural(failed.length, "call")} failed: ${failed[0]?.reason ?? "the Social Media API gave no reason"}`}
      </p>
    </div>
  );
}
