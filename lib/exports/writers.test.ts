import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import type { Cell, ExportTable } from "./table";
import { readWorkbook } from "./testing/read-workbook";
import { csvCell, writeCsv } from "./write-csv";
import { writeJsonLines } from "./write-json-lines";
import { writeParquet } from "./write-parquet";
import { writeTable } from "./write-table";
import { writeXlsx } from "./write-xlsx";

const COLUMNS = [
  { name: "account", kind: "text" },
  { name: "day", kind: "date" },
  { name: "reach", kind: "integer" },
  { name: "rate", kind: "decimal" },
  { name: "link", kind: "boolean" },
  { name: "capturedAt", kind: "moment" },
] as const;

const ROWS: Cell[][] = [
  ['Zażółć, "gęślą"\njaźń', "2024-02-29", 1_234_567_890_123, 0.125, true, "2026-03-29T01:30:00.250Z"],
  ["=cmd|'/C calc'!A0", "2026-10-25", null, null, null, null],
  ["＠wide", "2026-01-01", 0, 0, false, "2026-01-01T00:00:00.000Z"],
];

const table = (rows: Cell[][] = ROWS, perPage = 2): ExportTable => ({
  title: "Accounts: März",
  columns: COLUMNS,
  pages: (async function* () {
    for (let at = 0; at < rows.length; at += perPage) yield rows.slice(at, at + perPage);
  })(),
});

const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

describe("CSV", () => {
  it.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\n=x", "＝1"])("disarms %j", (text) => {
    expect(csvCell(text).replaceAll('"', "")).toMatch(/^'/);
  });

  it("leaves numbers, also negative ones, and unknown cells alone", async () => {
    expect(csvCell(-5)).toBe("-5");
    const text = (await bytesOf(writeCsv(table()))).toString("utf8");
    expect(text).toBe(
      "\uFEFFaccount,day,reach,rate,link,capturedAt\r\n" +
        '"Zażółć, ""gęślą""\njaźń",2024-02-29,1234567890123,0.125,true,2026-03-29T01:30:00.250Z\r\n' +
        "'=cmd|'/C calc'!A0,2026-10-25,,,,\r\n" +
        "'＠wide,2026-01-01,0,0,false,2026-01-01T00:00:00.000Z\r\n",
    );
  });
});

describe("JSON Lines", () => {
  it("keeps text as it is and unknown as null", async () => {
    const lines = (await bytesOf(writeJsonLines(table()))).toString("utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      ROWS.map((row) => Object.fromEntries(COLUMNS.map(({ name }, index) => [name, row[index]]))),
    );
  });
});

describe("Excel workbook", () => {
  it("holds numbers, dates and text, the header frozen", async () => {
    const book = readWorkbook(await bytesOf(writeXlsx(table())));
    expect(book.names).toEqual(["Accounts  März"]);
    const [sheet] = book.sheets;
    expect(sheet?.frozen).toBe(true);
    expect(sheet?.rows[0]).toEqual(COLUMNS.map(({ name }) => ({ type: "text", style: 1, value: name })));
    expect(sheet?.rows[1]).toEqual([
      { type: "text", style: 0, value: ROWS[0]?.[0] },
      { type: "number", style: 2, value: 45_351 },
      { type: "number", style: 0, value: 1_234_567_890_123 },
      { type: "number", style: 0, value: 0.125 },
      { type: "boolean", style: 0, value: 1 },
      { type: "number", style: 3, value: Date.UTC(2026, 2, 29, 1, 30, 0, 250) / 86_400_000 + 25_569 },
    ]);
    // As text, with the mark that keeps it text when somebody edits the cell.
    expect(sheet?.rows[2]).toEqual([
      { type: "text", style: 4, value: ROWS[1]?.[0] },
      { type: "number", style: 2, value: 46_320 },
    ]);
  });

  it("goes on in a further sheet and cuts what no cell holds", async () => {
    const long = `${"x".repeat(32_760)}\u0007&<end of it all>`;
    const rows: Cell[][] = Array.from({ length: 7 }, (_, index) => [index === 6 ? long : `row ${index}`]);
    const book = readWorkbook(await bytesOf(writeXlsx({ ...table(rows), columns: [COLUMNS[0]] }, 4)));
    expect(book.sheets.map(({ rows: lines }) => lines.length)).toEqual([4, 4, 2]);
    const last = String(book.sheets[2]?.rows[1]?.[0]?.value);
    expect(last.length).toBeLessThanOrEqual(32_767);
    expect(last).toContain("cut here");
  });
});

describe("Parquet", () => {
  it("has typed columns in row groups", async () => {
    const bytes = await bytesOf(writeParquet(table(), 2));
    const file = new Uint8Array(bytes).buffer;
    const metadata = parquetMetadata(file);
    expect(metadata.row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([2, 1]);
    expect(metadata.schema.slice(1).map(({ type, converted_type }) => [type, converted_type])).toEqual([
      ["BYTE_ARRAY", "UTF8"],
      ["INT32", "DATE"],
      ["INT64", undefined],
      ["DOUBLE", undefined],
      ["BOOLEAN", undefined],
      ["INT64", "TIMESTAMP_MILLIS"],
    ]);
    const rows = await parquetReadObjects({ file });
    expect(rows).toEqual(
      ROWS.map(([account, day, reach, rate, link, at]) => ({
        account,
        day: new Date(`${day}T00:00:00Z`),
        reach: reach === null ? null : BigInt(Number(reach)),
        rate,
        link,
        capturedAt: at === null ? null : new Date(String(at)),
      })),
    );
  });

  it("keeps every value over several row groups, whatever they hold", async () => {
    const rows: Cell[][] = Array.from({ length: 1_000 }, (_, n) => [
      n % 7 === 0 ? null : n % 3 === 0 ? `post ${n} 🎈` : "the same",
      n % 5 === 0 ? null : new Date(Date.UTC(1960, 0, 1 + n * 31)).toISOString().slice(0, 10),
      n % 4 === 0 ? null : n % 2 === 0 ? Number.MAX_SAFE_INTEGER - n : -n * 1_000_003,
      n % 6 === 0 ? null : n / 7,
      n % 11 === 0 ? null : n % 2 === 0,
      n % 13 === 0 ? null : new Date(Date.UTC(1969, 11, 31, 23, 59, 59, 999) + n * 86_399_999).toISOString(),
    ]);
    // A group that knows nothing at all, between others.
    for (let n = 256; n < 384; n++) rows[n] = [null, null, null, null, null, null];
    const bytes = await bytesOf(writeParquet(table(rows, 90), 128));
    const file = new Uint8Array(bytes).buffer;
    expect(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
      128, 128, 128, 128, 128, 128, 128, 104,
    ]);
    expect(await parquetReadObjects({ file })).toEqual(
      rows.map(([account, day, reach, rate, link, at]) => ({
        account,
        day: day === null ? null : new Date(`${day}T00:00:00Z`),
        reach: reach === null ? null : BigInt(Number(reach)),
        rate,
        link,
        capturedAt: at === null ? null : new Date(String(at)),
      })),
    );
  });

  it("is a whole file also without a row", async () => {
    const bytes = await bytesOf(writeParquet(table([])));
    expect(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).toEqual([]);
  });
});

describe("a stream", () => {
  it.each(["csv", "jsonl", "xlsx", "parquet"] as const)(
    "of %s breaks off where its source does",
    async (format) => {
      const failing: ExportTable = {
        ...table(),
        pages: (async function* () {
          yield ROWS;
          throw new Error("revoked");
        })(),
      };
      const stream = await writeTable(failing, format);
      await expect(new Response(stream).arrayBuffer()).rejects.toThrow("revoked");
    },
  );

  it.each(["csv", "jsonl", "xlsx", "parquet"] as const)(
    "of %s reads no further than its reader, and ends its source",
    async (format) => {
      let read = 0;
      let ended = false;
      const endless: ExportTable = {
        ...table(),
        pages: (async function* () {
          try {
            for (;;) {
              read++;
              yield Array.from({ length: 500 }, (_, index) => [
                `row ${index} ${Math.random()}`,
                null,
                null,
                null,
                null,
                null,
              ]);
            }
          } finally {
            ended = true;
          }
        })(),
      };
      const reader = (await writeTable(endless, format)).getReader();
      await reader.read();
      await new Promise((resolve) => setTimeout(resolve, 30));
      const before = read;
      expect(before).toBeLessThan(200);
      await reader.cancel();
      expect(ended).toBe(true);
    },
  );
});
