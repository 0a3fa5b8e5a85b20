import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReader } from "./read";
import { ReadRefusal } from "./refusal";
import { bytesOf, readAll, refusalOf } from "./testing/files";
import { writeRecord } from "./write";

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const units = [
    ...(mark ? [0xfeff] : []),
    ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  ];
  return Uint8Array.from(
    units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8])),
  );
}

describe("reading a file", () => {
  const sheet = "date,caption\n2026-12-01 10:00,Hello\n";
  it.each([
    ["UTF-8 with a mark", bytesOf(`\ufeff${sheet}`)],
    ["UTF-16 with a mark", utf16(sheet, false, true)],
    ["UTF-16 big-endian with a mark", utf16(sheet, true, true)],
    ["UTF-16 without a mark", utf16(sheet, false, false)],
    ["CRLF", bytesOf(sheet.replaceAll("\n", "\r\n"))],
    ["old Mac newlines", bytesOf(sheet.replaceAll("\n", "\r"))],
    ["a mix of newlines", bytesOf("date,caption\r\n2026-12-01 10:00,Hello\n")],
    ["semicolons", bytesOf(sheet.replaceAll(",", ";"))],
    ["tabs", bytesOf(sheet.replaceAll(",", "\t"))],
    ["no newline at the end", bytesOf(sheet.trimEnd())],
    ["every cell quoted", bytesOf('"date","caption"\n"2026-12-01 10:00","Hello"\n')],
    ["blank rows at the end", bytesOf(`${sheet}\n\n,\n`)],
  ])("gives the same rows for %s, in chunks of any size", (_, bytes) => {
    for (const chunk of [1, 3, 7, bytes.length]) {
      expect(readAll(bytes, chunk).map((row) => row.cells)).toEqual([
        ["date", "caption"],
        ["2026-12-01 10:00", "Hello"],
      ]);
    }
  });

  it("reads Windows-1252 where the bytes are no UTF-8, even when they come late", () => {
    const ascii = bytesOf("caption\nplain\n");
    const latin = Uint8Array.from([0x93, 0x43, 0x61, 0x66, 0xe9, 0x94, 0x0a]);
    const reader = createReader();
    const rows = [...reader.push(ascii), ...reader.push(latin), ...reader.end()];
    expect(rows.at(-1)?.cells).toEqual(["“Café”"]);
    expect(reader.about().charset).toBe("windows-1252");
  });

  it("keeps newlines, quotes and delimiters inside quoted cells, and odd quotes inside plain ones", () => {
    const rows = readAll(bytesOf('caption,link\n"one\ntwo, ""three""",\n5" pipe and 6" pipe,x\n'), 4);
    expect(rows.map((row) => row.cells)).toEqual([
      ["caption", "link"],
      ['one\ntwo, "three"', ""],
      ['5" pipe and 6" pipe', "x"],
    ]);
  });

  it("numbers rows as the spreadsheet does: blank rows and rows with line breaks count once", () => {
    const rows = readAll(bytesOf('caption\n"a\nb"\n\nlast\n'));
    expect(rows.map((row) => row.row)).toEqual([1, 2, 4]);
  });

  it("names the line where a quote opens that is never closed, without reading on for ever", () => {
    const before = "caption\nfine\n";
    const refusal = refusalOf(bytesOf(`${before}"never closed ${"x,\n".repeat(3_000_000)}`));
    expect(refusal).toMatchObject({ code: "unclosed_quote", line: 3 });
    expect(refusalOf(bytesOf('caption\n"short'))).toMatchObject({ code: "unclosed_quote", line: 2 });
  });

  it.each([
    ["a record over 1 MB", bytesOf(`caption\n${"x".repeat(1_100_000)}\n`), "record_too_long"],
    ["NUL characters", bytesOf("caption\na\0b\n"), "binary"],
    ["a workbook", Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), "not_a_sheet"],
    ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), "not_a_sheet"],
    ["a PDF", bytesOf("%PDF-1.7"), "binary"],
    ["nothing", new Uint8Array(), "empty_file"],
  ])("refuses %s with a sentence", (_, bytes, code) => {
    const refusal = refusalOf(bytes);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(/\.$/);
  });

  it("refuses more rows or bytes than it may read", () => {
    const rows = createReader({ maxRows: 10 });
    expect(() => rows.push(bytesOf("x,y\n".repeat(70_000)))).toThrow(/more than 10 rows/);
    const bytes = createReader({ maxBytes: 10 });
    expect(() => bytes.push(bytesOf("x".repeat(11)))).toThrow(ReadRefusal);
  });

  it("reads back any rows, whatever the dialect they were written in", () => {
    const cell = fc
      .string({ unit: "grapheme", maxLength: 12 })
      .map((text) => text.replace(/[\0\r\ufeff]/g, ""));
    const dialect = fc.record({
      delimiter: fc.constantFrom(",", ";", "\t"),
      newline: fc.constantFrom("\n", "\r\n", "\r"),
      mark: fc.boolean(),
      chunk: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        dialect,
        (rows, how) => {
          const header = ["date", "caption", "link"];
          const written = [header, ...rows].map((cells) => writeRecord(cells, how.delimiter)).join("\n");
          const text = (how.mark ? "\ufeff" : "") + written.replaceAll("\n", how.newline);
          const expected = rows.filter((cells) => cells.some((one) => one.trim() !== ""));
          expect(
            readAll(bytesOf(text), how.chunk)
              .slice(1)
              .map((row) => row.cells),
          ).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});
