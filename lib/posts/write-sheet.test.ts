import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fields, mapColumns, type RawRow, readRows } from "@/lib/csv";
import { postIdHeader, readPostIdHeader } from "./sheet-scope";
import { cellsOf, type SheetOptions, writeCsv, writeXlsx } from "./write-sheet";

const plain: SheetOptions = {
  format: "advance",
  withLocation: false,
  withAccounts: true,
  postIdHeader: null,
  formulaSafe: false,
  marked: false,
};

const rowOf = (fields: Fields, ids: string[]) => ({
  row: { fields, posts: ids.map((id) => ({ postId: `post${id}`, accountIds: [`o_l_${id}`] })) },
  locationName: "Larkspur, Bakery",
});

async function read(source: AsyncIterable<Uint8Array>): Promise<Fields[]> {
  const raw: RawRow[] = [];
  for await (const batch of readRows(source)) raw.push(...batch);
  const map = mapColumns(raw.map((row) => row.cells));
  return raw.slice(map.headerRows).map(({ cells }) => {
    const fields: Fields = {};
    map.columns.forEach((key, index) => {
      if (key && cells[index]) fields[key] = cells[index];
    });
    return fields;
  });
}

async function* once<T>(value: T) {
  yield value;
}

/** What XML 1.0 cannot hold, no workbook can; a carriage return is a line end to every reader. */
const text = fc
  .string({ unit: fc.constantFrom(..."abc ,;\"'=+-@%\n\t🦷éß—0123<>&"), minLength: 1, maxLength: 60 })
  .filter((value) => value.trim() === value);
const rows = fc.array(
  fc.record({
    postAtSpecificTime: fc
      .date({ min: new Date("2027-01-01"), max: new Date("2029-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 19).replace("T", " ")),
    content: text,
    followUpComment: text,
    category: text,
  }),
  { minLength: 1, maxLength: 12 },
);

describe("a written sheet", () => {
  it.each([
    ["csv", writeCsv],
    ["xlsx", writeXlsx],
  ] as const)("reads back as it was, whatever the rows: %s", { timeout: 60_000 }, async (_file, write) => {
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (made, withLocation) => {
        const options = { ...plain, withLocation };
        const found = await read(write(once(made.map((fields) => rowOf(fields, ["1", "2"]))), options));
        expect(found).toEqual(
          made.map((fields) => ({
            ...fields,
            accounts: "o_l_1,o_l_2",
            ...(withLocation ? { location: "Larkspur, Bakery" } : {}),
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it("begins with a mark of its alphabet only where it is for people, and reads back the same", async () => {
    const made = { content: "Bäckerei 🦷" };
    const written = async (marked: boolean) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of writeCsv(once([rowOf(made, ["1"])]), { ...plain, marked }))
        pieces.push(piece);
      return Buffer.concat(pieces);
    };
    const marked = await written(true);
    expect(marked.toString()).toBe(`\uFEFF${(await written(false)).toString()}`);
    expect(await read(once(marked))).toEqual([{ ...made, accounts: "o_l_1" }]);
  });

  it("puts an apostrophe before formulas only where asked", () => {
    const row = rowOf({ content: "=1+1", category: "@brand", followUpComment: "-50%" }, []);
    expect(cellsOf(row, plain)).toContain("=1+1");
    const safe = cellsOf(row, { ...plain, formulaSafe: true });
    expect(safe).toEqual(expect.arrayContaining(["'=1+1", "'@brand", "'-50%"]));
  });

  it("refuses to take a sheet without the scope of its export for one to edit", () => {
    expect(() => readPostIdHeader(["content", "Post ID"])).toThrow(/Download the posts for editing again/);
    expect(() => readPostIdHeader(["content"])).toThrow(/Post ID/);
  });

  it("says in its heading what was exported, days as days of each location", () => {
    const now = new Date("2027-02-01T10:00:00Z");
    const asked = {
      type: "scheduled" as const,
      from: "2027-03-01",
      to: undefined,
      locationIds: ["loc1", "loc2"],
      accounts: "a_loc1_1,b_loc1_2",
      search: "50% off; (today)",
    };
    const header = postIdHeader(now, asked, "Europe/Berlin", { now: () => now });
    expect(readPostIdHeader(["content", header])).toEqual({
      column: 1,
      scope: {
        made: now.toISOString(),
        status: "scheduled",
        from: "2027-03-01",
        to: "2027-06-01T10:00:00.000Z",
        locations: ["loc1", "loc2"],
        accounts: asked.accounts,
        search: asked.search,
      },
    });
  });
});
