"use client";

import type { ReactNode } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { plural } from "@/lib/format";
import type { ChangePostsInput, PlannedItem } from "@/lib/posts/change-schema";
import { ChangeList } from "./change-list";
import type { LabelNames } from "./change-text";
import { type usePreview, useStartChanges } from "./queries";

type ChangeDialogProps = {
  title: string;
  description: string;
  verb: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null while the form says nothing to do yet. */
  requests: readonly ChangePostsInput[] | null;
  names: LabelNames;
  onStarted: (changeIds: string[]) => void;
  preview: ReturnType<typeof usePreview>;
  /** The form; it resets the preview when it changes. */
  children: ReactNode;
};

/** A bulk change in two steps: say what, look at what it does to each post, then start it. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { requests, preview, names, verb } = props;
  const start = useStartChanges();
  const plans = preview.data ?? [];
  const changing = plans.reduce((sum, plan) => sum + plan.preview.changing, 0);
  const skipped = plans.reduce((sum, plan) => sum + plan.preview.skipped, 0);
  const begin = () =>
    start.mutate(
      plans
        .filter((plan) => plan.preview.changing > 0)
        .map((plan) => ({ ...plan.request, seen: seenIn(plan.preview.items) })),
      { onSuccess: (started) => props.onStarted(started.map((change) => change.changeId)) },
    );
  return (
    <Dialog
      size="lg"
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.title}
      description={props.description}
      footer={
        <>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
          {preview.data ? (
            <Button variant="primary" disabled={changing === 0} loading={start.isPending} onClick={begin}>
              {verb} {plural(changing, "post")}
            </Button>
          ) : (
            <Button
              variant="primary"
              disabled={!requests}
              loading={preview.isPending}
              onClick={() => requests && preview.mutate(requests)}
            >
              Show what changes
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {props.children}
        {(preview.error ?? start.error) && (
          <Notice tone="bad">{sentenceOf(preview.error ?? start.error)}</Notice>
        )}
        {plans.length > 0 && (
          <p aria-live="polite" className="font-medium">
            {plural(changing, "post")} will change
            {skipped > 0 && `, ${skipped} will be left as ${skipped === 1 ? "it is" : "they are"}`}
          </p>
        )}
        {plans.map(({ request, preview: plan }) => (
          <div
            key={"postIds" in request ? request.postIds[0] : request.locationId}
            className="flex flex-col gap-1"
          >
            {(request.kind === "offset" || request.kind === "slots") && (
              <p className="text-meta text-muted">Times in {plan.timezone}</p>
            )}
            <ChangeList
              label="What changes"
              timezone={plan.timezone}
              names={names}
              items={plan.items.map((item) => ({ ...item, note: item.problem ?? item.note }))}
            />
          </div>
        ))}
      </div>
    </Dialog>
  );
}

/** The times of the preview: a post that moved since then is left alone. */
function seenIn(items: readonly PlannedItem[]): Record<string, string | null> {
  return Object.fromEntries(
    items.flatMap(({ postId, before }) =>
      typeof before.scheduleDate === "string" || before.scheduleDate === null
        ? [[postId, before.scheduleDate]]
        : [],
    ),
  );
}
