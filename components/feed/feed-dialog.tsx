"use client";

import { type FormEvent, useId, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { LocationChoice } from "@/components/people/location-choice";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useCreateFeedToken } from "./queries";

type FeedDialogProps = {
  locations: readonly { locationId: string; name: string }[];
  onClose: () => void;
  onCreated: (created: { secret: string; url: string }) => void;
};

export function FeedDialog({ locations, onClose, onCreated }: FeedDialogProps) {
  const formId = useId();
  const create = useCreateFeedToken();
  const [name, setName] = useState("");
  const [allLocations, setAllLocations] = useState(true);
  const [locationIds, setLocationIds] = useState<string[]>([]);
  const [days, setDays] = useState("365");
  const failed = formError(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(
      { name, allLocations, locationIds, expiresInDays: days === "" ? null : Number(days) },
      { onSuccess: onCreated },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a feed token"
      description="It reads the snapshots of its locations and nothing else, and ends when its maker stops being an admin."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Add token
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={submit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" hint="What reads the feed." error={fieldError(create.error, "name")}>
            <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Ends">
            <NativeSelect value={days} onChange={(event) => setDays(event.target.value)}>
              <option value="90">In 90 days</option>
              <option value="365">In a year</option>
              <option value="">When it is revoked</option>
            </NativeSelect>
          </Field>
        </div>
        <LocationChoice
          locations={locations}
          all={allLocations}
          chosen={locationIds}
          onAll={setAllLocations}
          onChosen={setLocationIds}
        />
      </form>
    </Dialog>
  );
}
