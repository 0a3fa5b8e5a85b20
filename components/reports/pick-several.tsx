"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";

export type PickOption = { id: string; label: string; hint?: string | undefined };

type PickSeveralProps = {
  noun: string;
  options: readonly PickOption[];
  chosen: readonly string[];
  onApply: (ids: string[]) => void;
};

const SEARCH_FROM = 8;
const SHOWN = 200;

/** Tick some of many. None ticked means all; nothing changes before Apply. */
export function PickSeveral({ noun, options, chosen, onApply }: PickSeveralProps) {
  const [ticked, setTicked] = useState(() => new Set(chosen));
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = options.filter(({ label, hint }) => `${label} ${hint ?? ""}`.toLowerCase().includes(wanted));
  const toggle = (id: string) => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onApply(options.map(({ id }) => id).filter((id) => ticked.has(id)));
      }}
    >
      {options.length >= SEARCH_FROM && (
        <Input
          type="search"
          aria-label={`Search ${noun}`}
          placeholder={`Search ${options.length} ${noun}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <div className="grid max-h-60 gap-0.5 overflow-y-auto">
        {found.slice(0, SHOWN).map(({ id, label, hint }) => (
          <Checkbox
            key={id}
            className="min-h-9 items-center rounded-control px-2 hover:bg-sunken pointer-coarse:min-h-11 [&>button]:mt-0"
            checked={ticked.has(id)}
            onCheckedChange={() => toggle(id)}
            label={
              <span className="flex min-w-0 gap-2">
                <span className="truncate">{label}</span>
                {hint && <span className="shrink-0 text-muted">{hint}</span>}
              </span>
            }
          />
        ))}
        {found.length === 0 && <p className="px-2 py-3 text-muted">No {noun} match.</p>}
      </div>
      <div className="flex items-center justify-between border-t pt-2">
        <Button variant="ghost" size="sm" onClick={() => setTicked(new Set())} disabled={ticked.size === 0}>
          All {noun}
        </Button>
        <Button variant="secondary" size="sm" type="submit">
          Apply{ticked.size > 0 ? ` ${ticked.size}` : ""}
        </Button>
      </div>
    </form>
  );
}
