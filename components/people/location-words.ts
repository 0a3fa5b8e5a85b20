import { list, plural } from "@/lib/format";

type Reach = { allLocations: boolean; locationIds: readonly string[] };
type Known = readonly { locationId: string; name: string }[];

/** The locations a person or a key reaches, in words; counted where not every name is known yet. */
export function locationWords({ allLocations, locationIds }: Reach, known: Known): string {
  if (allLocations) return "All locations";
  if (locationIds.length === 0) return "None yet";
  const names = new Map(known.map(({ locationId, name }) => [locationId, name]));
  const found = locationIds.flatMap((locationId) => names.get(locationId) ?? []);
  // A grant may be older than the first reading of the locations.
  return found.length < locationIds.length ? plural(locationIds.length, "location") : list(found, 2);
}
