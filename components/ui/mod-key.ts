import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);

/** A key with the platform's own modifier: "⌘K" on Apple's machines, "Ctrl K" on all others. */
export function useModKey(key: string): string {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return apple ? `⌘${key}` : `Ctrl ${key}`;
}
