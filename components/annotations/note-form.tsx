"use client";

import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { AnnotationView } from "@/lib/annotations/schema";
import { useSaveAnnotation } from "./queries";

export type NotePlace = { id: string; name: string };

type NoteFormProps = {
  /** Null writes a new one. */
  note: AnnotationView | null;
  places: readonly NotePlace[];
  /** May write a note of the whole agency. */
  canWriteForAll: boolean;
  day: string;
  onDone: () => void;
};

/** A note's day and words; of a new one also whom it is about. */
export function NoteForm({ note, places, canWriteForAll, day: firstDay, onDone }: NoteFormProps) {
  const save = useSaveAnnotation();
  const [day, setDay] = useState(note?.day ?? firstDay);
  const [text, setText] = useState(note?.text ?? "");
  const [place, setPlace] = useState(places.length === 1 || !canWriteForAll ? (places[0]?.id ?? "") : "");
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          note
            ? { annotationId: note.annotationId, change: { day, text } }
            : { create: { locationId: place === "" ? null : place, day, text } },
          { onSuccess: onDone },
        );
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Day">
          <Input type="date" required value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
        {!note && (
          <Field label="About">
            <NativeSelect value={place} onChange={(event) => setPlace(event.target.value)}>
              {canWriteForAll && <option value="">The whole agency</option>}
              {places.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          </Field>
        )}
      </div>
      <Field label="What happened" hint="A few words; they stand on the chart: “Autumn offer starts”.">
        <Input required maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      {save.isError && <Notice tone="bad">{sentenceOf(save.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onDone}>
          Back
        </Button>
        <Button type="submit" variant="primary" loading={save.isPending}>
          Save note
        </Button>
      </div>
    </form>
  );
}
