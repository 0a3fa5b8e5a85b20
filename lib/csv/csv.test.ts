// Over 400 lines: the stages of one pipeline (read, map, date, count, check, cut, look at), each a table of cases.
import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutIntoCsvs, detectDateOrder, readDate } from ".";
import { COLUMNS, type Fields } from "./formats";
import { mapColumns } from "./header";
import { ImportSession, type Target } from "./import-session";
import { countCaption, countHashtags, trimCaption } from "./limits";
import { createReader, type RawRow } from "./read";
import { ReadRefusal } from "./refusal";
import { createValidator } from "./validate";
import { writeAdvance, writeBasic, writeRecord } from "./write";
import { createZone } from "./zone";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function readAll(bytes: Uint8Array, chunk = bytes.length || 1): RawRow[] {
  const reader = createReader();
  const rows: RawRow[] = [];
  for (let from = 0; from < bytes.length; from += chunk)
    rows.push(...reader.push(bytes.subarray(from, from + chunk)));
  return [...rows, ...reader.end()];
}

const refusalOf = (bytes: Uint8Array): ReadRefusal => {
  try {
    readAll(bytes, 65_536);
  } catch (error) {
    if (error instanceof ReadRefusal) return error;
    throw error;
  }
  throw new Error("was not refused");
};

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

describe("recognising columns", () => {
  const advance = writeAdvance([])
    .split("\n")
    .slice(0, 2)
    .map((line) => readAll(bytesOf(`${line}\n`))[0]?.cells ?? []);
  const keys = COLUMNS.map((column) => column.key);

  it("knows both templates by their own headers", () => {
    expect(mapColumns(readAll(bytesOf(writeBasic([]))).map((row) => row.cells))).toMatchObject({
      format: "basic",
      headerRows: 1,
    });
    expect(mapColumns(advance)).toMatchObject({ format: "advance", headerRows: 2, columns: keys });
  });

  it("knows the advance template with 39 columns, another case, no hints and an extra board", () => {
    const at = keys.indexOf("thumbnailUrl");
    const without = advance.map((cells) => cells.filter((_, index) => index !== at));
    expect(mapColumns(without).columns).toEqual(keys.filter((key) => key !== "thumbnailUrl"));
    const bare = advance.map((cells) => cells.map((cell) => cell.replace(/\(.*\)/, "").toUpperCase()));
    expect(mapColumns(bare).columns).toEqual(keys);
    const withBoard = [
      [...(advance[0] ?? []), "Pinterest"],
      [...(advance[1] ?? []), "Pinterest board"],
    ];
    expect(mapColumns(withBoard).columns.at(-1)).toBe("pinterestBoard");
  });

  it("reads a damaged group row by position, and merged group cells by the group before", () => {
    const damaged = [(advance[0] ?? []).map(() => ""), advance[1] ?? []];
    expect(mapColumns(damaged).columns).toEqual(keys);
    const groups = advance[0] ?? [];
    const merged = groups.map((group, index) => (index > 0 && groups[index - 1] === group ? "" : group));
    expect(mapColumns([merged, advance[1] ?? []]).columns).toEqual(keys);
  });

  it("maps a sheet of one's own by names and by content", () => {
    const named = mapColumns([
      ["Caption", "When", "Picture"],
      ["Hi", "2026-12-01", "https://a.example/b.png"],
    ]);
    expect(named.columns).toEqual(["content", "postAtSpecificTime", "imageUrls"]);
    const bare = mapColumns([
      ["Hello world", "12/1/2026 9:00", "https://a.example/b.png"],
      ["More text here", "12/2/2026 9:00", "https://a.example/c.png"],
    ]);
    expect(bare).toMatchObject({
      format: "own",
      headerRows: 0,
      columns: ["content", "postAtSpecificTime", "imageUrls"],
    });
  });
});

describe("dates", () => {
  it.each([
    ["2026-12-01 09:30:00", "2026-12-01T09:30:00", false],
    ["2026-12-01 09:30", "2026-12-01T09:30:00", false],
    ["2026/12/01 09:30", "2026-12-01T09:30:00", false],
    ["12/1/2026 9:30", "2026-12-01T09:30:00", false],
    ["8/25/25 21:30", "2025-08-25T21:30:00", true],
    ["12/1/2026 9:30 PM", "2026-12-01T21:30:00", true],
    ["1.12.2026 9:30", "2026-12-01T09:30:00", true],
    ["2026-12-01T09:30:00", "2026-12-01T09:30:00", true],
    ["46357.5", "2026-12-01T12:00:00", true],
  ])("reads %s", (text, local, rewritten) => {
    expect(readDate(text)).toEqual({ kind: "read", local, rewritten });
  });

  it.each(["2026-02-30 10:00", "tomorrow", "13/13/2026 10:00", "2026-12-01 25:00", "1/1/26 13:00 pm"])(
    "does not guess at %s",
    (text) => {
      expect(readDate(text).kind).toBe("invalid");
    },
  );

  it("is day first only when the file cannot be read otherwise", () => {
    expect(detectDateOrder(["3/4/2026", "25/12/2026"])).toBe("DMY");
    expect(detectDateOrder(["3/4/2026"])).toBe("MDY");
    expect(detectDateOrder(["25/12/2026", "12/25/2026"])).toBe("MDY");
  });

  it("knows times that do not exist and times that come twice", () => {
    const london = createZone("Europe/London");
    expect(london.toInstant("2026-03-29T01:30:00").kind).toBe("gap");
    expect(london.toInstant("2026-10-25T01:30:00")).toMatchObject({ kind: "twice" });
    expect(london.toInstant("2026-07-01T10:00:00")).toEqual({ kind: "once", ms: Date.UTC(2026, 6, 1, 9) });
    const lordHowe = createZone("Australia/Lord_Howe");
    expect(lordHowe.toInstant("2026-10-04T02:15:00").kind).toBe("gap");
    expect(lordHowe.toLocal(Date.UTC(2026, 6, 1))).toBe("2026-07-01T10:30:00");
  });
});

describe("counting", () => {
  it("counts captions as the networks do", () => {
    expect(countCaption("twitter", "a https://example.com/a/very/long/path b")).toBe(2 + 23 + 2);
    expect(countCaption("twitter", "🦷")).toBe(2);
    expect(countCaption("twitter", "日本")).toBe(4);
    expect(countCaption("bluesky", "👨‍👩‍👧‍👦")).toBe(1);
    expect(countCaption("facebook", "🦷")).toBe(2);
    expect(countHashtags("#a #b, c#d (#e) &#39;")).toBe(3);
  });

  it("trims to what the network counts, never inside an emoji", () => {
    const text = "Tooth pain 🦷 ".repeat(60);
    const trimmed = trimCaption("twitter", text, 280);
    expect(countCaption("twitter", trimmed)).toBeLessThanOrEqual(280);
    expect(trimmed.isWellFormed()).toBe(true);
  });
});

const account = (platform: string) => ({ id: platform, name: platform, platform, type: null });

function issuesOf(fields: Fields, platforms: string[], timezone = "Europe/London") {
  const validator = createValidator({
    accounts: platforms.map(account),
    assignment: platforms,
    timezone,
    now: Date.UTC(2026, 10, 22, 12),
    dateOrder: "MDY",
  });
  return validator.check({ row: 2, fields }).issues;
}

const dated = { postAtSpecificTime: "2026-12-01 10:00:00", content: "Hello" };

describe("the rules of a row", () => {
  it.each<[string, Fields, string[], string]>([
    ["date_past", { ...dated, postAtSpecificTime: "2026-11-20 10:00:00" }, ["facebook"], "Passed"],
    ["date_soon", { ...dated, postAtSpecificTime: "2026-11-22 12:05:00" }, ["facebook"], "10 minutes"],
    ["date_gap", { ...dated, postAtSpecificTime: "2027-03-28 01:30:00" }, ["facebook"], "does not exist"],
    ["date_invalid", { ...dated, postAtSpecificTime: "soon" }, ["facebook"], "“soon” is no date"],
    ["no_date", { content: "Hello" }, ["facebook"], "draft"],
    [
      "caption_too_long",
      { ...dated, content: "x".repeat(312) },
      ["twitter"],
      "X allows 280 characters, this has 312.",
    ],
    [
      "too_many_hashtags",
      { ...dated, content: "#a ".repeat(31), imageUrls: "https://a.example/b.png" },
      ["instagram"],
      "Instagram allows 30 hashtags, this has 31.",
    ],
    ["media_needed", dated, ["instagram"], "Instagram needs an image or video, this has none."],
    ["video_needed", dated, ["tiktok"], "TikTok needs exactly one video, this has none."],
    [
      "too_many_media",
      { ...dated, imageUrls: "https://a.example/1.png,https://a.example/2.png" },
      ["google"],
      "Google allows 1 image, this has 2.",
    ],
    [
      "media_kinds_mixed",
      { ...dated, imageUrls: "https://a.example/1.png", videoUrls: "https://a.example/2.mp4" },
      ["facebook"],
      "mixes",
    ],
    [
      "media_share_link",
      { ...dated, imageUrls: "https://drive.google.com/file/d/1/view" },
      ["facebook"],
      "direct, public URL",
    ],
    ["media_not_a_url", { ...dated, imageUrls: "photo.png" }, ["facebook"], "https://"],
    ["gif_refused", { ...dated, gifUrl: "https://a.example/1.gif" }, ["instagram"], "no GIF"],
    ["video_refused", { ...dated, videoUrls: "https://a.example/1.mp4" }, ["google"], "no video"],
    ["type_unknown", { ...dated, facebookType: "reels" }, ["facebook"], "use one of post, story, reel"],
    ["boolean_unknown", { ...dated, applyWatermark: "maybe" }, ["facebook"], "true or false"],
    [
      "google_event_fields",
      { ...dated, googleEventType: "event", googleTitle: "x" },
      ["google"],
      "start, end",
    ],
    [
      "google_dates",
      {
        ...dated,
        googleEventType: "event",
        googleTitle: "x",
        googleStartDate: "2026-12-02 10:00",
        googleEndDate: "2026-12-01 10:00",
      },
      ["google"],
      "not after",
    ],
    ["google_action_url", { ...dated, googleActionType: "book" }, ["google"], "needs its link"],
    [
      "title_too_long",
      { ...dated, youtubeTitle: "x".repeat(101), videoUrls: "https://a.example/1.mp4" },
      ["youtube"],
      "100",
    ],
    ["comment_ignored", { ...dated, followUpComment: "first" }, ["twitter"], "no follow-up"],
    [
      "link_in_caption",
      { ...dated, link: "https://a.example", imageUrls: "https://a.example/1.png" },
      ["facebook"],
      "caption",
    ],
    ["no_accounts", dated, [], "No account"],
    ["nothing_to_post", { postAtSpecificTime: "2026-12-01 10:00" }, ["facebook"], "neither"],
  ])("finds %s and says so in words", (code, fields, platforms, words) => {
    const issue = issuesOf(fields, platforms).find((one) => one.code === code);
    expect(issue?.message).toContain(words);
  });

  it("finds nothing wrong with a good row", () => {
    expect(
      issuesOf({ ...dated, imageUrls: "https://a.example/1.png" }, ["facebook", "instagram", "linkedin"]),
    ).toEqual([]);
  });

  it("counts posts a day per account and names duplicates by their row", () => {
    const validator = createValidator({
      accounts: [account("tiktok")],
      assignment: ["tiktok"],
      timezone: "UTC",
      now: 0,
      dateOrder: "MDY",
    });
    const check = (row: number, content: string) =>
      validator
        .check({ row, fields: { ...dated, content, videoUrls: "https://a.example/1.mp4" } })
        .issues.map((issue) => issue.code);
    for (let row = 1; row <= 15; row++) expect(check(row, `post ${row}`)).toEqual([]);
    expect(check(16, "post 16")).toEqual(["daily_cap"]);
    expect(check(17, "post 3")).toContain("duplicate_in_file");
  });
});

describe("cutting into csvs", () => {
  it("holds every row once, at most 90 a csv, one account set a csv, in order of time", () => {
    const rows = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        set: fc.constantFrom(["a"], ["b", "a"], ["a", "b"]),
      }),
      { maxLength: 400 },
    );
    fc.assert(
      fc.property(rows, (made) => {
        const input = made.map((one, index) => ({
          row: index + 2,
          scheduledLocal: one.day === 28 ? null : `2026-12-${String(one.day).padStart(2, "0")}T10:00:00`,
          accountIds: one.set,
        }));
        const cuts = cutIntoCsvs(input);
        expect(cuts.flatMap((cut) => cut.rows).sort((a, b) => a - b)).toEqual(input.map((row) => row.row));
        for (const cut of cuts) {
          expect(cut.rows.length).toBeLessThanOrEqual(90);
          const sets = new Set(cut.rows.map((row) => [...(input[row - 2]?.accountIds ?? [])].sort().join()));
          expect(sets.size).toBe(1);
        }
      }),
    );
  });
});

const target: Target = {
  accounts: ["facebook", "twitter"].map(account),
  accountIds: ["facebook", "twitter"],
  timezone: "Europe/London",
  now: Date.UTC(2026, 10, 22, 12),
  existing: [],
};

async function open(text: string): Promise<ImportSession> {
  const bytes = bytesOf(text);
  const session = new ImportSession(
    { name: "posts.csv", size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) },
    target,
  );
  await session.read(() => undefined);
  return session;
}

describe("a file being looked at", () => {
  const text = writeBasic([
    { ...dated },
    { ...dated, content: "y".repeat(300) },
    { content: "draft" },
    { ...dated, postAtSpecificTime: "2026-11-01 10:00:00" },
  ]);

  it("counts what is ready, what is wrong and what becomes a draft", async () => {
    const session = await open(text);
    expect(session.summary()).toMatchObject({
      rows: 4,
      ready: 2,
      errorRows: 2,
      drafts: 1,
      map: { format: "basic" },
    });
    expect(session.window(0, 10, { only: "issues", code: "caption_too_long", search: "" })).toMatchObject({
      total: 1,
    });
  });

  it("edits, undoes, redoes, leaves rows out, and tells the server exactly that", async () => {
    const session = await open(text);
    session.edit(3, "content", "short");
    expect(session.summary().ready).toBe(3);
    session.exclude([5], true);
    expect(session.summary()).toMatchObject({ excluded: 1, errorRows: 0 });
    session.undo();
    session.undo();
    expect(session.summary().ready).toBe(2);
    session.redo();
    expect(session.changes()).toMatchObject({
      edits: [{ row: 3, field: "content", value: "short" }],
      excluded: [],
    });
  });

  it("suggests repairs, shows each change and applies them", async () => {
    const session = await open(text);
    const { suggestions } = session.summary();
    expect(suggestions.map((one) => one.sentence)).toEqual([
      "Shift all so the first is tomorrow 09:00",
      "Trim 1 caption to 280 for X",
    ]);
    for (const { repair } of suggestions) session.applyRepair(repair);
    expect(session.summary()).toMatchObject({ errorRows: 0, firstLocal: "2026-11-23T09:00:00" });
    const again = await open(session.correctedCsv());
    expect(again.summary()).toMatchObject({ rows: 4, errorRows: 0 });
  });

  const sample = "../shared/samples/advance-in-use.csv";
  it.skipIf(!existsSync(sample))("reads an advance file as agencies use it", async () => {
    const session = await open(readFileSync(sample, "utf8"));
    expect(session.summary()).toMatchObject({ rows: 4, map: { format: "advance" } });
    const [first] = session.window(0, 1, { only: "all", code: null, search: "" }).rows;
    expect(first?.fields).toMatchObject({
      category: "Datos IA",
      facebookType: "post",
      instagramType: "post",
    });
  });
});
