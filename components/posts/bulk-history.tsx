"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { useOwnZone } from "@/components/imports/batch/use-own-zone";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { age, dateTime, number, plural } from "@/lib/format";
import type { BulkAction } from "@/lib/posts/history-schema";
import { useBulkActions } from "./queries";

/** Past bulk changes and deletions: who, when, where and how it ended; each can be looked at and undone again. */
export function BulkHistory({ onShow }: { onShow: (action: BulkAction) => void }) {
  const [open, setOpen] = useState(false);
  const zone = useOwnZone("UTC");
  const history = useBulkActions(open);
  const actions = history.data?.pages.flatMap((page) => page.actions) ?? [];
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <History className="max-md:hidden" aria-hidden />
        Bulk changes
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="lg"
        title="Bulk changes"
        description="What was moved, labelled, edited or deleted for many posts at once, newest first."
        footer={
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
        }
      >
        {history.isPending ? (
          <LoadingState label="Loading bulk changes" />
        ) : history.isError ? (
          <ErrorState
            error={history.error}
            onRetry={() => void history.refetch()}
            retrying={history.isFetching}
          />
        ) : actions.length === 0 ? (
          <EmptyState icon={History} title="None yet">
            Choose posts in the table, then move, label or delete them together.
          </EmptyState>
        ) : (
          <ul className="divide-y rounded-control border">
            {actions.map((action) => (
              <li key={action.id} className="flex items-center gap-x-4 gap-y-1.5 px-3 py-2">
                <div className="min-w-0 flex-1">
                  <p className="font-medium">{whatOf(action)}</p>
                  <p className="text-[13px] text-muted">
                    {action.locationName}
                    {action.by && ` · ${action.by}`} ·{" "}
                    <time dateTime={action.at} title={dateTime(action.at, zone)}>
                      {age(action.at)}
                    </time>
                  </p>
                </div>
                <span className="flex shrink-0 items-center gap-x-4 gap-y-1.5 max-sm:flex-col max-sm:items-end">
                  <StatusTag tone={STATUS[action.status].tone}>
                    {action.status === "partial"
                      ? `${number(action.done)} of ${number(action.total)}`
                      : STATUS[action.status].word}
                  </StatusTag>
                  <Button
                    size="sm"
                    aria-label={`Show: ${whatOf(action)}, ${action.locationName}, ${age(action.at)}`}
                    onClick={() => {
                      setOpen(false);
                      onShow(action);
                    }}
                  >
                    Show
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
        {history.hasNextPage && (
          <div className="flex justify-center pt-3">
            <Button
              variant="ghost"
              loading={history.isFetchingNextPage}
              onClick={() => void history.fetchNextPage()}
            >
              Show earlier ones
            </Button>
          </div>
        )}
      </Dialog>
    </>
  );
}

const STATUS: Record<BulkAction["status"], { word: string; tone: Tone }> = {
  running: { word: "Running", tone: "info" },
  completed: { word: "Done", tone: "good" },
  partial: { word: "In part", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Cancelled", tone: "neutral" },
};

const NOUNS: Record<BulkAction["kind"], string> = {
  offset: "Move of",
  slots: "Move of",
  category: "New category for",
  tags: "New tags for",
  edit: "Edits by a sheet of",
  delete: "Deletion of",
};

const whatOf = ({ kind, undo, total }: BulkAction): string =>
  `${undo ? "Undo of a change of" : NOUNS[kind]} ${plural(total, "post")}`;
