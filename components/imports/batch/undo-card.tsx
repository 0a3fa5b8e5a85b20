"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import { dateTime, number, plural } from "@/lib/format";
import type { BatchView, UndoView } from "@/lib/imports/schema";
import { useUndoBatch } from "../queries";

const POSTS_PER_CALL = 50;

/** Takes back what the batch scheduled: how many, in how many calls, and what cannot be taken back. `zone`: of who looks. */
export function UndoCard({ batch, zone }: { batch: BatchView; zone: string }) {
  const start = useUndoBatch(batch.batchId);
  const [asking, setAsking] = useState(false);
  // A second click comes before the button knows of the first.
  const sent = useRef(false);
  const { undo, due } = batch;
  const { scheduled, deleted } = batch.counts;
  const running = undo?.status === "running";
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-3 p-4">
      <div className="min-w-56 flex-1">
        <h2 className="font-semibold">
          {scheduled === 0 && deleted > 0
            ? "Nothing is left to undo"
            : "Undo: delete what this batch scheduled"}
        </h2>
        {undo && (running || undo.finishedAt) && <Deletion undo={undo} zone={zone} />}
        {!running && (scheduled > 0 || !undo?.finishedAt) && (
          <p className="text-[13px] text-muted">
            {scheduled > 0
              ? `Deletes the posts of ${plural(scheduled, "row")}, one for each account, in calls of at most ${POSTS_PER_CALL}. A published post stays on its network.`
              : deleted > 0
                ? `The posts of ${plural(deleted, "row")} are deleted.`
                : "It has scheduled nothing so far, so there is nothing to delete."}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2 max-md:w-full">
        {scheduled > 0 && (
          <Button asChild variant="ghost" className="max-md:flex-1">
            <Link href={postsHref(batch)}>See the posts</Link>
          </Button>
        )}
        {scheduled > 0 && !running && (
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
        sentence={`Every post that ${batch.fileName} scheduled at ${batch.locationName} is deleted at the Social Media API. This cannot be taken back. ${warningOf(due)}`}
        confirmLabel={`Delete posts of ${plural(scheduled, "row")}`}
        tone="danger"
        busy={start.isPending}
        error={start.isError ? sentenceOf(start.error) : undefined}
        onConfirm={() => {
          if (sent.current) return;
          sent.current = true;
          start.mutate(undefined, {
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

/** Exactly the posts of the batch, drafts and later days as well. */
const postsHref = (batch: BatchView): string =>
  `/posts?${new URLSearchParams({ locationId: batch.locationId, type: "all", batch: batch.batchId })}`;

const warningOf = (due: number): string =>
  due === 0
    ? "What is published meanwhile stays on its network and has to be removed there."
    : `The time of ${plural(due, "row")} has passed: what is published already stays on its network and has to be removed there.`;

function Deletion({ undo, zone }: { undo: UndoView; zone: string }) {
  return (
    <div className="mt-1 flex flex-col gap-1.5" role="status">
      {undo.status === "running" && (
        <Progress label="Deleting posts" done={undo.deleted} total={undo.total} />
      )}
      <p className="text-[13px] text-muted">
        {number(undo.deleted)} of {plural(undo.total, "post")} deleted
        {undo.finishedAt && `, ${dateTime(undo.finishedAt, zone)}`}.
        {undo.gone > 0 && ` ${number(undo.gone)} ${undo.gone === 1 ? "was" : "were"} gone already.`}
        {undo.failed > 0 &&
          ` ${plural(undo.failed, "post")} could not be deleted: ${undo.reason ?? "the Social Media API gave no reason"}`}
      </p>
    </div>
  );
}
