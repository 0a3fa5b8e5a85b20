"use client";

import { type FormEvent, type ReactElement, useId } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { ConnectionChange } from "@/lib/connections/schema";
import { useChangeConnection } from "./queries";

type ChangeDialogProps = {
  connectionId: string;
  change: ConnectionChange;
  title: string;
  description?: string;
  field: { label: string; hint: string };
  saveLabel: string;
  onClose: () => void;
  /** The one control. */
  children: ReactElement;
};

/** Asks for one fact of a connection and saves it. */
export function ChangeDialog(props: ChangeDialogProps) {
  const { connectionId, change, title, description, field, saveLabel, onClose, children } = props;
  const save = useChangeConnection();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ connectionId, ...change }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="sm"
      title={title}
      description={description}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
            {saveLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field {...field} error={save.isError ? sentenceOf(save.error) : undefined}>
          {children}
        </Field>
      </form>
    </Dialog>
  );
}
