"use client";

import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import { fieldError, hasFieldError, KeyField } from "./key-field";
import { useAddKey } from "./queries";

type AddKeyDialogProps = { open: boolean; onClose: () => void };

/** Takes a pasted key; what was typed stays until the key is stored. */
export function AddKeyDialog({ open, onClose }: AddKeyDialogProps) {
  const [label, setLabel] = useState("");
  const [key, setKey] = useState("");
  const [locationId, setLocationId] = useState("");
  const add = useAddKey();
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const place = locationId.trim();
    add.mutate(
      { label, key, ...(place ? { locationId: place } : {}) },
      {
        onSuccess: ({ scopes }) => {
          toast(`${label} works and has ${plural(scopes.length, "scope")}.`);
          setLabel("");
          setKey("");
          setLocationId("");
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
      title="Add an API key"
      description="For work that needs no agency sign-in. The key is sealed in the vault and never shown again."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={add.isPending}>
            Try and add key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {add.isError && !hasFieldError(add.error) && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
            {sentenceOf(add.error)}
          </p>
        )}
        <Field label="Name" hint="What you will recognise it by." error={fieldError(add.error, "label")}>
          <Input required maxLength={80} value={label} onChange={(event) => setLabel(event.target.value)} />
        </Field>
        <KeyField value={key} onChange={setKey} error={add.error} />
        <Field
          label="Location id"
          optional
          hint="Where the key was made for one location. Leave it empty for a key of the agency."
          error={fieldError(add.error, "locationId")}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={locationId}
            onChange={(event) => setLocationId(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
