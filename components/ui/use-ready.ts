"use client";

import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False while the page is only drawn by the server; true once it is alive and a click is heard. */
export function useReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
