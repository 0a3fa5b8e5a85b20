"use client";

import { ChevronsUpDown } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Popover } from "@/components/ui/popover";
import { useLocations } from "./queries";
import { useCalledPart } from "./use-called-part";

const loadList = () => import("./location-list").then(({ LocationList }) => LocationList);

/** The id in /locations/<id>/…, or null. */
function locationIn(pathname: string): string | null {
  return /^\/locations\/([^/]+)/.exec(pathname)?.[1] ?? null;
}

/** Goes to a location's pages, or back to all of them. */
export function LocationSwitcher({ company, onNavigate }: { company: string; onNavigate?: () => void }) {
  const router = useRouter();
  const current = locationIn(usePathname());
  const { Part: LocationList, open, turn } = useCalledPart(loadList);
  const query = useLocations(open || current !== null);
  const locations = query.data?.locations ?? [];
  const name = locations.find((location) => location.id === current)?.name ?? company;
  const go = (path: string) => {
    turn(false);
    onNavigate?.();
    router.push(path);
  };
  return (
    <Popover
      open={open}
      onOpenChange={turn}
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
      {LocationList ? (
        <LocationList onChoose={go} />
      ) : (
        <p className="px-3 py-3 text-muted">Loading locations</p>
      )}
    </Popover>
  );
}
