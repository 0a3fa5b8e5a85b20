import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

const RANDOM_BYTES = 16;

/** Time-ordered ids (uuid v7), made by us so that PostgreSQL 15 serves as well as 18. */
export const newId = (): string => v7();

/** As many ids at once: randomness drawn row by row costs a bulk load a tenth of its time. */
export function newIds(count: number): string[] {
  const random = randomBytes(count * RANDOM_BYTES);
  return Array.from({ length: count }, (_, n) =>
    v7({ random: random.subarray(n * RANDOM_BYTES, (n + 1) * RANDOM_BYTES) }),
  );
}
