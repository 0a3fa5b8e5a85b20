"use client";

import { Command } from "cmdk";
import { Building2, ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { commandInputStyle, commandItemStyle } from "./command-style";
import { useLocations } from "./queries";

/** The id in /locations/<id>/…, or null. */
function locationIn(pathname: string): string | null {
  return /^\/locations\/([^/]+)/.exec(pathname)?.[1] ?? null;
}

/** Goes to a location's pages, or back to all of them. */
export function LocationSwitcher({ company, onNavigate }: { company: string; onNavigate?: () => void }) {
  const router = useRouter();
  const current = locationIn(usePathname());
  const [open, setOpen] = useState(false);
  const query = useLocations(open || current !== null);
  const locations = query.data?.locations ?? [];
  const name = locations.find((location) => location.id === current)?.name ?? company;
  const go = (path: string) => {
    setOpen(false);
    onNavigate?.();
    router.push(path);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label="Choose a location"
      className="w-[var(--radix-popover-trigger-width)] min-w-64 p-0"
      trigger={
        <button
          type="button"
          className="mb-1 flex min-h-9 w-full items-center gap-2 rounded-control border bg-surface px-2.5 text-left hover:bg-sunken pointer-coarse:min-h-11"
        >
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <ChevronsUpDown className="size-4 shrink-0 text-muted" aria-hidden />
          <span className="sr-only">Choose a location</span>
        </button>
      }
    >
      <Command label="Locations" loop>
        <Command.Input placeholder="Find a location" className={commandInputStyle} autoFocus />
        <Command.List className="max-h-80 overflow-y-auto p-1">
          <Command.Item value="all locations" onSelect={() => go("/locations")} className={commandItemStyle}>
            <Building2 aria-hidden />
            All locations
          </Command.Item>
          {query.isPending && <p className="px-2 py-3 text-muted">Loading locations</p>}
          {query.isError && (
            <div role="alert" className="flex flex-col items-start gap-2 px-2 py-3 text-muted">
              {sentenceOf(query.error)}
              <Button size="sm" onClick={() => query.refetch()}>
                Retry
              </Button>
            </div>
          )}
          {locations.map((location) => (
            <Command.Item
              key={location.id}
              value={`${location.name} ${location.id}`}
              keywords={[location.city ?? "", location.category ?? ""]}
              onSelect={() => go(`/locations/${encodeURIComponent(location.id)}`)}
              className={commandItemStyle}
            >
              <span className="min-w-0 flex-1 truncate">{location.name}</span>
              {location.city && <span className="text-meta text-muted">{location.city}</span>}
            </Command.Item>
          ))}
          {query.isSuccess && (
            <Command.Empty className="px-2 py-3 text-muted">No location matches.</Command.Empty>
          )}
        </Command.List>
      </Command>
    </Popover>
  );
}
