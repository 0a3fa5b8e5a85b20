import { describe, expect, it } from "vitest";
import type { Fields } from "./formats";
import { ImportSession, type Target } from "./import-session";
import type { Repair } from "./repairs";
import { isBasicText } from "./session-files";
import { writeAdvance, writeBasic, writeRecord } from "./write";

const target: Target = {
  accounts: ["facebook", "twitter", "google"].map((platform) => ({
    id: platform,
    name: platform,
    platform,
    type: null,
  })),
  accountIds: ["facebook", "twitter"],
  timezone: "America/New_York",
  now: Date.UTC(2026, 10, 22, 12),
  existing: [],
  quietHours: { from: "22:00", to: "07:00" },
};

async function open(rows: Fields[], changed: Partial<Target> = {}): Promise<ImportSession> {
  return openText(writeAdvance(rows), changed);
}

async function openText(text: string, changed: Partial<Target> = {}): Promise<ImportSession> {
  const bytes = new TextEncoder().encode(text);
  const session = new ImportSession(
    { name: "posts.csv", size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) },
    { ...target, ...changed },
  );
  await session.read(() => undefined);
  return session;
}

const all = { only: "all", code: null, search: "" } as const;
const datesOf = (session: ImportSession) =>
  session.window(0, 100, all).rows.map((row) => row.fields.postAtSpecificTime ?? null);
const post = (postAtSpecificTime: string, content = "Hello"): Fields => ({ postAtSpecificTime, content });

function previewed(session: ImportSession, repair: Repair): [number, string, string][] {
  const changes = session.previewRepair(repair);
  session.applyRepair(repair);
  return changes.map((change) => [change.row, change.before, change.after]);
}

describe("repairs", () => {
  it("writes rewritten dates out, Google's too, and leaves good ones alone", async () => {
    const session = await open(
      [
        post("12/24/26 9:00", "a"),
        post("2026-12-25 09:00:00", "b"),
        {
          ...post("2026-12-26 09:00:00", "c"),
          googleEventType: "event",
          googleTitle: "Open day",
          googleStartDate: "12/27/26 9:00",
          googleEndDate: "2026-12-27 12:00:00",
        },
      ],
      { accountIds: ["google"] },
    );
    expect(previewed(session, { kind: "write_dates" })).toEqual([
      [3, "12/24/26 9:00", "2026-12-24 09:00:00"],
      [5, "12/27/26 9:00", "2026-12-27 09:00:00"],
    ]);
    expect(session.summary()).toMatchObject({ errorRows: 0, warningRows: 0 });
  });

  it("reads ambiguous dates the other way round when a person says so", async () => {
    const session = await open([post("3/12/2026 9:00", "a"), post("2026-12-25 09:00:00", "b")]);
    expect(previewed(session, { kind: "read_dates", order: "DMY" })).toEqual([
      [3, "3/12/2026 9:00", "2026-12-03 09:00:00"],
    ]);
  });

  it("shifts all dates by one span and keeps the times between them", async () => {
    const session = await open([
      post("2026-11-01 09:00:00", "a"),
      post("2026-11-03 18:30:00", "b"),
      post("", "c"),
    ]);
    session.applyRepair({ kind: "shift_dates", firstLocal: "2026-12-01T09:00:00" });
    expect(datesOf(session)).toEqual(["2026-12-01 09:00:00", "2026-12-03 18:30:00", null]);
  });

  it("moves posts out of quiet hours, over midnight where it must", async () => {
    const session = await open([
      post("2026-12-01 02:00:00", "a"),
      post("2026-12-01 23:15:00", "b"),
      post("2026-12-01 12:00:00", "c"),
    ]);
    expect(session.summary().suggestions.map((one) => one.sentence)).toContain(
      "Move 2 posts out of quiet hours",
    );
    session.applyRepair({ kind: "leave_quiet_hours", to: "07:00" });
    expect(datesOf(session)).toEqual(["2026-12-01 07:00:00", "2026-12-02 07:00:00", "2026-12-01 12:00:00"]);
  });

  it("spreads rows without a date over the chosen slots, skipping days and taken times", async () => {
    const session = await open([
      post("", "a"),
      post("", "b"),
      post("2026-12-04 09:00:00", "c"),
      post("", "d"),
    ]);
    // 4 December 2026 is a Friday.
    session.applyRepair({
      kind: "spread_drafts",
      firstDay: "2026-12-04",
      times: ["17:00", "09:00"],
      weekdays: [5, 1],
    });
    expect(datesOf(session)).toEqual([
      "2026-12-04 17:00:00",
      "2026-12-07 09:00:00",
      "2026-12-04 09:00:00",
      "2026-12-07 17:00:00",
    ]);
  });

  it("spreads nothing when no day of the week is chosen", async () => {
    const session = await open([post("", "a")]);
    expect(
      session.previewRepair({
        kind: "spread_drafts",
        firstDay: "2026-12-04",
        times: ["09:00"],
        weekdays: [],
      }),
    ).toEqual([]);
  });

  it("trims for X so that the link below the caption fits too", async () => {
    const session = await open([
      {
        ...post("2026-12-01 12:00:00", "word ".repeat(54).trim()),
        link: "https://a.example/offer",
        imageUrls: "https://a.example/1.png",
      },
    ]);
    const found = () =>
      session.window(0, 1, all).rows[0]?.issues.find((issue) => issue.code === "caption_too_long");
    expect(found()?.message).toBe("X allows 280 characters, this has 293 with its link.");
    session.applyRepair({ kind: "trim_captions", platform: "twitter" });
    expect(found()).toBeUndefined();
  });

  it("makes Dropbox links direct and leaves Drive links to the person", async () => {
    const session = await open([
      {
        ...post("2026-12-01 12:00:00"),
        imageUrls: "https://www.dropbox.com/s/x/a.png?dl=0, https://drive.google.com/file/d/1/view",
      },
    ]);
    expect(previewed(session, { kind: "direct_dropbox" })).toEqual([
      [
        3,
        "https://www.dropbox.com/s/x/a.png?dl=0, https://drive.google.com/file/d/1/view",
        "https://dl.dropboxusercontent.com/s/x/a.png, https://drive.google.com/file/d/1/view",
      ],
    ]);
  });

  it("leaves duplicates and passed posts out, and brings them back on undo", async () => {
    const session = await open([
      post("2026-12-01 12:00:00"),
      post("2026-12-01 12:00:00"),
      post("2026-11-01 12:00:00", "old"),
    ]);
    session.applyRepair({ kind: "drop_duplicates" });
    session.applyRepair({ kind: "drop_past" });
    expect(session.summary()).toMatchObject({ rows: 3, ready: 1, excluded: 2 });
    expect(session.changes().excluded).toEqual([4, 5]);
    session.undo();
    session.undo();
    expect(session.summary()).toMatchObject({ ready: 2, excluded: 0, errorRows: 1 });
  });

  it("puts date and time of two columns together once", async () => {
    const session = await openText("Date,Time,Caption\n12/24/26,9:30 PM,Hi\n");
    session.applyRepair({ kind: "write_dates" });
    expect(session.window(0, 1, all).rows[0]).toMatchObject({
      scheduledLocal: "2026-12-24T21:30:00",
      fields: { postAtSpecificTime: "2026-12-24 21:30:00" },
      issues: [],
    });
    expect(session.correctedCsv()).toContain("2026-12-24 21:30:00,Hi");
  });
});

describe("a session", () => {
  it("takes a pasted block as one step to undo", async () => {
    const session = await open([post("2026-12-01 12:00:00", "a"), post("2026-12-02 12:00:00", "b")]);
    session.editBlock([
      { row: 3, field: "content", value: "A" },
      { row: 4, field: "content", value: "B" },
      { row: 99, field: "content", value: "nowhere" },
    ]);
    expect(session.changes().edits).toEqual([
      { row: 3, field: "content", value: "A" },
      { row: 4, field: "content", value: "B" },
    ]);
    session.undo();
    expect(session.changes().edits).toEqual([]);
    expect(session.summary().canRedo).toBe(true);
  });

  it("takes accounts from their column: names, networks and groups", async () => {
    const text = [
      "date,caption,accounts",
      "2026-12-01 12:00,a,Google",
      '2026-12-02 12:00,b,"X, facebook"',
      "2026-12-03 12:00,c,Team",
      "2026-12-04 12:00,d,Nobody",
    ].join("\n");
    const session = await openText(text, { groups: [{ name: "Team", accountIds: ["google", "twitter"] }] });
    const { rows } = session.window(0, 10, all);
    expect(rows.map((row) => [...row.accountIds].sort())).toEqual([
      ["google"],
      ["facebook", "twitter"],
      ["google", "twitter"],
      [],
    ]);
    expect(rows[3]?.issues.map((issue) => issue.code)).toEqual(["account_unknown", "no_accounts"]);
    expect(session.summary().csvs).toBe(3);
  });

  it("finds rows by text, by number and by issue", async () => {
    const session = await open([
      post("2026-12-01 12:00:00", "Winter"),
      post("soon", "Summer"),
      post("", "Autumn"),
    ]);
    const found = (only: "all" | "issues" | "errors", search: string) =>
      session.window(0, 10, { only, code: null, search }).rows.map((row) => row.row);
    expect(found("all", "wint")).toEqual([3]);
    expect(found("all", "5")).toEqual([5]);
    expect(found("issues", "")).toEqual([4, 5]);
    expect(found("errors", "")).toEqual([4]);
    expect(session.nextError(-1, { ...all })).toBe(1);
  });

  it("reports every issue as CSV for people, with its cell, its caption and its accounts", async () => {
    const long = "x".repeat(300);
    const session = await open([post("soon", "=1+1, you"), post("2026-12-01 12:00:00", long)]);
    const accounts = "Facebook · facebook, X · twitter";
    const invalid = "“soon” is no date; write YYYY-MM-DD HH:mm:ss.";
    const tooLong = "X allows 280 characters, this has 300.";
    expect(session.errorReport().split("\r\n")).toEqual([
      "\uFEFFRow,Column,Value,Severity,Issue,Caption,Accounts",
      writeRecord(["3", "Date and time", "soon", "error", invalid, "'=1+1, you", accounts]),
      writeRecord(["4", "Caption", long, "error", tooLong, long, accounts]),
      "",
    ]);
    expect(session.correctedCsv()).toContain(',"=1+1, you",');
  });

  it("keeps the basic form of a file whose repair names accounts", async () => {
    const session = await openText(writeBasic([post("2026-12-01 12:00:00"), post("2026-12-02 12:00:00")]));
    session.edit(2, "accounts", "facebook");
    const text = session.correctedCsv();
    expect(text.split("\n")[0]).toBe(
      "postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls,accounts",
    );
    expect(isBasicText(text)).toBe(true);
    const again = await openText(text);
    expect(again.window(0, 9, all).rows.map(({ accountIds }) => accountIds)).toEqual([
      ["facebook"],
      ["facebook", "twitter"],
    ]);
    session.edit(2, "tags", "winter");
    expect(isBasicText(session.correctedCsv())).toBe(false);
  });
});
