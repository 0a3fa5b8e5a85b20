type Serving = {
  kind: "agency_oauth" | "location_oauth" | "api_key";
  locationId: string | null;
  status: string;
  scopes: readonly string[];
};

/**
 * The connection that calls for a location go through, of those given oldest first: the location's own before the
 * agency's, one that works and was granted the scope before any other. Null: none reaches the location.
 */
export function servingConnection<T extends Serving>(
  connections: readonly T[],
  locationId: string,
  scope?: string,
): T | null {
  const able = [
    ...connections.filter((one) => one.locationId === locationId),
    ...connections.filter((one) => one.kind === "agency_oauth" && one.locationId !== locationId),
  ];
  const working = able.filter(({ status }) => status === "working");
  const granted = working.find(({ scopes }) => scope === undefined || scopes.includes(scope));
  return granted ?? working[0] ?? able[0] ?? null;
}
