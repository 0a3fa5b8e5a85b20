"use client";

import { Command } from "cmdk";
import { Building2 } from "lucide-react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { commandInputStyle, commandItemStyle } from "./command-style";
import { useLocations } from "./queries";

export type LocationListProps = { onChoose: (path: string) => void };

/** Every location by name, found by typing. */
export function LocationList({ onChoose }: LocationListProps) {
  const query = useLocations(true);
  const locations = query.data?.locations ?? [];
  return (
    <Command label="Locations" loop>
      <Command.Input placeholder="Find a location" className={commandInputStyle} autoFocus />
      <Command.List className="max-h-80 overflow-y-auto p-1">
        <Command.Item
          value="all locations"
          onSelect={() => onChoose("/locations")}
          className={commandItemStyle}
        >
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
            onSelect={() => onChoose(`/locations/${encodeURIComponent(location.id)}`)}
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
  );
}
