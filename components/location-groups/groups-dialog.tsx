"use client";

import { FolderOpen, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { list, plural } from "@/lib/format";
import type { GroupView } from "@/lib/location-groups/schema";
import { GroupForm, type GroupLocation } from "./group-form";
import { useDeleteGroup, useGroups } from "./queries";

type GroupsDialogProps = { locations: readonly GroupLocation[]; canEdit: boolean };
type Editing = { group: GroupView | null };

/** The agency's groups of locations: made, changed and deleted here, chosen in the filters of each report. */
export function GroupsDialog({ locations, canEdit }: GroupsDialogProps) {
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<Editing | null>(null);
  const title = editing === null ? "Groups of locations" : editing.group ? editing.group.name : "New group";
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setEditing(null);
      }}
      trigger={
        <Button>
          <FolderOpen aria-hidden /> Groups
        </Button>
      }
      title={title}
      {...(editing === null
        ? { description: "Put clients together, and see any report for the whole group." }
        : {})}
    >
      {editing ? (
        <GroupForm group={editing.group} locations={locations} onDone={() => setEditing(null)} />
      ) : (
        <GroupList locations={locations} canEdit={canEdit} onEdit={(group) => setEditing({ group })} />
      )}
    </Dialog>
  );
}

type GroupListProps = GroupsDialogProps & { onEdit: (group: GroupView | null) => void };

function GroupList({ locations, canEdit, onEdit }: GroupListProps) {
  const groups = useGroups();
  const remove = useDeleteGroup();
  const [asking, setAsking] = useState<GroupView | null>(null);
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  if (groups.isPending) return <LoadingState label="Loading groups" rows={3} />;
  if (groups.isError) return <ErrorState error={groups.error} onRetry={() => void groups.refetch()} />;
  const make = canEdit && (
    <Button variant="primary" onClick={() => onEdit(null)}>
      <Plus aria-hidden /> New group
    </Button>
  );
  if (groups.data.groups.length === 0) {
    return (
      <EmptyState icon={FolderOpen} title="No groups yet" action={make}>
        {canEdit
          ? "Make one of clients that you look at together, such as those of one region or one account manager."
          : "A marketer of your agency can put locations together in groups."}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y rounded-control border">
        {groups.data.groups.map((group) => (
          <li key={group.groupId} className="flex items-center gap-2 px-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{group.name}</p>
              <p className="text-meta text-muted">
                {plural(group.locationIds.length, "location")}:{" "}
                {list(
                  group.locationIds.map((id) => names.get(id) ?? id),
                  4,
                )}
                {group.hidden > 0 && `, and ${group.hidden} that you were not granted`}
              </p>
            </div>
            {canEdit && group.hidden === 0 && (
              <>
                <IconButton label={`Edit ${group.name}`} onClick={() => onEdit(group)}>
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton label={`Delete ${group.name}`} onClick={() => setAsking(group)}>
                  <Trash2 aria-hidden />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      {make && <div className="flex justify-end">{make}</div>}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title={`Delete the group ${asking?.name ?? ""}?`}
        sentence="Its locations and their figures stay. Saved views that name the group say that it is gone."
        confirmLabel="Delete the group"
        tone="danger"
        busy={remove.isPending}
        error={remove.isError ? sentenceOf(remove.error) : undefined}
        onConfirm={() => asking && remove.mutate(asking.groupId, { onSuccess: () => setAsking(null) })}
      />
    </div>
  );
}
