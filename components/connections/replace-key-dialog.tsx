"use client";

import { type FormEvent, useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { ConnectionView } from "@/lib/connections/schema";
import { hasFieldError, KeyField } from "./key-field";
import { useReplaceKey } from "./queries";

type ReplaceKeyDialogProps = { connection: ConnectionView; open: boolean; onClose: () => void };

const OVERLAPS = [
  { hours: 0, label: "No time: destroy the old key at once" },
  { hours: 1, label: "1 hour" },
  { hours: 24, label: "1 day" },
  { hours: 72, label: "3 days" },
  { hours: 168, label: "7 days, the longest the Social Media API allows" },
];

/** Rotates an API key with an overlap in which both keys work. */
export function ReplaceKeyDialog({ connection, open, onClose }: ReplaceKeyDialogProps) {
  const [key, setKey] = useState("");
  const [hours, setHours] = useState("24");
  const replace = useReplaceKey();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    replace.mutate(
      { connectionId: connection.id, key, overlapHours: Number(hours) },
      {
        onSuccess: () => {
          setKey("");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      size="sm"
      title={`Replace the key of ${connection.label}`}
      description="Make the new key at the Social Media API first, with the same permissions, then paste it here."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={replace.isPending}>
            Try and replace key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {replace.isError && !hasFieldError(replace.error) && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
            {sentenceOf(replace.error)}
          </p>
        )}
        <KeyField value={key} onChange={setKey} error={replace.error} />
        <Field
          label="Keep the old key usable for"
          hint="If the new key is refused in this time, calls go on with the old one."
        >
          <NativeSelect value={hours} onChange={(event) => setHours(event.target.value)}>
            {OVERLAPS.map((overlap) => (
              <option key={overlap.hours} value={overlap.hours}>
                {overlap.label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </form>
    </Dialog>
  );
}
