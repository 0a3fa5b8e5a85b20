"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Parts of the address that only the page itself reads: sort, search. Changing one asks the server for nothing. */
export function useSearchPart() {
  const search = useSearchParams();
  const read = useCallback((name: string) => search.get(name), [search]);
  const write = useCallback((name: string, value: string | null) => {
    const next = new URLSearchParams(window.location.search);
    if (value === null) next.delete(name);
    else next.set(name, value);
    const text = next.toString().replaceAll("%2C", ",");
    window.history.replaceState(null, "", `${window.location.pathname}${text === "" ? "" : `?${text}`}`);
  }, []);
  return { read, write };
}
