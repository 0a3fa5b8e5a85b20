import { Fingerprints } from "./fingerprints";

/** Characters of a text that its quick key looks at, besides its length. */
const LOOKS = 8;

/**
 * Finds posts that are the same among rows whose text is still at hand. Each has a quick key of its length, a few of its
 * characters, its time and its accounts; only of those that share one is the whole text looked at.
 */
export class Twins {
  private readonly quick = new Fingerprints();
  private readonly whole = new Fingerprints();
  private readonly looked = new Set<number>();

  /** `look`: makes a row's whole fingerprint. */
  constructor(private readonly look: (index: number, into: Fingerprints) => void) {}

  /** Index of the first row that is the same as this one; -1: none before it is. */
  add(index: number, low: number, high: number): number {
    const first = this.quick.insert(low, high, index + 1) - 1;
    if (first === -1) return -1;
    // The first one of a key was not looked at before there was a second.
    if (!this.looked.has(first)) {
      this.looked.add(first);
      this.enter(first);
    }
    return this.enter(index) - 1;
  }

  private enter(index: number): number {
    const { whole } = this;
    this.look(index, whole);
    return whole.insert(whole.low, whole.high, index + 1);
  }
}

/** The two halves of a quick key, written where `set` puts them. */
export function quickKey(text: string, second: number, set: number): { low: number; high: number } {
  const { length } = text;
  let high = length;
  const step = Math.max(1, Math.floor(length / LOOKS));
  for (let at = length - 1; at >= 0; at -= step) high = Math.imul(high ^ text.charCodeAt(at), 0x5bd1e995);
  let low = Math.imul(second, 0x85ebca6b) ^ Math.imul(set, 0x9e3779b1) ^ high;
  low = Math.imul(low ^ (low >>> 15), 0xc2b2ae35);
  return { low: low ^ (low >>> 13), high: high ^ (high >>> 16) };
}
