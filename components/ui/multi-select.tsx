"use client";

import { Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Chip } from "./chip";
import { Input } from "./input";
import { Popover } from "./popover";

export type MultiSelectOption = { value: string; label: string; detail?: string; mark?: ReactNode };

type MultiSelectProps = {
  label: string;
  options: readonly MultiSelectOption[];
  /** Empty means all. */
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  /** Said when nothing is chosen: "all 5". */
  allLabel?: string;
};

/** A filter chip that opens a searchable list of checkboxes. None chosen means no filter. */
export function MultiSelect({ label, options, selected, onChange, allLabel }: MultiSelectProps) {
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase();
  const shown = options.filter((option) =>
    `${option.label} ${option.detail ?? ""}`.toLocaleLowerCase().includes(wanted),
  );
  const chosen = options.filter((option) => selected.includes(option.value));
  const first = chosen[0];
  const value =
    first === undefined
      ? // What an address names may not be among the options; it filters all the same.
        selected.length > 0
        ? `${selected.length} chosen`
        : (allLabel ?? "all")
      : chosen.length === 1
        ? first.label
        : `${chosen.length} of ${options.length}`;
  const toggle = (key: string, on: boolean) =>
    onChange(on ? [...selected, key] : selected.filter((other) => other !== key));
  return (
    <Popover
      label={label}
      className="p-0"
      onOpenChange={(open) => open && setSearch("")}
      trigger={
        <Chip label={label} value={value} pressed={selected.length > 0} title={value} className="max-w-56" />
      }
    >
      {options.length > 7 && (
        <div className="relative border-b p-2">
          <Search className="absolute top-1/2 left-4.5 size-4 -translate-y-1/2 text-muted" aria-hidden />
          <Input
            type="search"
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder="Search"
            className="pl-8"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      )}
      <ul className="max-h-72 overflow-y-auto p-1">
        {shown.map((option) => (
          <li key={option.value} className="rounded-control px-2 py-1.5 hover:bg-sunken pointer-coarse:py-3">
            <Checkbox
              className="w-full [&>label]:flex-1"
              checked={selected.includes(option.value)}
              onCheckedChange={(on) => toggle(option.value, on === true)}
              label={
                <span className="flex items-center gap-2">
                  {option.mark}
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.detail && <span className="text-meta text-muted">{option.detail}</span>}
                </span>
              }
            />
          </li>
        ))}
        {shown.length === 0 && <li className="px-2 py-3 text-muted">Nothing matches “{search.trim()}”.</li>}
      </ul>
      <div className="flex justify-end border-t p-2">
        <Button size="sm" variant="ghost" disabled={selected.length === 0} onClick={() => onChange([])}>
          Choose all
        </Button>
      </div>
    </Popover>
  );
}
