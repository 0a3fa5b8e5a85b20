"use client";

import { type FormEvent, useId, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { ROLES } from "@/lib/context";
import type { PersonWithLink } from "@/lib/people/add-person";
import { ROLE_WORDS } from "@/lib/people/roles";
import type { People, Person } from "@/lib/people/schema";
import { LocationChoice } from "./location-choice";
import { useAddPerson, useChangePerson } from "./queries";

type PersonDialogProps = {
  /** Null: a new one. */
  person: Person | null;
  locations: People["locations"];
  onClose: () => void;
  onAdded: (answer: PersonWithLink) => void;
};

const ROLE_OPTIONS = ROLES.map((role) => ({
  value: role,
  label: ROLE_WORDS[role].name,
  hint: ROLE_WORDS[role].may,
}));

export function PersonDialog({ person, locations, onClose, onAdded }: PersonDialogProps) {
  const formId = useId();
  const add = useAddPerson();
  const change = useChangePerson();
  const [name, setName] = useState(person?.name ?? "");
  const [email, setEmail] = useState(person?.email ?? "");
  const [role, setRole] = useState<Person["role"]>(person?.role ?? "marketer");
  const [allLocations, setAllLocations] = useState(person?.allLocations ?? true);
  const [locationIds, setLocationIds] = useState<string[]>(person?.locationIds ?? []);
  const { error, isPending } = person ? change : add;
  const failed = formError(error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const input = { name, role, allLocations, locationIds };
    if (person) change.mutate({ userId: person.userId, change: input }, { onSuccess: onClose });
    else add.mutate({ ...input, email }, { onSuccess: onAdded });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={person ? person.name : "Add a person"}
      description={
        person
          ? "Changes count from their next click on."
          : "You get a link to send them; with it they set their own password."
      }
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={isPending}>
            {person ? "Save" : "Add person"}
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={onSubmit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={fieldError(error, "name")}>
            <Input required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="E-mail" error={fieldError(error, "email")}>
            <Input
              type="email"
              required
              maxLength={254}
              readOnly={person !== null}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
        </div>
        <fieldset>
          <legend className="mb-1.5 font-medium">Role</legend>
          <RadioGroup label="Role" value={role} onValueChange={setRole} options={ROLE_OPTIONS} />
        </fieldset>
        {role === "admin" ? (
          <p className="text-muted">Admins see every location.</p>
        ) : (
          <LocationChoice
            locations={locations}
            all={allLocations}
            chosen={locationIds}
            onAll={setAllLocations}
            onChosen={setLocationIds}
            nothing="No location is chosen: this person signs in and sees nothing. Choose at least one, or all."
          />
        )}
      </form>
    </Dialog>
  );
}
