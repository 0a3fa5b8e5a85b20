"use client";

import { type FormEvent, useId, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { type ApiKey, KEY_DOMAINS, type KEY_SCOPES } from "@/lib/auth/api-key-schema";
import type { People } from "@/lib/people/schema";
import { useCreateApiKey } from "./key-queries";
import { LocationChoice } from "./location-choice";

type Scope = (typeof KEY_SCOPES)[number];

type KeyDialogProps = {
  locations: People["locations"];
  onClose: () => void;
  onCreated: (created: { key: ApiKey; secret: string }) => void;
};

const DOMAIN_WORDS: Record<(typeof KEY_DOMAINS)[number], string> = {
  locations: "Locations and accounts",
  snapshots: "Snapshots",
  reports: "Reports",
  imports: "Imports",
  posts: "Posts",
};

export function KeyDialog({ locations, onClose, onCreated }: KeyDialogProps) {
  const formId = useId();
  const create = useCreateApiKey();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["snapshots.read", "reports.read"]);
  const [allLocations, setAllLocations] = useState(true);
  const [locationIds, setLocationIds] = useState<string[]>([]);
  const [days, setDays] = useState("90");
  const failed = formError(create.error);

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    const expiresInDays = days === "" ? null : Number(days);
    create.mutate({ name, scopes, allLocations, locationIds, expiresInDays }, { onSuccess: onCreated });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add an API key"
      description="For a script of yours. It can do at most what a marketer may, and ends when its maker stops being an admin."
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Add key
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-4" onSubmit={onSubmit}>
        {failed && <Notice tone="bad">{failed}</Notice>}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" hint="What uses it." error={fieldError(create.error, "name")}>
            <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label="Ends">
            <NativeSelect value={days} onChange={(event) => setDays(event.target.value)}>
              <option value="30">In 30 days</option>
              <option value="90">In 90 days</option>
              <option value="365">In a year</option>
              <option value="">When it is revoked</option>
            </NativeSelect>
          </Field>
        </div>
        <fieldset>
          <legend className="mb-1.5 font-medium">Permissions</legend>
          <ul className="divide-y rounded-control border">
            {KEY_DOMAINS.map((domain) => (
              <li key={domain} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-3 py-2">
                <span className="min-w-40 flex-1">{DOMAIN_WORDS[domain]}</span>
                {(["read", "write"] as const).map((verb) => {
                  const scope: Scope = `${domain}.${verb}`;
                  return (
                    <Checkbox
                      key={scope}
                      aria-label={`${DOMAIN_WORDS[domain]}: ${verb}`}
                      checked={scopes.includes(scope)}
                      onCheckedChange={(on) =>
                        setScopes(on === true ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                      }
                      label={verb === "read" ? "Read" : "Change"}
                    />
                  );
                })}
              </li>
            ))}
          </ul>
          {fieldError(create.error, "scopes") && (
            <p className="mt-1 text-bad text-meta">{fieldError(create.error, "scopes")}</p>
          )}
        </fieldset>
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
