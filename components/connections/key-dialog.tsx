"use client";

import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ConnectionView } from "@/lib/connections/schema";
import { plural } from "@/lib/format";
import { fieldError, hasFieldError, KeyField } from "./key-field";
import { KeyLocationField, type KeyPlace } from "./key-location-field";
import { useAddKey, useRotateKey } from "./queries";

const OVERLAPS = [
  { hours: 0, label: "No time: destroy the old key at once" },
  { hours: 1, label: "1 hour" },
  { hours: 24, label: "1 day" },
  { hours: 72, label: "3 days" },
  { hours: 168, label: "7 days, the longest the Social Media API allows" },
];

type KeyDialogProps = {
  rotating?: ConnectionView;
  /** Nothing is connected yet: which agency a key belongs to is known by its location only. */
  first?: boolean;
  onClose: () => void;
};

/** Takes a pasted key: a new one, or one in the place of another. What was typed stays until the key is stored. */
export function KeyDialog({ rotating, first = false, onClose }: KeyDialogProps) {
  const [label, setLabel] = useState("");
  const [key, setKey] = useState("");
  const [place, setPlace] = useState<KeyPlace>(
    first ? { kind: "other", locationId: "" } : { kind: "agency" },
  );
  const [hours, setHours] = useState("24");
  const add = useAddKey();
  const rotate = useRotateKey();
  const formId = useId();
  const { error, isPending } = rotating ? rotate : add;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const onSuccess = ({ scopes }: { scopes: string[] }) => {
      toast(`${rotating?.label ?? label} works and has ${plural(scopes.length, "scope")}.`);
      onClose();
    };
    if (rotating) {
      rotate.mutate({ connectionId: rotating.id, key, overlapHours: Number(hours) }, { onSuccess });
      return;
    }
    const where = place.kind === "agency" ? {} : { locationId: place.locationId.trim() };
    add.mutate({ label, key, ...where }, { onSuccess });
  };

  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      size="sm"
      title={rotating ? `Rotate the key of ${rotating.label}` : "Add an API key"}
      description={
        rotating
          ? "Make the new key at the Social Media API first, with the same permissions, then paste it here."
          : "For work that needs no agency sign-in. The key is sealed in the vault and never shown again."
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={isPending}>
            {rotating ? "Try and rotate key" : "Try and add key"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {error && !hasFieldError(error) && (
          <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
            {sentenceOf(error)}
          </p>
        )}
        {!rotating && (
          <Field label="Name" hint="What you will recognise it by." error={fieldError(error, "label")}>
            <Input required maxLength={80} value={label} onChange={(event) => setLabel(event.target.value)} />
          </Field>
        )}
        <KeyField value={key} onChange={setKey} error={error} />
        {rotating ? (
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
        ) : (
          <KeyLocationField
            first={first}
            value={place}
            onChange={setPlace}
            error={fieldError(error, "locationId")}
          />
        )}
      </form>
    </Dialog>
  );
}
