"use client";

import { type FormEvent, useId, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ConnectionView } from "@/lib/connections/schema";
import { useChangeConnection } from "./queries";

type RotationDialogProps = { connection: ConnectionView; open: boolean; onClose: () => void };

/** After how many days a connection is due to be renewed. */
export function RotationDialog({ connection, open, onClose }: RotationDialogProps) {
  const [days, setDays] = useState(String(connection.rotationDays));
  const save = useChangeConnection();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ connectionId: connection.id, rotationDays: Number(days) }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      size="sm"
      title={`Rotation policy of ${connection.label}`}
      description="A connection that is due is shown here and in the list of things that need attention. Nothing stops by itself."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
            Save policy
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label="Renew every (days)"
          hint="Between 7 and 365. The Social Media API advises 90 days."
          error={save.isError ? sentenceOf(save.error) : undefined}
        >
          <Input
            type="number"
            inputMode="numeric"
            min={7}
            max={365}
            required
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
