import Papa from "papaparse";
import { ReadRefusal } from "./refusal";

export const MAX_RECORD_CHARACTERS = 1024 * 1024;
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/**
 * Cuts text that arrives in chunks into complete blocks of records, in linear time whatever the quotes do, and has
 * papaparse split each block. papaparse alone would read on from an unclosed quote to the end of the file, again and
 * again; here such a record is refused as soon as it is longer than any honest one, with the line where it began.
 */
export function createRecordReader(options: { delimiter: () => Delimiter }) {
  let buffer = "";
  /** Where the scan goes on, whether it is inside a quoted cell, and where the last complete record ended. */
  let scan = 0;
  let quoted = false;
  let complete = 0;
  let lines = 0;

  function findBoundaries(final: boolean): void {
    const delimiter = options.delimiter();
    while (scan < buffer.length) {
      if (!quoted) {
        const quote = buffer.indexOf('"', scan);
        const end = quote === -1 ? buffer.length : quote;
        const newline = buffer.lastIndexOf("\n", end - 1);
        if (newline >= scan && newline !== -1) complete = newline + 1;
        if (quote === -1) {
          scan = buffer.length;
          return;
        }
        const before = quote === 0 ? "\n" : buffer[quote - 1];
        // Only a quote at the start of a cell opens it; one in the middle (5" pipe) is an ordinary character.
        quoted = before === "\n" || before === delimiter;
        scan = quote + 1;
      } else {
        const quote = buffer.indexOf('"', scan);
        if (quote === -1) {
          scan = buffer.length;
          return;
        }
        const closes = closesCell(quote, delimiter, final);
        if (closes === "unknown") {
          scan = quote;
          return;
        }
        if (closes === "escaped") scan = quote + 2;
        else {
          scan = quote + 1;
          quoted = closes === "no";
        }
      }
    }
  }

  function closesCell(
    quote: number,
    delimiter: string,
    final: boolean,
  ): "yes" | "no" | "escaped" | "unknown" {
    if (buffer[quote + 1] === '"') return "escaped";
    let next = quote + 1;
    while (buffer[next] === " ") next++;
    const after = buffer[next];
    if (after === undefined) return final ? "yes" : "unknown";
    return after === delimiter || after === "\n" ? "yes" : "no";
  }

  function take(end: number): string[][] {
    if (end === 0) return [];
    const block = buffer.slice(0, end);
    buffer = buffer.slice(end);
    scan = Math.max(0, scan - end);
    complete = 0;
    const body = block.endsWith("\n") ? block.slice(0, -1) : block;
    const found = Papa.parse<string[]>(body, { delimiter: options.delimiter(), newline: "\n" }).data;
    if (block.length > MAX_RECORD_CHARACTERS) refuseLongRecords(found);
    for (let at = block.indexOf("\n"); at !== -1; at = block.indexOf("\n", at + 1)) lines++;
    return found;
  }

  function refuseLongRecords(found: string[][]): void {
    let line = lines + 1;
    for (const cells of found) {
      let length = 0;
      for (const cell of cells) length += cell.length + 1;
      if (length > MAX_RECORD_CHARACTERS) throw tooLong(line);
      line++;
      for (const cell of cells) if (cell.includes("\n")) line += cell.split("\n").length - 1;
    }
  }

  function refuseEndless(): void {
    if (buffer.length - complete <= MAX_RECORD_CHARACTERS) return;
    let line = lines + 1;
    for (let at = buffer.indexOf("\n"); at !== -1 && at < complete; at = buffer.indexOf("\n", at + 1)) line++;
    throw quoted ? unclosed(line) : tooLong(line);
  }

  return {
    /** Adds text with `\n` as its only newline; answers the records that are complete by now. */
    push(text: string): string[][] {
      buffer += text;
      findBoundaries(false);
      refuseEndless();
      return take(complete);
    },
    /** The rest of the file. Throws when it ends inside a quoted cell. */
    end(): string[][] {
      findBoundaries(true);
      if (quoted) {
        let line = lines + 1;
        for (let at = buffer.indexOf("\n"); at !== -1 && at < complete; at = buffer.indexOf("\n", at + 1))
          line++;
        throw unclosed(line);
      }
      return buffer === "" ? [] : take(buffer.length);
    },
  };
}

function unclosed(line: number): ReadRefusal {
  return new ReadRefusal(
    "unclosed_quote",
    `A quote that opens in the record starting at line ${line} is never closed. Close it there (or double the quotes inside the text), then choose the file again.`,
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
