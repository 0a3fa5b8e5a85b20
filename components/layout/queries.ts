"use client";

import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/http/api-client";
import { locationsReply } from "@/lib/locations/schema";

/** Every location the person was granted; pages share this one answer. */
export const locationsQuery = queryOptions({
  queryKey: ["locations"],
  queryFn: ({ signal }) => api("/api/locations", { schema: locationsReply, signal }),
});

/** The granted locations, as the switcher and the command menu list them. */
export function useLocations(enabled = true) {
  return useQuery({ ...locationsQuery, enabled });
}
