const FIRST_CAPACITY = 1 << 12;

/**
 * Remembers which posts were seen, in 16 to 64 bytes each whatever their captions' length, so that a million rows can be
 * compared while they stream past. Two posts are the same when their captions (64 bits of them), minutes and account
 * sets are; texts themselves are not kept.
 */
export class Fingerprints {
  /** Four words a slot (row, low, high, unused): a look-up touches one line of memory. */
  private slots = new Int32Array(FIRST_CAPACITY * 4);
  private size = 0;
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(1 << 14);
  private words = new Int32Array(this.bytes.buffer);

  /** The row that was seen with the same text, minute and set before; 0: none, and `row` is remembered. */
  add(text: string, minute: number, set: number, row: number): number {
    const length = this.encode(text);
    let low = Math.imul(length ^ set ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(minute, 0xc2b2ae35);
    let high = Math.imul(minute ^ 0x27d4eb2f, 0x165667b1) ^ Math.imul(set + length, 0x9e3779b1);
    const { words } = this;
    for (let at = 0; at < length; at += 4) {
      const word = words[at >> 2] ?? 0;
      low = Math.imul(low ^ word, 0x5bd1e995);
      low ^= low >>> 13;
      high = Math.imul(high + word, 0x1b873593);
      high ^= high >>> 15;
    }
    return this.insert(low, high, row);
  }

  private encode(text: string): number {
    if (text.length * 3 + 4 > this.bytes.length) {
      this.bytes = new Uint8Array(2 ** Math.ceil(Math.log2(text.length * 3 + 8)));
      this.words = new Int32Array(this.bytes.buffer);
    }
    const { written } = this.encoder.encodeInto(text, this.bytes);
    this.bytes[written] = 0;
    this.bytes[written + 1] = 0;
    this.bytes[written + 2] = 0;
    return written;
  }

  private insert(low: number, high: number, row: number): number {
    if (this.size * 8 > this.slots.length) this.grow();
    const { slots } = this;
    const mask = slots.length - 1;
    for (let at = ((low ^ (high >>> 7)) << 2) & mask; ; at = (at + 4) & mask) {
      const present = slots[at] ?? 0;
      if (present === 0) {
        slots[at] = row;
        slots[at + 1] = low;
        slots[at + 2] = high;
        this.size++;
        return 0;
      }
      if (slots[at + 1] === low && slots[at + 2] === high) return present;
    }
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Int32Array(slots.length * 2);
    this.size = 0;
    for (let at = 0; at < slots.length; at += 4) {
      const row = slots[at] ?? 0;
      if (row !== 0) this.insert(slots[at + 1] ?? 0, slots[at + 2] ?? 0, row);
    }
  }
}
