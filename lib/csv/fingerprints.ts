const FIRST_CAPACITY = 1 << 14;

/**
 * Remembers which posts were seen, in 24 to 48 bytes each whatever their captions' length, so that a million rows can be
 * compared while they stream past. Two posts are the same when their captions (64 bits of them), minutes and account
 * sets are; texts themselves are not kept.
 */
export class Fingerprints {
  /** Two words a slot, row and half the fingerprint: a look-up touches little memory. */
  private slots = new Int32Array(FIRST_CAPACITY * 2);
  private highs = new Int32Array(FIRST_CAPACITY);
  private size = 0;
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(1 << 14);
  private words = new Int32Array(this.bytes.buffer);

  /** The two halves of the fingerprint made last. */
  low = 0;
  high = 0;

  /** The row that was seen with the same text, minute and set before; 0: none, and `row` is remembered. */
  add(text: string, minute: number, set: number, row: number): number {
    this.make(text, minute, set);
    return this.insert(this.low, this.high, row);
  }

  /** Leaves the fingerprint of a post in `low` and `high`. */
  make(text: string, minute: number, set: number): void {
    const length = this.encode(text);
    let low = Math.imul(length + 1, 0x85ebca6b) ^ Math.imul(minute, 0xc2b2ae35) ^ Math.imul(set, 0x9e3779b1);
    let high = Math.imul(minute ^ 0x27d4eb2f, 0x165667b1) + Math.imul(set, 0x2545f491) + length;
    const { words } = this;
    // Two words a turn, each half stirred into the other.
    for (let at = 0; at < length; at += 8) {
      low = Math.imul(low ^ (words[at >> 2] ?? 0), 0x5bd1e995);
      high = Math.imul(high ^ (words[(at >> 2) + 1] ?? 0), 0x1b873593) ^ (low >>> 15);
      low ^= high >>> 13;
    }
    this.low = mixed(low);
    this.high = mixed(high);
  }

  private encode(text: string): number {
    if (text.length * 3 + 8 > this.bytes.length) {
      this.bytes = new Uint8Array(2 ** Math.ceil(Math.log2(text.length * 3 + 16)));
      this.words = new Int32Array(this.bytes.buffer);
    }
    const { written } = this.encoder.encodeInto(text, this.bytes);
    for (let at = written; at < written + 7; at++) this.bytes[at] = 0;
    return written;
  }

  /** `add` for a fingerprint that was made before. */
  insert(low: number, high: number, row: number): number {
    if (this.size * 2 > this.highs.length) this.grow();
    const { slots, highs } = this;
    const mask = slots.length - 1;
    for (let at = (low << 1) & mask; ; at = (at + 2) & mask) {
      const present = slots[at] ?? 0;
      if (present === 0) {
        slots[at] = row;
        slots[at + 1] = low;
        highs[at >> 1] = high;
        this.size++;
        return 0;
      }
      if (slots[at + 1] === low && highs[at >> 1] === high) return present;
    }
  }

  private grow(): void {
    const { slots, highs } = this;
    this.slots = new Int32Array(slots.length * 2);
    this.highs = new Int32Array(highs.length * 2);
    this.size = 0;
    for (let at = 0; at < slots.length; at += 2) {
      const row = slots[at] ?? 0;
      if (row !== 0) this.insert(slots[at + 1] ?? 0, highs[at >> 1] ?? 0, row);
    }
  }
}

/** Spreads what differs in a few bits over all of them. */
function mixed(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
