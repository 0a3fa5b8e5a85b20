"use client";

import { useState } from "react";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { plural } from "@/lib/format";

type LocationChoiceProps = {
  locations: readonly { locationId: string; name: string }[];
  all: boolean;
  chosen: readonly string[];
  onAll: (all: boolean) => void;
  onChosen: (locationIds: string[]) => void;
  /** What follows while none is chosen. */
  nothing: string;
};

/** Every location, or a list to tick. Grants of locations not read yet stay as they are. */
export function LocationChoice({ locations, all, chosen, onAll, onChosen, nothing }: LocationChoiceProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const shown = locations.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const toggle = (locationId: string, on: boolean) =>
    onChosen(on ? [...chosen, locationId] : chosen.filter((other) => other !== locationId));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Locations</legend>
      <RadioGroup
        label="Locations"
        value={all ? "all" : "chosen"}
        onValueChange={(value) => onAll(value === "all")}
        options={[
          { value: "all", label: "All locations", hint: "Those added later too." },
          {
            value: "chosen",
            label: "Chosen locations",
            hint: `${plural(chosen.length, "location")} chosen.`,
          },
        ]}
      />
      {!all && locations.length > 0 && chosen.length === 0 && <Notice tone="warn">{nothing}</Notice>}
      {!all && locations.length === 0 && (
        <p className="text-muted">
          No location is known yet. Connect the agency first, then grant locations here.
        </p>
      )}
      {!all && locations.length > 0 && (
        <div className="overflow-hidden rounded-control border">
          <div className="flex items-center gap-2 border-b p-2">
            <Input
              type="search"
              aria-label="Search locations"
              placeholder="Search"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
            <Button size="sm" variant="ghost" disabled={chosen.length === 0} onClick={() => onChosen([])}>
              Clear
            </Button>
          </div>
          <ul className="max-h-48 overflow-y-auto p-1">
            {shown.map(({ locationId, name }) => (
              <li
                key={locationId}
                className="rounded-control px-2 py-1.5 hover:bg-sunken pointer-coarse:py-3"
              >
                <Checkbox
                  className="w-full [&>label]:flex-1"
                  checked={chosen.includes(locationId)}
                  onCheckedChange={(on) => toggle(locationId, on === true)}
                  label={name}
                />
              </li>
            ))}
            {shown.length === 0 && (
              <li className="px-2 py-3 text-muted">Nothing matches “{search.trim()}”.</li>
            )}
          </ul>
        </div>
      )}
    </fieldset>
  );
}
