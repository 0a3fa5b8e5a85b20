"use client";

import { type FormEvent, useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ConnectionView } from "@/lib/connections/schema";
import { useChangeConnection } from "./queries";

export function RenameDialog({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const [label, setLabel] = useState(connection.label);
  const save = useChangeConnection();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ connectionId: connection.id, label }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="sm"
      title={`Rename ${connection.label}`}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
            Save name
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label="Name"
          hint="What you will recognise it by. Nothing changes at the Social Media API."
          error={save.isError ? sentenceOf(save.error) : undefined}
        >
          <Input required maxLength={80} value={label} onChange={(event) => setLabel(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
