import { describe, expect, it } from "vitest";
import { workbook, zip } from "./corpus/workbook";
import { ImportSession } from "./import-session";
import { type RawRow, readRows } from "./read";
import { ReadRefusal } from "./refusal";
import { readWorkbook } from "./xlsx";
import { listEntries, readEntry } from "./zip";

async function rowsOf(made: Uint8Array | Promise<Uint8Array>): Promise<RawRow[]> {
  const bytes = await made;
  const rows: RawRow[] = [];
  for await (const batch of readWorkbook(bytes)) rows.push(...batch);
  return rows;
}

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-409]d/m/yyyy\\ h:mm;@"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>`;

describe("a workbook", () => {
  it("gives texts, numbers, dates, words and blanks as a person sees them", async () => {
    const rows = await rowsOf(
      workbook({
        strings: `<si><t>Date</t></si><si><t xml:space="preserve"> Caption </t></si><si><r><t>Rich </t></r><r><rPr><b/></rPr><t>text &amp; more</t></r><rPh><t>yomi</t></rPh></si><si/><si><t>One_x000D_
two &#x1F9B7;</t></si>`,
        styles: STYLES,
        rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
          <row r="2"><c r="A2" s="1"><v>46380.7708333333</v></c><c r="B2" t="s"><v>2</v></c><c r="D2" t="b"><v>1</v></c></row>
          <row r="4"><c r="A4" s="2"><v>46380</v></c><c r="B4" t="s"><v>4</v></c><c r="C4" s="3"><v>1.5</v></c><c r="E4" t="e"><v>#REF!</v></c></row>
          <row r="5"/><row r="6"><c r="A6"/><c r="B6" t="s"><v>3</v></c></row>
          <row r="7"><c t="inlineStr"><is><t>Inline</t></is></c><c t="str"><f>A1&amp;B1</f><v>Formula</v></c><c s="4"><v>0.395833333333</v></c><c><v>1E+3</v></c></row>`,
      }),
    );
    expect(rows).toEqual([
      { row: 1, cells: ["Date", " Caption "] },
      { row: 2, cells: ["2026-12-24 18:30:00", "Rich text & more", "", "TRUE"] },
      { row: 4, cells: ["2026-12-24", "One\ntwo 🦷", "1.5", "", "#REF!"] },
      { row: 7, cells: ["Inline", "Formula", "09:30:00", "1000"] },
    ]);
  });

  it("counts days from 1904 where the workbook does", async () => {
    const bytes = await workbook({
      properties: '<workbookPr date1904="1"/>',
      styles: STYLES,
      rows: '<row r="1"><c r="A1" s="1"><v>44918.5</v></c></row>',
    });
    expect((await rowsOf(bytes))[0]?.cells).toEqual(["2026-12-24 12:00:00"]);
  });

  it("shows the first sheet that is not hidden, and reads names with prefixes", async () => {
    const bytes = await workbook({
      rows: '<row r="1"><c r="A1"><v>1</v></c></row>',
      sheets: '<sheet name="Lists" state="hidden" r:id="rId1"/><sheet name="Posts" r:id="rId2"/>',
      extra: {
        "xl/worksheets/sheet2.xml":
          '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    });
    expect(await rowsOf(bytes)).toEqual([{ row: 1, cells: ["2"] }]);
  });

  it("is previewed and read on the server like a CSV", async () => {
    const cell = (address: string, text: string) =>
      `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const bytes = await workbook({
      styles: STYLES,
      rows: `<row r="1">${cell("A1", "December calendar")}</row><row r="3">${cell("A3", "Date")}${cell("B3", "Caption")}</row><row r="4"><c r="A4" s="1"><v>46380.7708333333</v></c>${cell("B4", "Hello")}</row>`,
    });
    const session = new ImportSession(
      { name: "a.xlsx", size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) },
      {
        accounts: [{ id: "f", name: "F", platform: "facebook", type: null }],
        accountIds: ["f"],
        timezone: "UTC",
        now: Date.UTC(2026, 10, 1),
        existing: [],
      },
    );
    const summary = await session.read(() => undefined);
    expect(summary).toMatchObject({
      rows: 1,
      ready: 1,
      charset: "Excel workbook",
      firstLocal: "2026-12-24T18:30:00",
    });
    const found: RawRow[] = [];
    const parts = (async function* () {
      for (let from = 0; from < bytes.length; from += 100) yield bytes.subarray(from, from + 100);
    })();
    for await (const batch of readRows(parts)) found.push(...batch);
    expect(found.map((row) => row.row)).toEqual([1, 3, 4]);
  });

  it.each([
    ["a zip without a workbook", zip({ "photo.jpg": "x" }), /zip archive/],
    ["an OpenDocument sheet", zip({ "content.xml": "<a/>" }), /\.xlsx or CSV/],
    ["a binary workbook", zip({ "xl/workbook.bin": "x" }), /\.xlsx or CSV/],
    ["a workbook with a password", zip({ "xl/workbook.xml": "x" }, 1), /password/],
    ["a workbook without sheets", zip({ "xl/workbook.xml": "<workbook/>" }), /no sheet/],
    ["the first half of a workbook", workbook({ rows: "" }).then((bytes) => bytes.slice(0, 300)), /damaged/],
    ["the letters PK and nothing", Uint8Array.from([0x50, 0x4b, 3, 4]), /damaged/],
  ])("is refused with a sentence: %s", async (_, bytes, words) => {
    const error: unknown = await rowsOf(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ReadRefusal);
    expect(error).toMatchObject({ code: "not_a_sheet", message: expect.stringMatching(words) });
  });

  it("is refused, not unpacked, when its bytes were changed", async () => {
    const bytes = await workbook({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(50) });
    const [first] = listEntries(bytes);
    for (let at = 60; at < 60 + (first?.packed ?? 0) - 20; at++) bytes[at] = 0xff;
    await expect(rowsOf(bytes)).rejects.toBeInstanceOf(ReadRefusal);
  });

  it("is stopped where it unpacks past what it may, whatever it claims", async () => {
    const bytes = await zip({ "xl/bomb.xml": "0".repeat(8_000_000) });
    const [entry] = listEntries(bytes);
    if (!entry) throw new Error("no entry");
    expect(bytes.length).toBeLessThan(20_000);
    let unpacked = 0;
    const unpack = async () => {
      for await (const text of readEntry(bytes, { ...entry, size: 10 }, { bytes: 1_000_000 }))
        unpacked += text.length;
    };
    await expect(unpack()).rejects.toMatchObject({ code: "too_large" });
    expect(unpacked).toBeLessThanOrEqual(1_000_000);
  });
});
