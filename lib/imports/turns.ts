import { setTimeout as sleep } from "node:timers/promises";

type Turn<T> = { item: T; due: number };

/**
 * Takes items in turns, `lanes` at once. A turn that answers a number of milliseconds gives its place to another item and is
 * taken up again after them. At most `underWay` items are begun and not ended; begun ones that are due go before new ones.
 */
export async function takeTurns<T>(
  items: readonly T[],
  options: { lanes: number; underWay: number; stopped: () => boolean },
  turn: (item: T) => Promise<number | null>,
): Promise<void> {
  const fresh = [...items];
  const resting: Turn<T>[] = [];
  let running = 0;

  const next = (): T | null => {
    const now = Date.now();
    const first = resting.findIndex(({ due }) => due <= now);
    if (first !== -1) return resting.splice(first, 1)[0]?.item ?? null;
    return running + resting.length < options.underWay ? (fresh.shift() ?? null) : null;
  };

  const lane = async (): Promise<void> => {
    while (!options.stopped() && (fresh.length > 0 || resting.length > 0)) {
      const item = next();
      if (item === null) {
        await sleep(pauseOf(resting));
        continue;
      }
      running++;
      try {
        const again = await turn(item);
        if (again !== null) rest(resting, { item, due: Date.now() + again });
      } finally {
        running--;
      }
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
}

const MOMENT_MS = 100;

const pauseOf = (resting: readonly Turn<unknown>[]): number =>
  Math.min(MOMENT_MS, Math.max(1, Math.min(...resting.map(({ due }) => due)) - Date.now()));

/** Kept in order of when they are due. */
function rest<T>(resting: Turn<T>[], turn: Turn<T>): void {
  const at = resting.findIndex(({ due }) => due > turn.due);
  resting.splice(at === -1 ? resting.length : at, 0, turn);
}
