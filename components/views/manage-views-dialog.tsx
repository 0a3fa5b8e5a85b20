"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import type { SavedView } from "@/lib/views/schema";
import { useChangeView, useDeleteView } from "./queries";
import { pageOfView } from "./view-address";

type ManageViewsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  views: readonly SavedView[];
  canShare: boolean;
};

/** One's own views: renamed, shared and deleted. */
export function ManageViewsDialog({ open, onOpenChange, views, canShare }: ManageViewsDialogProps) {
  const remove = useDeleteView();
  const [asking, setAsking] = useState<SavedView | null>(null);
  const own = views.filter((view) => view.own);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Your views"
      description="Views that others shared are theirs to change."
    >
      {own.length === 0 ? (
        <p className="py-4 text-muted">You have no views of your own any more.</p>
      ) : (
        <ul className="divide-y">
          {own.map((view) => (
            <OwnView key={view.viewId} view={view} canShare={canShare} onDelete={() => setAsking(view)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={`Delete the view ${asking?.name ?? ""}?`}
        sentence={
          asking?.shared
            ? "It is shared: it disappears for everybody of your agency. Figures stay as they are."
            : "The figures stay as they are; only the name for this page and its filters goes."
        }
        confirmLabel="Delete the view"
        tone="danger"
        busy={remove.isPending}
        error={remove.isError ? sentenceOf(remove.error) : undefined}
        onConfirm={() => asking && remove.mutate(asking.viewId, { onSuccess: () => setAsking(null) })}
      />
    </Dialog>
  );
}

type OwnViewProps = { view: SavedView; canShare: boolean; onDelete: () => void };

function OwnView({ view, canShare, onDelete }: OwnViewProps) {
  const change = useChangeView();
  const [name, setName] = useState(view.name);
  return (
    <li className="flex flex-col gap-2 py-3">
      <form
        className="flex items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ viewId: view.viewId, name });
        }}
      >
        <Input
          required
          maxLength={80}
          aria-label={`Name of ${view.name}`}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          type="submit"
          disabled={name.trim() === view.name || name.trim() === ""}
          loading={change.isPending}
        >
          Rename
        </Button>
        <IconButton label={`Delete ${view.name}`} onClick={onDelete}>
          <Trash2 aria-hidden />
        </IconButton>
      </form>
      <div className="flex flex-wrap items-center gap-3 text-meta text-muted">
        <span>{pageOfView(view)}</span>
        {(canShare || view.shared) && (
          <Switch
            label={`Share ${view.name}`}
            checked={view.shared}
            onCheckedChange={(shared) => change.mutate({ viewId: view.viewId, shared })}
          />
        )}
      </div>
      {change.isError && <Notice tone="bad">{sentenceOf(change.error)}</Notice>}
    </li>
  );
}
