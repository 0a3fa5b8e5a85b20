"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import type { GroupView } from "@/lib/location-groups/schema";
import { useSaveGroup } from "./queries";

export type GroupLocation = { id: string; name: string; city: string | null };

type GroupFormProps = {
  /** Null makes a new one. */
  group: GroupView | null;
  locations: readonly GroupLocation[];
  onDone: () => void;
};

/** A group's name and its locations. */
export function GroupForm({ group, locations, onDone }: GroupFormProps) {
  const save = useSaveGroup();
  const [name, setName] = useState(group?.name ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(group?.locationIds ?? []);
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const shown = locations.filter((each) =>
    `${each.name} ${each.city ?? ""}`.toLocaleLowerCase().includes(wanted),
  );
  const toggle = (id: string, on: boolean) =>
    setChosen((now) => (on ? [...now, id] : now.filter((other) => other !== id)));
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { groupId: group?.groupId ?? null, name, locationIds: [...chosen] },
          { onSuccess: onDone },
        );
      }}
    >
      <Field label="Name of the group">
        <Input required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium">Locations, {chosen.length} chosen</legend>
        {locations.length > 8 && (
          <div className="relative">
            <Search className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
            <Input
              type="search"
              aria-label="Search locations for the group"
              placeholder={`Search ${plural(locations.length, "location")}`}
              className="pl-8"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </div>
        )}
        <ul className="max-h-64 overflow-y-auto rounded-control border p-1">
          {shown.map(({ id, name: label, city }) => (
            <li key={id} className="rounded-control px-2 py-1.5 hover:bg-sunken pointer-coarse:py-3">
              <Checkbox
                className="w-full [&>label]:flex-1"
                checked={chosen.includes(id)}
                onCheckedChange={(on) => toggle(id, on === true)}
                label={
                  <span className="flex items-center gap-2">
                    <span className="min-w-0 flex-1 truncate">{label}</span>
                    {city && <span className="text-meta text-muted">{city}</span>}
                  </span>
                }
              />
            </li>
          ))}
          {shown.length === 0 && <li className="px-2 py-3 text-muted">Nothing matches “{search.trim()}”.</li>}
        </ul>
      </fieldset>
      {save.isError && <Notice tone="bad">{sentenceOf(save.error)}</Notice>}
      <div className="flex justify-end gap-2">
        <Button type="button" onClick={onDone}>
          Back
        </Button>
        <Button type="submit" variant="primary" loading={save.isPending} disabled={chosen.length === 0}>
          {group ? "Save the group" : `Make a group of ${chosen.length}`}
        </Button>
      </div>
    </form>
  );
}
