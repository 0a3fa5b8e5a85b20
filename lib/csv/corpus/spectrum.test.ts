import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createReader } from "../read";
import { bytesOf, readAll } from "../testing/files";
import { writeCell } from "../write";
import { utf8, utf16 } from "./bytes";

/** The twelve forms every reader of CSV is measured by, in words of our own: what stands in the file, and its cells. */
const FORMS: [name: string, file: string, cells: string[][]][] = [
  [
    "commas inside quotes",
    'name,caption,place\nAnn,"Open late, closed Sunday",Leeds\n',
    [
      ["name", "caption", "place"],
      ["Ann", "Open late, closed Sunday", "Leeds"],
    ],
  ],
  [
    "empty cells, quoted and plain",
    'a,b,c\n1,"",""\n2,3,4\n',
    [
      ["a", "b", "c"],
      ["1", "", ""],
      ["2", "3", "4"],
    ],
  ],
  [
    "empty cells with CRLF",
    'a,b,c\r\n1,"",""\r\n2,3,4\r\n',
    [
      ["a", "b", "c"],
      ["1", "", ""],
      ["2", "3", "4"],
    ],
  ],
  [
    "doubled quotes",
    'a,b\n1,"say ""hello"" twice"\n3,4\n',
    [
      ["a", "b"],
      ["1", 'say "hello" twice'],
      ["3", "4"],
    ],
  ],
  [
    "JSON in a cell",
    'key,value\n1,"{""type"": ""Point"", ""at"": [53.8, -1.5]}"\n',
    [
      ["key", "value"],
      ["1", '{"type": "Point", "at": [53.8, -1.5]}'],
    ],
  ],
  [
    "numbers with signs and points",
    'lat,lng,note\n53.7997,-1.5492,"near the river, +2 m"\n-0.5,1e3,\n',
    [
      ["lat", "lng", "note"],
      ["53.7997", "-1.5492", "near the river, +2 m"],
      ["-0.5", "1e3", ""],
    ],
  ],
  [
    "line breaks inside quotes",
    'a,b\n1,"first\nsecond"\n2,"one\n\nthree"\n',
    [
      ["a", "b"],
      ["1", "first\nsecond"],
      ["2", "one\n\nthree"],
    ],
  ],
  [
    "CRLF inside quotes, which reads as one line break",
    'a,b\r\n1,"first\r\nsecond"\r\n',
    [
      ["a", "b"],
      ["1", "first\nsecond"],
    ],
  ],
  [
    "quotes and line breaks together",
    'a,b\n1,"he said\n""yes"",\nand left"\n2,4\n',
    [
      ["a", "b"],
      ["1", 'he said\n"yes",\nand left'],
      ["2", "4"],
    ],
  ],
  [
    "nothing special",
    "a,b,c\n1,2,3\n",
    [
      ["a", "b", "c"],
      ["1", "2", "3"],
    ],
  ],
  [
    "nothing special, with CRLF",
    "a,b,c\r\n1,2,3\r\n",
    [
      ["a", "b", "c"],
      ["1", "2", "3"],
    ],
  ],
  [
    "letters of many scripts",
    "a,b\nʤ,日本語 שלום 🦷\n",
    [
      ["a", "b"],
      ["ʤ", "日本語 שלום 🦷"],
    ],
  ],
];

describe("the twelve forms of CSV", () => {
  it.each(FORMS)("%s", (_, file, cells) => {
    for (const chunk of [1, 2, 5, 4096])
      expect(readAll(bytesOf(file), chunk).map((row) => row.cells)).toEqual(cells);
  });
});

describe("any rows in any dialect", () => {
  const cell = fc
    .string({ unit: "grapheme", maxLength: 16 })
    .map((text) => text.replace(/[\0\r\ufeff]/g, "").toWellFormed());
  const dialect = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t"),
    newline: fc.constantFrom("\n", "\r\n", "\r"),
    charset: fc.constantFrom("utf-8", "utf-8 with a mark", "utf-16le", "utf-16be"),
    quoteAll: fc.boolean(),
    blankRows: fc.integer({ min: 0, max: 2 }),
    lastNewline: fc.boolean(),
    chunk: fc.integer({ min: 1, max: 64 }),
  });

  it("are read back as they were, with the spreadsheet's row numbers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        dialect,
        (rows, how) => {
          const header = ["date", "caption", "link"];
          const quoted = (text: string) =>
            how.quoteAll ? `"${text.replaceAll('"', '""')}"` : writeCell(text, how.delimiter);
          const lines = [header, ...rows].map((cells) => cells.map(quoted).join(how.delimiter));
          const blank = Array<string>(how.blankRows).fill(how.delimiter.repeat(2));
          const text = [lines[0], ...blank, ...lines.slice(1)].join("\n") + (how.lastNewline ? "\n" : "");
          const written = text.replaceAll("\n", how.newline);
          const bytes = how.charset.startsWith("utf-16")
            ? utf16(written, how.charset.endsWith("le") ? "le" : "be", true)
            : utf8((how.charset === "utf-8" ? "" : "\ufeff") + written);
          const expected = rows
            .map((cells, index) => ({ row: index + 2 + how.blankRows, cells }))
            .filter(({ cells }) => cells.some((one) => one.trim() !== ""));
          expect(readAll(bytes, how.chunk).slice(1)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are never read for longer than they are long, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 40 }), (bytes, chunk) => {
        const reader = createReader();
        let cells = 0;
        try {
          for (let from = 0; from < bytes.length; from += chunk)
            for (const row of reader.push(bytes.subarray(from, from + chunk))) cells += row.cells.length;
          for (const row of reader.end()) cells += row.cells.length;
        } catch (error) {
          expect(error).toMatchObject({ name: "ReadRefusal" });
        }
        expect(cells).toBeLessThanOrEqual(bytes.length + 1);
      }),
      { numRuns: 400 },
    );
  });
});
