"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { LocationChoice } from "./location-choice";

const ENDS = { "30": "In 30 days", "90": "In 90 days", "365": "In a year", "": "When it is revoked" };

export type SecretInput = {
  name: string;
  expiresInDays: number | null;
  allLocations: boolean;
  locationIds: string[];
};

type SecretDialogProps = {
  title: string;
  description: string;
  confirmLabel: string;
  nameHint: string;
  defaultDays: "90" | "365";
  locations: readonly { locationId: string; name: string }[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: (input: SecretInput) => void;
  /** What only this kind of secret asks for. */
  children?: ReactNode;
};

/** Asks for what every secret for machines has: a name, an end, and the locations it reaches. */
export function SecretDialog(props: SecretDialogProps) {
  const { error, onClose } = props;
  const formId = useId();
  const [name, setName] = useState("");
  const [allLocations, setAllLocations] = useState(true);
  const [locationIds, setLocationIds] = useState<string[]>([]);
  const [days, setDays] = useState<string>(props.defaultDays);
  const failed = formError(error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    props.onSubmit({ name, allLocations, locationIds, expiresInDays: days === "" ? null : Number(days) });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={props.title}
      description={props.description}
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={props.busy}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={onSubmit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" hint={props.nameHint} error={fieldError(error, "name")}>
            <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Ends">
            <NativeSelect value={days} onChange={(event) => setDays(event.target.value)}>
              {Object.entries(ENDS).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </div>
        {props.children}
        <LocationChoice
          locations={props.locations}
          all={allLocations}
          chosen={locationIds}
          onAll={setAllLocations}
          onChosen={setLocationIds}
          nothing="No location is chosen yet. Choose at least one, or all."
        />
      </form>
    </Dialog>
  );
}
