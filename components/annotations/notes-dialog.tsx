"use client";

import { Pencil, Plus, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import type { AnnotationView } from "@/lib/annotations/schema";
import { dateRange, day as dayText } from "@/lib/format";
import type { ReportFilters } from "@/lib/reports/filters";
import { NoteForm, type NotePlace } from "./note-form";
import { useAnnotations, useDeleteAnnotation } from "./queries";

type NotesDialogProps = {
  filters: ReportFilters;
  /** Locations that a new note can be about. */
  places: readonly NotePlace[];
  canWrite: boolean;
  canWriteForAll: boolean;
};
type Editing = { note: AnnotationView | null };

/** The notes on the shown days: read by everybody, written by marketers. */
export function NotesDialog({ filters, places, canWrite, canWriteForAll }: NotesDialogProps) {
  const found = useAnnotations(filters);
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState<Editing | null>(null);
  const count = found.data?.annotations.length ?? 0;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setEditing(null);
      }}
      trigger={<Chip label="Notes" value={String(count)} icon={StickyNote} />}
      title={editing === null ? "Notes" : editing.note ? "Edit note" : "New note"}
      description={editing === null ? `On the days ${dateRange(filters.from, filters.to)}` : undefined}
    >
      {editing ? (
        <NoteForm
          note={editing.note}
          places={places}
          canWriteForAll={canWriteForAll}
          day={filters.to}
          onDone={() => setEditing(null)}
        />
      ) : (
        <NoteList
          filters={filters}
          places={places}
          canWrite={canWrite}
          onEdit={(note) => setEditing({ note })}
        />
      )}
    </Dialog>
  );
}

type NoteListProps = Pick<NotesDialogProps, "filters" | "places" | "canWrite"> & {
  onEdit: (note: AnnotationView | null) => void;
};

function NoteList({ filters, places, canWrite, onEdit }: NoteListProps) {
  const found = useAnnotations(filters);
  const remove = useDeleteAnnotation();
  const [asking, setAsking] = useState<AnnotationView | null>(null);
  const names = new Map(places.map(({ id, name }) => [id, name]));
  const placeOf = (note: AnnotationView) =>
    note.locationId === null ? "the whole agency" : (names.get(note.locationId) ?? "a location");
  if (found.isPending) return <LoadingState label="Loading notes" rows={3} />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const write = canWrite && places.length > 0 && (
    <Button variant="primary" onClick={() => onEdit(null)}>
      <Plus aria-hidden /> New note
    </Button>
  );
  const notes = [...found.data.annotations].sort((a, b) => b.day.localeCompare(a.day));
  if (notes.length === 0) {
    return (
      <EmptyState icon={StickyNote} title="No notes on these days" action={write}>
        {canWrite
          ? "Write down why a day was different, and everybody finds the reason on the chart."
          : "Marketers of your agency can write notes on days."}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ul className="divide-y rounded-control border">
        {notes.map((note) => (
          <li key={note.annotationId} className="flex items-center gap-2 px-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="break-words font-medium">{note.text}</p>
              <p className="text-meta text-muted">
                {dayText(note.day, { weekday: true })} · {placeOf(note)} · by {note.createdByName}
              </p>
            </div>
            {note.mayChange && (
              <>
                <IconButton label={`Edit the note ${note.text}`} onClick={() => onEdit(note)}>
                  <Pencil aria-hidden />
                </IconButton>
                <IconButton label={`Delete the note ${note.text}`} onClick={() => setAsking(note)}>
                  <Trash2 aria-hidden />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
      {write && <div className="flex justify-end">{write}</div>}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={() => setAsking(null)}
        title="Delete this note?"
        sentence={asking ? `“${asking.text}” on ${dayText(asking.day)} disappears from all charts.` : ""}
        confirmLabel="Delete the note"
        tone="danger"
        busy={remove.isPending}
        error={remove.isError ? sentenceOf(remove.error) : undefined}
        onConfirm={() => asking && remove.mutate(asking.annotationId, { onSuccess: () => setAsking(null) })}
      />
    </div>
  );
}
