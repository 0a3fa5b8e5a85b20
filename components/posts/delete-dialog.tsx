"use client";

import { X } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Progress } from "@/components/ui/progress";
import { number, plural } from "@/lib/format";
import type { ChosenPost } from "@/lib/posts/schema";
import { useDeletePosts, useDeletion } from "./queries";

const PER_CALL = 50;

type DeleteDialogProps = {
  groups: ReadonlyMap<string, readonly ChosenPost[]>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStarted: (deletionIds: string[]) => void;
};

/** Asks before posts are deleted at the upstream; one deletion a location. */
export function DeleteDialog({ groups, open, onOpenChange, onStarted }: DeleteDialogProps) {
  const start = useDeletePosts();
  const posts = [...groups.values()].flat();
  const published = posts.filter((post) => post.status === "published").length;
  const calls = [...groups.values()].reduce((sum, some) => sum + Math.ceil(some.length / PER_CALL), 0);
  const confirm = async () => {
    const started: string[] = [];
    for (const [locationId, some] of groups) {
      const postIds = some.map((post) => post.id);
      started.push((await start.mutateAsync({ locationId, postIds })).deletionId);
    }
    onStarted(started);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      tone="danger"
      title={`Delete ${plural(posts.length, "post")}?`}
      sentence={
        <>
          They are deleted at the Social Media API in {plural(calls, "call")} of at most {PER_CALL}. This
          cannot be undone.
          {published > 0 &&
            ` ${plural(published, "post")} of them ${published === 1 ? "is" : "are"} published: on the network itself they stay.`}
        </>
      }
      confirmLabel={`Delete ${plural(posts.length, "post")}`}
      busy={start.isPending}
      error={start.error ? sentenceOf(start.error) : undefined}
      onConfirm={() => void confirm().catch(() => undefined)}
    />
  );
}

/** Progress of a bulk delete, then its result until it is dismissed. */
export function DeletionPanel({ deletionId, onDismiss }: { deletionId: string; onDismiss: () => void }) {
  const { data: deletion } = useDeletion(deletionId);
  if (!deletion) return null;
  const sized = (outcome: string) =>
    deletion.calls
      .filter((call) => call.outcome === outcome)
      .reduce((sum, call) => sum + call.postIds.length, 0);
  if (deletion.status === "running") {
    const settled = deletion.total - sized("waiting");
    return (
      <div className="flex flex-col gap-1.5 rounded-card border bg-surface p-3 shadow-float">
        <p className="font-medium">
          Deleting {plural(deletion.total, "post")}
          <span className="font-normal text-muted tabular-nums"> · {number(settled)} done</span>
        </p>
        <Progress
          label={`Deleting ${plural(deletion.total, "post")}`}
          done={settled}
          total={deletion.total}
        />
      </div>
    );
  }
  const open = deletion.calls.filter((call) => call.outcome === "failed" || call.outcome === "unknown");
  const gone = sized("gone");
  return (
    <Notice
      tone={open.length > 0 ? "bad" : "good"}
      className="shadow-float"
      title={`${plural(deletion.deleted, "post")} deleted${gone > 0 ? `, ${number(gone)} were gone already` : ""}`}
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
