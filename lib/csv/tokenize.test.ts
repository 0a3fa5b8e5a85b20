import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { DELIMITERS } from "./records";
import { tokenize } from "./tokenize";

const text = fc
  .array(fc.constantFrom('"', '""', ",", ";", "\t", "\n", " ", "\u00a0", "\u2028", "a", "bc", "é", "🦷"), {
    maxLength: 24,
  })
  .map((parts) => parts.join(""));

describe("cutting text into records", () => {
  it("cuts anything as papaparse does, however its quotes stand", () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...DELIMITERS), fc.boolean(), (written, delimiter, final) => {
        const parser = new Papa.Parser({ delimiter, newline: "\n" });
        const expected: Papa.ParseResult<string[]> = parser.parse(written, 0, !final);
        const found = tokenize(written, delimiter, final);
        // papaparse makes an empty record of the end that follows the last newline.
        const records =
          expected.data.length === found.records.length + 1 ? expected.data.slice(0, -1) : expected.data;
        expect(found.records).toEqual(records);
        if (records !== expected.data) expect(expected.data.at(-1)).toEqual([""]);
        expect(found.end).toBe(expected.meta.cursor);
        expect(found.unclosed).toBe(final && expected.errors.some((error) => error.code === "MissingQuotes"));
        expect(found.ends).toHaveLength(records.length);
        for (const [at, end] of found.ends.entries())
          if (!found.unclosed || at < records.length - 1)
            expect(tokenize(written.slice(found.ends[at - 1] ?? 0, end), delimiter, true).records).toEqual([
              records[at],
            ]);
        if (!final) expect(found.lines).toBe((written.slice(0, found.end).match(/\n/g) ?? []).length);
      }),
      { numRuns: 5000 },
    );
  });

  it("is as fast for one column as for many: no place is looked for twice", () => {
    const lines = 200_000;
    const started = performance.now();
    expect(tokenize("word\n".repeat(lines), ",", true).records).toHaveLength(lines);
    expect(tokenize(",\n".repeat(lines), ",", true).records).toHaveLength(lines);
    expect(tokenize('"word"\n'.repeat(lines), ",", true).records).toHaveLength(lines);
    // Looked for again in every row, the delimiter alone would take minutes.
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("counts the lines of complete records, those inside cells as well", () => {
    expect(tokenize('a,b\n"c\nd",e\nf,"g\nh', ",", false)).toEqual({
      ends: [4, 12],
      records: [
        ["a", "b"],
        ["c\nd", "e"],
      ],
      end: 12,
      lines: 3,
      unclosed: false,
    });
  });
});
