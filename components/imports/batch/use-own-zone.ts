"use client";

import { useEffect, useState } from "react";

/**
 * The zone of whoever looks, for what people did; times of posts stay on the location's clock. The server cannot know it:
 * until the page stands in the browser it is `fallback`.
 */
export function useOwnZone(fallback: string): string {
  const [zone, setZone] = useState(fallback);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return zone;
}
