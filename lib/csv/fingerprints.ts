const FIRST_CAPACITY = 1 << 14;
/** Posts there is room for whenever room is looked after. */
const ROOM = 256;
/** Each time by so much: what is there has to be put in its new place, what is not yet costs nothing until it comes. */
const GROWTH = 8;
/** A slot holds the place of a post and some bits of its fingerprint, which tell nearly all others apart. */
const PLACE_BITS = 22;
const PLACES = 2 ** PLACE_BITS;
const TAG = ~(PLACES - 1);

/**
 * Remembers which posts were seen, in about 24 bytes each whatever their captions' length, so that a million rows can be
 * compared while they stream past. Two posts are the same when their captions (64 bits of them), minutes and account
 * sets are; texts themselves are not kept.
 */
export class Fingerprints {
  /** One word a slot, so that the part of memory that look-ups jump about in stays small; 0 is free. */
  private slots = new Int32Array(FIRST_CAPACITY * 2);
  /** The posts in the order they came, from 1 on. */
  private lows = new Int32Array(FIRST_CAPACITY);
  private highs = new Int32Array(FIRST_CAPACITY);
  private rows = new Int32Array(FIRST_CAPACITY);
  private size = 0;
  private readonly encoder = new TextEncoder();
  private bytes = new Uint8Array(1 << 14);
  private words = new Int32Array(this.bytes.buffer);

  /** The two halves of the fingerprint made last. */
  low = 0;
  high = 0;
  /** How many characters its text has if all are ASCII, else -1. */
  plain = -1;

  /** The row that was seen with the same text, minute and set before; 0: none, and `row` is remembered. */
  add(text: string, minute: number, set: number, row: number): number {
    this.make(text, minute, set);
    return this.insert(this.low, this.high, row);
  }

  /** Leaves the fingerprint of a post in `low` and `high`. */
  make(text: string, minute: number, set: number): void {
    const length = this.encode(text);
    this.plain = length === text.length ? length : -1;
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
    // Asked for now and then, so that what happens once in a file is no part of what runs for every row.
    if ((this.size & (ROOM - 1)) === 0) this.makeRoom();
    const { slots, lows, highs } = this;
    const mask = slots.length - 1;
    const tag = high & TAG;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      const slot = slots[at] ?? 0;
      // Place 0 is nobody's: looking there where the bits differ costs less than a branch that is hardly ever taken.
      const other = (slot & TAG) ^ tag;
      const place = other === 0 ? slot & (PLACES - 1) : 0;
      const differs = ((lows[place] ?? 0) ^ low) | ((highs[place] ?? 0) ^ high) | other;
      if (slot === 0) {
        const free = ++this.size;
        slots[at] = tag | free;
        lows[free] = low;
        highs[free] = high;
        this.rows[free] = row;
        return 0;
      }
      if (differs === 0) return this.rows[place] ?? 0;
    }
  }

  private makeRoom(): void {
    if (this.size + ROOM >= this.rows.length) this.grow();
  }

  private grow(): void {
    if (this.rows.length >= PLACES) throw new RangeError(`More than ${PLACES} posts cannot be compared.`);
    const capacity = Math.min(PLACES, this.rows.length * GROWTH);
    const longer = (old: Int32Array<ArrayBuffer>) => {
      const wide = new Int32Array(capacity);
      wide.set(old);
      return wide;
    };
    this.lows = longer(this.lows);
    this.highs = longer(this.highs);
    this.rows = longer(this.rows);
    const slots = new Int32Array(capacity * 2);
    const mask = slots.length - 1;
    const { lows, highs } = this;
    for (let place = 1; place <= this.size; place++) {
      let at = (lows[place] ?? 0) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = ((highs[place] ?? 0) & TAG) | place;
    }
    this.slots = slots;
  }
}

/** Spreads what differs in a few bits over all of them. */
function mixed(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
