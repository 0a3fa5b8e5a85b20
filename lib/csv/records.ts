import Papa from "papaparse";
import { ReadRefusal } from "./refusal";

export const MAX_RECORD_CHARACTERS = 1024 * 1024;
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Characters papaparse is given at once: what stays in the processor's cache is parsed fastest. */
const PIECE = 64 * 1024;
/** Less than this waits for more, so that a file in thousands of tiny parts is not parsed thousands of times. */
const LEAST = 32 * 1024;

/**
 * Cuts text that arrives in chunks into records with papaparse, in linear time and bounded memory whatever the quotes
 * do. papaparse's own streaming reads on from an unclosed quote to the end of the file, again and again with every
 * chunk; here each piece is parsed to its last complete record, what is left is carried over, and a record that grows
 * past 1 MB is refused with the line where it began.
 */
export function createRecordReader(options: { delimiter: () => Delimiter }) {
  /** Text after the last complete record. */
  let carry = "";
  let waiting = "";
  /** Lines before `carry`. */
  let lines = 0;

  function parse(text: string, final: boolean): Papa.ParseResult<string[]> {
    // `Papa.Parser` is what `Papa.parse` runs on a string; it alone can leave the last, unfinished record out.
    const parser = new Papa.Parser({ delimiter: options.delimiter(), newline: "\n" });
    return parser.parse(text, 0, !final);
  }

  function take(text: string): string[][] {
    const whole = carry === "" ? text : carry + text;
    const { data, meta } = parse(whole, false);
    const first = data[0];
    if (carry.length > MAX_RECORD_CHARACTERS / 2 && first) {
      let length = first.length;
      for (const cell of first) length += cell.length;
      if (length > MAX_RECORD_CHARACTERS) throw tooLong(lines + 1);
    }
    lines += countLines(whole, meta.cursor);
    // A copy: a slice would keep the whole piece alive as long as its last record.
    carry = meta.cursor === whole.length ? "" : whole.slice(meta.cursor);
    if (carry.length > MAX_RECORD_CHARACTERS) {
      throw carry.includes('"') && endsQuoted(carry)
        ? unclosed(lines + 1, " within 1 MB")
        : tooLong(lines + 1);
    }
    return data;
  }

  function takeWaiting(): string[][] {
    const text = waiting;
    waiting = "";
    if (text.length <= PIECE) return take(text);
    const found: string[][] = [];
    for (let from = 0; from < text.length; from += PIECE) {
      const records = take(text.slice(from, from + PIECE));
      for (let index = 0; index < records.length; index++) {
        const record = records[index];
        if (record) found.push(record);
      }
    }
    return found;
  }

  function endsQuoted(text: string): boolean {
    return parse(text, true).errors.some((error) => error.code === "MissingQuotes");
  }

  return {
    /** Lines that are read; for the place of what is refused. */
    linesBefore: (text: string, index: number): number =>
      lines + countLines(carry, carry.length) + countLines(waiting, waiting.length) + countLines(text, index),
    /** Adds text with `\n` as its only newline; answers the records that are complete by now. */
    push(text: string): string[][] {
      waiting = waiting === "" ? text : waiting + text;
      return waiting.length < LEAST ? [] : takeWaiting();
    },
    /** The rest of the file. Throws when it ends inside a quoted cell. */
    end(): string[][] {
      const found = takeWaiting();
      if (carry === "") return found;
      const { data, errors } = parse(carry, true);
      if (errors.some((error) => error.code === "MissingQuotes")) throw unclosed(lines + 1);
      carry = "";
      for (const record of data) found.push(record);
      return found;
    },
  };
}

/** The records of a file's beginning; `whole`: it is all of the file. */
export function firstRecords(text: string, delimiter: Delimiter, whole: boolean): string[][] {
  const parser = new Papa.Parser({ delimiter, newline: "\n" });
  const { data }: Papa.ParseResult<string[]> = parser.parse(text, 0, !whole);
  return data;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

function unclosed(line: number, where = ""): ReadRefusal {
  return new ReadRefusal(
    "unclosed_quote",
    `A quote that opens in the record starting at line ${line} is not closed${where}. Close it there (or double the quotes inside the text), then choose the file again.`,
    line,
  );
}

function tooLong(line: number): ReadRefusal {
  return new ReadRefusal(
    "record_too_long",
    `The record starting at line ${line} is longer than 1 MB. No post is that long: look at that line, then choose the file again.`,
    line,
  );
}
