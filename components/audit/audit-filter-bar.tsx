"use client";

import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import type { AuditFilter, AuditPage } from "@/lib/audit/schema";
import { actionWords } from "@/lib/audit/sentence-of";

type AuditFilterBarProps = {
  filter: AuditFilter;
  choices: Pick<AuditPage, "actions" | "people" | "locations"> | undefined;
  isDefault: boolean;
  onChange: (part: AuditFilter) => void;
  onReset: () => void;
};

export function AuditFilterBar({ filter, choices, isDefault, onChange, onReset }: AuditFilterBarProps) {
  const selects = [
    {
      name: "action",
      label: "Action",
      all: "Every action",
      options: (choices?.actions ?? []).map((action) => [action, actionWords(action)] as const),
    },
    {
      name: "person",
      label: "Person",
      all: "Everybody and jobs",
      options: (choices?.people ?? []).map(({ userId, name }) => [userId, name] as const),
    },
    {
      name: "location",
      label: "Location",
      all: "Every location",
      options: (choices?.locations ?? []).map(({ locationId, name }) => [locationId, name] as const),
    },
  ] as const;
  return (
    <fieldset className="flex min-w-0 flex-wrap items-end gap-3">
      <legend className="sr-only">Filters</legend>
      {selects.map(({ name, label, all, options }) => (
        <div key={name} className="flex w-48 flex-col gap-1 max-sm:w-full">
          <Label htmlFor={`audit-${name}`}>{label}</Label>
          <NativeSelect
            id={`audit-${name}`}
            value={filter[name] ?? ""}
            onChange={(event) => onChange({ [name]: event.target.value })}
          >
            <option value="">{all}</option>
            {options.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </NativeSelect>
        </div>
      ))}
      {(["from", "to"] as const).map((name) => (
        <div key={name} className="flex w-36 flex-col gap-1 max-sm:w-[calc(50%-6px)]">
          <Label htmlFor={`audit-${name}`}>{name === "from" ? "From" : "To"}</Label>
          <Input
            id={`audit-${name}`}
            type="date"
            value={filter[name] ?? ""}
            min={name === "to" ? filter.from : undefined}
            max={name === "from" ? filter.to : undefined}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </div>
      ))}
      {!isDefault && (
        <Button variant="ghost" onClick={onReset}>
          Reset
        </Button>
      )}
    </fieldset>
  );
}
