import { ReadRefusal } from "./refusal";
import { linesIn, tokenize } from "./tokenize";

export const MAX_RECORD_CHARACTERS = 1024 * 1024;
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Characters that are cut at once: what stays in the processor's cache is read fastest. */
const PIECE = 32 * 1024;
/**
 * The same where rows keep their text. A piece then lives as long as they do, and the collector copies young strings of
 * up to 128 KB twice before it lets them be; longer ones it never moves.
 */
const KEPT_PIECE = 256 * 1024;
/** Less than this waits for more, so that a file in thousands of tiny parts is not looked at thousands of times. */
const LEAST = 16 * 1024;

/** How much is decoded and cut at once. */
export const pieceOf = (keepText: boolean): number => (keepText ? KEPT_PIECE : PIECE);

/** The records of one piece of text, and where each ends in it. */
export type RecordPiece = { text: string; records: string[][]; ends: number[] };

/**
 * Cuts text that arrives in chunks into records, in linear time and bounded memory whatever the quotes do: each piece is
 * read to its last complete record, what is left is carried over, and a record that grows past 1 MB is refused with the
 * line where it began.
 */
export function createRecordReader(options: { delimiter: () => Delimiter; keepText?: boolean }) {
  /** Text after the last complete record. */
  let carry = "";
  let waiting = "";
  /** Lines before `carry`. */
  let lines = 0;
  const { keepText = false } = options;
  const piece = pieceOf(keepText);

  function take(text: string): RecordPiece {
    const whole = carry === "" ? text : carry + text;
    const found = tokenize(whole, options.delimiter(), false);
    const first = found.records[0];
    if (carry.length > MAX_RECORD_CHARACTERS / 2 && first) {
      let length = first.length;
      for (const cell of first) length += cell.length;
      if (length > MAX_RECORD_CHARACTERS) throw tooLong(lines + 1);
    }
    lines += found.lines;
    carry = found.end === whole.length ? "" : whole.slice(found.end);
    if (carry.length > MAX_RECORD_CHARACTERS) {
      throw tokenize(carry, options.delimiter(), true).unclosed
        ? unclosedQuote(lines + 1, " within 1 MB")
        : tooLong(lines + 1);
    }
    return { text: whole, records: found.records, ends: found.ends };
  }

  function takeWaiting(): RecordPiece[] {
    const text = waiting;
    waiting = "";
    const found: RecordPiece[] = [];
    for (let from = 0; from < text.length; from += piece) found.push(take(text.slice(from, from + piece)));
    return found;
  }

  return {
    /** Lines that are read; for the place of what is refused. */
    linesBefore: (text: string, index: number): number =>
      lines + linesIn(carry) + linesIn(waiting) + linesIn(text, index),
    /** Adds text with `\n` as its only newline; answers the records that are complete by now. */
    push(text: string): RecordPiece[] {
      waiting = waiting === "" ? text : waiting + text;
      return waiting.length < LEAST ? [] : takeWaiting();
    },
    /** The rest of the file. Throws when it ends inside a quoted cell. */
    end(): RecordPiece[] {
      const found = takeWaiting();
      if (carry === "") return found;
      const { records, ends, unclosed } = tokenize(carry, options.delimiter(), true);
      if (unclosed) throw unclosedQuote(lines + 1);
      found.push({ text: carry, records, ends });
      carry = "";
      return found;
    },
  };
}

/** The records of a file's beginning; `whole`: it is all of the file. */
export function firstRecords(text: string, delimiter: Delimiter, whole: boolean): string[][] {
  return tokenize(text, delimiter, whole).records;
}

function unclosedQuote(line: number, where = ""): ReadRefusal {
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
