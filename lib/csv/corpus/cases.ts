import { writeBasic } from "../write";
import { latin, utf8, utf16 } from "./bytes";
import type { Case } from "./case";
import { dates, headers, media } from "./sheets";

const BASIC = "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls";
const good = { postAtSpecificTime: "2026-12-01 10:00:00", content: "Hello" };
const basic = (...lines: string[]): Uint8Array => utf8([BASIC, ...lines, ""].join("\n"));
const one = "2026-12-01 10:00:00,Hello,,,,";

const dialects: Case[] = [
  { name: "the basic template", file: basic(one), sees: { format: "basic", rows: [good], issues: [[]] } },
  {
    name: "a byte order mark",
    file: utf8(`\ufeff${BASIC}\n${one}\n`),
    sees: { format: "basic", rows: [good] },
  },
  { name: "CRLF", file: utf8(`${BASIC}\r\n${one}\r\n`), sees: { rows: [good] } },
  { name: "CR alone", file: utf8(`${BASIC}\r${one}\r`), sees: { rows: [good] } },
  {
    name: "CRLF, LF and CR in one file",
    file: utf8(`${BASIC}\r\n${one}\n${one.replace("Hello", "B")}\r${one.replace("Hello", "C")}`),
    sees: { rows: [good, { content: "B" }, { content: "C" }], numbers: [2, 3, 4] },
  },
  {
    name: "UTF-16 with a mark",
    file: utf16(`${BASIC}\n${one}\n`, "le", true),
    sees: { charset: "UTF-16", rows: [good] },
  },
  {
    name: "UTF-16, big end first, with a mark",
    file: utf16(`${BASIC}\n${one}\n`, "be", true),
    sees: { charset: "UTF-16 (big-endian)", rows: [good] },
  },
  {
    name: "UTF-16 without a mark",
    file: utf16(`${BASIC}\n${one}\n`, "le", false),
    sees: { charset: "UTF-16", rows: [good] },
  },
  {
    name: "Excel's “Unicode text”: UTF-16 and tabs",
    file: utf16("Date\tCaption\r\n2026-12-01 10:00\tJosé 🦷\r\n", "le", true),
    sees: { charset: "UTF-16", delimiter: "\t", rows: [{ content: "José 🦷" }] },
  },
  {
    name: "Windows-1252 with smart quotes",
    file: latin("date,caption\n2026-12-01 10:00,“Café” – 5 €\n"),
    sees: { charset: "Windows-1252", rows: [{ content: "“Café” – 5 €" }] },
  },
  {
    name: "one broken character in a UTF-8 file",
    file: Uint8Array.from([
      ...utf8("date,caption\n2026-12-01 10:00,"),
      ...utf8("éüñçà üöä ßøå".repeat(3)),
      0xff,
      10,
    ]),
    sees: { charset: "UTF-8", rows: [{ content: `${"éüñçà üöä ßøå".repeat(3)}\ufffd` }] },
  },
  {
    name: "semicolons, as a German Excel writes",
    file: utf8('date;caption;link\n2026-12-01 10:00;"Eins; zwei";https://a.example\n'),
    sees: { delimiter: ";", rows: [{ content: "Eins; zwei", link: "https://a.example" }] },
  },
  {
    name: "tabs",
    file: utf8("date\tcaption\n2026-12-01 10:00\tA, b; c\n"),
    sees: { delimiter: "\t", rows: [{ content: "A, b; c" }] },
  },
  {
    name: "semicolons with many commas in the captions",
    file: utf8("date;caption\n2026-12-01 10:00;a, b, c, d\n2026-12-01 11:00;e, f, g, h\n"),
    sees: { delimiter: ";", rows: [{ content: "a, b, c, d" }, { content: "e, f, g, h" }] },
  },
  {
    name: "sep=; above the header",
    file: utf8("sep=;\r\ndate;caption\r\n2026-12-01 10:00;Hi\r\n"),
    sees: { delimiter: ";", rows: [{ content: "Hi" }], numbers: [2] },
  },
  {
    name: "every cell quoted",
    file: utf8('"date","caption"\n"2026-12-01 10:00","Hi, ""you"""\n'),
    sees: { rows: [{ content: 'Hi, "you"' }] },
  },
  { name: "no newline at the end", file: utf8(`${BASIC}\n${one}`), sees: { rows: [good] } },
  {
    name: "a quoted cell at the very end",
    file: utf8('date,caption\n2026-12-01 10:00,"Hi"'),
    sees: { rows: [{ content: "Hi" }] },
  },
  {
    name: "a space after a closing quote",
    file: utf8('caption,date\n"Hi" ,2026-12-01 10:00\n'),
    sees: { rows: [{ content: "Hi" }] },
  },
  { name: "a row shorter than the header", file: basic("2026-12-01 10:00:00,Hello"), sees: { rows: [good] } },
  { name: "a row longer than the header", file: basic(`${one},x,y,z`), sees: { rows: [good] } },
  { name: "trailing commas in every line", file: utf8(`${BASIC},,,\n${one},,,\n`), sees: { rows: [good] } },
  {
    name: "blank rows between and after",
    file: basic("", one, ",,,,,", "  ,,,,,", one.replace("Hello", "B"), "", ""),
    sees: { rows: [good, { content: "B" }], numbers: [3, 6] },
  },
  {
    name: "blank lines above the header",
    file: utf8(`\n\n${BASIC}\n${one}\n`),
    sees: { rows: [good], numbers: [4] },
  },
];

const captions: Case[] = [
  {
    name: "newlines, quotes and commas in a caption",
    file: basic('2026-12-01 10:00:00,"One\n\ntwo, ""three""",,,,', one),
    sees: { rows: [{ content: 'One\n\ntwo, "three"' }, good], numbers: [2, 3] },
  },
  {
    name: "CRLF inside a quoted caption",
    file: utf8('date,caption\r\n2026-12-01 10:00,"One\r\ntwo"\r\n'),
    sees: { rows: [{ content: "One\ntwo" }] },
  },
  ...[
    "@brand",
    "-50%",
    "=1+1",
    "+1 for this",
    "'quoted",
    "\tindented",
    " spaces ",
    "#tag",
    "“smart”",
    "—",
    "👨‍👩‍👧‍👦 family",
    "0123",
    "1e5",
    "TRUE",
    "null",
  ].map(
    (content): Case => ({
      name: `the caption ${JSON.stringify(content)}, byte for byte`,
      file: utf8(writeBasic([{ ...good, content }])),
      sees: { rows: [{ content }] },
    }),
  ),
  {
    name: 'inches (5" pipe) in a plain cell',
    file: utf8('caption,date\n5" pipe and 6" pipe,2026-12-01 10:00\n'),
    sees: { rows: [{ content: '5" pipe and 6" pipe' }] },
  },
  {
    name: "a quote closed too late, which swallows the next row",
    file: utf8(
      'date,caption,link\n2026-12-01 10:00,"Lost quote,\n2026-12-02 10:00,"Next",\n2026-12-03 10:00,Third,\n',
    ),
    sees: {
      rows: [{ content: 'Lost quote,\n2026-12-02 10:00,"Next' }, { content: "Third" }],
      issues: [["rows_run_together"], []],
    },
  },
  {
    name: "right-to-left and combining letters",
    file: utf8("date,caption\n2026-12-01 10:00,مرحبا e\u0301 नमस्ते\n"),
    sees: { rows: [{ content: "مرحبا e\u0301 नमस्ते" }] },
  },
];

const refused: Case[] = [
  { name: "nothing", file: new Uint8Array(), sees: { refused: "empty_file" } },
  { name: "blank lines only", file: utf8("\n\n  \n"), sees: { refused: "empty_file" } },
  { name: "a header alone", file: basic(), sees: { refused: "empty_file", says: /header/ } },
  {
    name: "a quote that never closes",
    file: utf8(`${BASIC}\n${one}\n2026-12-01 10:00:00,"lost,,,,\n${`${one}\n`.repeat(50)}`),
    sees: { refused: "unclosed_quote", line: 3 },
  },
  {
    name: "a quote that never closes, in a long file",
    file: utf8(`caption\n"lost ${"some words of a post\n".repeat(80_000)}`),
    sees: { refused: "unclosed_quote", line: 2 },
  },
  {
    name: "a line of 2 MB",
    file: utf8(`caption,date\nfine,2026-12-01 10:00\n${"x".repeat(2_000_000)}\n`),
    sees: { refused: "record_too_long", line: 3 },
  },
  {
    name: "a quoted cell of 2 MB that does close",
    file: utf8(`caption\n"${"y\n".repeat(1_000_000)}"\nfine\n`),
    sees: { refused: "unclosed_quote", line: 2, says: /not closed within 1 MB/ },
  },
  { name: "a NUL", file: utf8("caption,date\na,b\nc\0d,e\n"), sees: { refused: "binary", line: 3 } },
  {
    name: "a picture",
    file: Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
    ]),
    sees: { refused: "binary" },
  },
  { name: "a PDF", file: utf8("%PDF-1.7\n%âãÏÓ"), sees: { refused: "binary", says: /PDF/ } },
  {
    name: "an old .xls workbook",
    file: Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
    sees: { refused: "not_a_sheet" },
  },
  {
    name: "a zip that is no workbook",
    file: Uint8Array.from([0x50, 0x4b, 5, 6, ...Array<number>(18).fill(0)]),
    sees: { refused: "not_a_sheet" },
  },
  {
    name: "a web page",
    file: utf8("<!DOCTYPE html><html><body>Sign in</body></html>"),
    sees: { refused: "not_a_sheet", says: /web page/ },
  },
  { name: "JSON", file: utf8('[{"caption":"Hi"}]'), sees: { refused: "not_a_sheet" } },
];

export const CASES: readonly Case[] = [...dialects, ...captions, ...refused, ...headers, ...dates, ...media];
