import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { derivedRow, rowLabel } from "./derived-rows";
import { account, dated, open } from "./testing/sessions";
import { writeBasic } from "./write";

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

  it("counts the same whether rows are counted by numbers alone or one by one", async () => {
    const session = await open(text);
    const { canRedo: _, ...first } = session.summary();
    // A row that was split off and taken back is still looked for.
    session.splitFor(3, "twitter", "short");
    const { canRedo, ...again } = session.undo();
    expect(again).toEqual(first);
    expect(canRedo).toBe(true);
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

  it("takes up what was changed before: the same rows again, with nothing to undo", async () => {
    const before = await open(text);
    before.edit(2, "content", "first");
    before.splitFor(3, "twitter", "short");
    before.exclude([5], true);
    const again = await open(text);
    expect(again.changes()).not.toEqual(before.changes());
    expect(again.restore(before.changes())).toMatchObject({ canUndo: false, rows: before.summary().rows });
    expect(again.changes()).toEqual(before.changes());
    expect(again.correctedCsv()).toBe(before.correctedCsv());
  });

  it("suggests repairs, shows each change and applies them", async () => {
    const session = await open(text);
    const { suggestions } = session.summary();
    expect(suggestions.map((one) => one.sentence)).toEqual([
      "Move 1 past row to tomorrow, at its time of day",
      "Leave out 1 past row",
      "Trim 1 caption for X only",
      "Trim 1 caption to 280 on every network",
    ]);
    for (const { repair } of suggestions) session.applyRepair(repair);
    expect(session.summary()).toMatchObject({ errorRows: 0, firstLocal: "2026-11-23T10:00:00" });
    const again = await open(session.correctedCsv());
    // X got a row of its own: the other network keeps its caption whole.
    expect(again.summary()).toMatchObject({ rows: 5, errorRows: 0 });
  });

  it("keeps rows without media from a network that needs some, never from every network", async () => {
    const session = await open(
      writeBasic([dated, { ...dated, content: "Bye", imageUrls: "https://a.example/b.jpg" }]),
      {
        accounts: ["facebook", "instagram"].map(account),
        accountIds: ["facebook", "instagram"],
      },
    );
    const found = session
      .summary()
      .suggestions.find(({ sentence }) => sentence === "Leave Instagram out where a row has no media");
    if (!found) throw new Error("not suggested");
    expect(session.previewRepair(found.repair)).toEqual([
      { row: 2, field: "accounts", before: "", after: "facebook" },
    ]);
    expect(session.applyRepair(found.repair)).toMatchObject({ ready: 2, errorRows: 0 });
    session.edit(2, "accounts", "instagram");
    expect(session.previewRepair(found.repair)).toEqual([]);
  });

  it("says in which order dates were read, as they are written in the file", async () => {
    const first = async (date: string) =>
      (await open(`date,text\n${date},Hello\n`)).summary().suggestions[0]?.sentence;
    expect(await first("24.12.2026 10:00")).toBe("1 date read as D.M.YYYY");
    expect(await first("12/4/2026 10:00")).toBe("1 date read as M/D/YYYY");
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

  it("gives X a row of its own with the trimmed caption, and the others keep the full text", async () => {
    const session = await open(text);
    const long = "y".repeat(300);
    const before = session.summary();
    const preview = session.previewRepair({ kind: "split_captions", platform: "twitter" });
    expect(preview).toMatchObject([{ row: derivedRow(3, "twitter"), field: "content", before: long }]);
    expect(session.applyRepair({ kind: "split_captions", platform: "twitter" })).toMatchObject({
      rows: 5,
      ready: before.ready + 2,
    });
    const { rows } = session.window(0, 10, { only: "all", code: null, search: "" });
    expect(rows.map((row) => [rowLabel(row.row), row.accountIds.join()]).slice(1, 3)).toEqual([
      ["3", "facebook"],
      ["3 (X)", "twitter"],
    ]);
    expect(rows[1]?.fields.content).toBe(long);
    expect(session.changes().added).toEqual([derivedRow(3, "twitter")]);
    const again = await open(session.correctedCsv());
    expect(again.summary()).toMatchObject({ rows: 5, ready: before.ready + 2 });
    expect(session.undo()).toMatchObject({ rows: 4, ready: before.ready });
    expect(session.changes()).toMatchObject({ added: [], edits: [] });
    expect(session.redo().rows).toBe(5);
    // Split once more: the row goes to X no longer, so nothing happens.
    expect(session.splitFor(3, "twitter", "z").rows).toBe(5);
    expect(session.setColumns([...before.map.columns])).toMatchObject({ rows: 4 });
  });

  it("sends rows to several locations, each judged by its own accounts and clock", async () => {
    const sheet = [
      "date,caption,location",
      "2026-11-22 13:00,Home,",
      "2026-11-22 08:00,Same morning in New York,ny",
      "2026-11-22 13:00,Lost,Nowhere",
      "2026-11-22 13:00,Home,",
    ].join("\n");
    const ny = { id: "ny", name: "Big Apple", accounts: [account("facebook")], accountIds: ["facebook"] };
    const session = await open(sheet, {
      home: { id: "ldn", name: "London" },
      places: [{ ...ny, timezone: "America/New_York", existing: [] }],
      directory: [{ id: "ldn", name: "London" }, ny],
    });
    const { rows } = session.window(0, 10, { only: "all", code: null, search: "" });
    expect(rows.map((row) => [row.place, row.issues.map(({ code }) => code)])).toEqual([
      [0, []],
      [1, []],
      [0, ["location_unknown"]],
      [0, ["duplicate_in_file"]],
    ]);
    expect(session.summary().places).toEqual([
      { rows: 3, ready: 2 },
      { rows: 1, ready: 1 },
    ]);
    expect(session.locationCells()).toEqual([
      { cell: "ny", rows: 1, id: "ny" },
      { cell: "Nowhere", rows: 1, id: null },
    ]);
  });
});
