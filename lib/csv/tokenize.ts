import type { Delimiter } from "./records";

const QUOTE = 34;
const NEWLINE = 10;

export type Tokens = {
  records: string[][];
  /** Where each record ends in the text, behind its newline; the next one begins there. */
  ends: number[];
  /** Where the text after the last complete record begins. */
  end: number;
  /** Lines up to there. */
  lines: number;
  /** The text ends inside a quoted cell. */
  unclosed: boolean;
};

/**
 * Cuts text whose only newline is `\n` into records of cells. A quote opens a cell only at its start; inside, two stand
 * for one, and one that neither space nor a delimiter follows is part of the text. `final`: the last record ends with
 * the text, else it is left out.
 */
export function tokenize(text: string, delimiter: Delimiter, final: boolean): Tokens {
  return new Cutter(text, delimiter).cut(final);
}

/** Everything is found by `indexOf`, which looks at many characters at a time; no place is looked for twice. */
class Cutter {
  private readonly records: string[][] = [];
  /** The record being cut: a list that grows would be three times as long as what it holds. */
  private readonly cells: string[] = [""];
  private readonly length: number;
  private readonly separator: number;
  /** The next of each at or behind the place they were asked for last; `length`: there is none. */
  private quote: number;
  private mark: number;
  private line: number;

  constructor(
    private readonly text: string,
    private readonly delimiter: Delimiter,
  ) {
    this.length = text.length;
    this.separator = delimiter.charCodeAt(0);
    this.quote = this.next('"', 0);
    this.mark = this.next(delimiter, 0);
    this.line = this.next("\n", 0);
  }

  cut(final: boolean): Tokens {
    const { text, delimiter, length, records, cells } = this;
    const ends: number[] = [];
    let start = 0;
    let lines = 0;
    while (start < length) {
      if (this.line < start) this.line = this.next("\n", start);
      if (this.quote < start) this.quote = this.next('"', start);
      if (this.mark < start) this.mark = this.next(delimiter, start);
      const { line } = this;
      if (line === length && !final) break;
      if (this.quote < line) {
        const record = this.cutQuoted(start, final);
        if (record === null) break;
        ends.push(Math.min(record.end, length));
        lines += record.lines;
        start = record.end;
        if (record.unclosed) return { records, ends, end: length, lines, unclosed: true };
        continue;
      }
      let { mark } = this;
      let count = 0;
      let cursor = start;
      while (mark < line) {
        this.put(count++, mark === cursor ? "" : text.slice(cursor, mark));
        cursor = mark + 1;
        mark = this.next(delimiter, cursor);
      }
      this.put(count++, cursor === line ? "" : text.slice(cursor, line));
      this.mark = mark;
      records.push(cells.slice(0, count));
      start = line + 1;
      ends.push(Math.min(start, length));
      lines++;
    }
    return { records, ends, end: Math.min(start, length), lines, unclosed: false };
  }

  private put(at: number, cell: string): void {
    if (at < this.cells.length) this.cells[at] = cell;
    else this.cells.push(cell);
  }

  /** A record with a quote in it; null: it does not end here. */
  private cutQuoted(start: number, final: boolean): { end: number; lines: number; unclosed: boolean } | null {
    const { text, delimiter, length, records, cells } = this;
    let count = 0;
    let lines = 1;
    let cursor = start;
    for (;;) {
      if (cursor === length || text.charCodeAt(cursor) !== QUOTE) {
        if (this.mark < cursor) this.mark = this.next(delimiter, cursor);
        if (this.line < cursor) this.line = this.next("\n", cursor);
        const to = Math.min(this.mark, this.line);
        if (to === length && !final) return null;
        this.put(count++, to === cursor ? "" : text.slice(cursor, to));
        cursor = to + 1;
        if (to !== this.line) continue;
        records.push(cells.slice(0, count));
        return { end: cursor, lines, unclosed: false };
      }
      const from = cursor + 1;
      let close = text.indexOf('"', from);
      let doubled = false;
      let after = length;
      while (close !== -1 && close < length - 1) {
        if (text.charCodeAt(close + 1) === QUOTE) {
          doubled = true;
          close++;
        } else {
          after = this.endAfter(close);
          if (after < length) break;
        }
        close = text.indexOf('"', close + 1);
      }
      if (after === length && !final) return null;
      const cell = text.slice(from, close === -1 ? length : close);
      this.put(count++, doubled && close !== -1 ? cell.replaceAll('""', '"') : cell);
      if (cell.includes("\n")) lines += linesIn(cell);
      cursor = after + 1;
      if (after < length && text.charCodeAt(after) !== NEWLINE) continue;
      records.push(cells.slice(0, count));
      return { end: cursor, lines, unclosed: close === -1 };
    }
  }

  /** Where a cell ends whose quote may close at `close`: nothing but space follows; `length`: something else does. */
  private endAfter(close: number): number {
    const { text, length, separator } = this;
    for (let at = close + 1; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === separator || code === NEWLINE) return at;
      if ((code > 32 && code < 160) || text.charAt(at).trim() !== "") break;
    }
    return length;
  }

  private next(wanted: string, from: number): number {
    const at = this.text.indexOf(wanted, from);
    return at === -1 ? this.length : at;
  }
}

/** How many newlines there are in a text. */
export function linesIn(text: string, end = text.length): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
