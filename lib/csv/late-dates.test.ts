import { expect, it } from "vitest";
import type { ImportSession } from "./import-session";
import { account, open } from "./testing/sessions";

const sheet = (rows: readonly string[]): string => `postAtSpecificTime,content\n${rows.join("\n")}\n`;
const repairsOf = (session: ImportSession): string[] =>
  session.summary().suggestions.map(({ sentence }) => sentence);
const good = Array.from({ length: 11 }, (_, at) => `2026-12-${10 + at} 09:00:00,Post ${at}`);

it("moves the one past row alone where the others are fine", async () => {
  const session = await open(sheet(["2020-01-01 09:00:00,Old", ...good]));
  expect(repairsOf(session)).toEqual([
    "Move 1 past row to tomorrow, at its time of day",
    "Leave out 1 past row",
  ]);
  const move = session.summary().suggestions[0];
  if (!move) throw new Error("no repair was offered");
  expect(session.previewRepair(move.repair)).toEqual([
    { row: 2, field: "postAtSpecificTime", before: "2020-01-01 09:00:00", after: "2026-11-23 09:00:00" },
  ]);
  expect(session.applyRepair(move.repair)).toMatchObject({ errorRows: 0, ready: 12 });
});

it("gives several past rows a day each and takes no time that another row has", async () => {
  const rows = ["2026-11-02 09:00:00,B", "2026-11-01 09:00:00,A", "2026-11-24 09:00:00,There"];
  const session = await open(sheet([...rows, ...good]));
  const changes = session.previewRepair({ kind: "move_late", firstDay: "2026-11-23" });
  expect(changes.map(({ row, after }) => [row, after])).toEqual([
    [3, "2026-11-23 09:00:00"],
    [2, "2026-11-25 09:00:00"],
  ]);
});

it("keeps rows of the same past time in the order of the file", async () => {
  const session = await open(sheet(["2026-11-01 09:00:00,A", "2026-11-01 09:00:00,B", ...good]));
  const changes = session.previewRepair({ kind: "move_late", firstDay: "2026-11-23" });
  expect(changes.map(({ row, after }) => [row, after])).toEqual([
    [2, "2026-11-23 09:00:00"],
    [3, "2026-11-24 09:00:00"],
  ]);
});

it("shifts all only where most rows are past, and tells which of them were fine", async () => {
  const session = await open(
    sheet(["2026-11-01 09:00:00,A", "2026-11-02 09:00:00,B", "2026-12-02 09:00:00,C"]),
  );
  expect(repairsOf(session)).toEqual(["Shift all so the first is tomorrow 09:00"]);
  const changes = session.previewRepair({ kind: "shift_dates", firstLocal: "2026-11-23T09:00:00" });
  expect(changes.map(({ wasFine }) => wasFine === true)).toEqual([false, false, true]);
});

it("moves posts beyond a daily limit to the next day with room", async () => {
  const posts = (day: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${day} 10:${10 + at}:00,${day} ${at},https://x.org/${at}.png`);
  const text = `postAtSpecificTime,content,imageUrls\n${[...posts("2026-12-01", 27), ...posts("2026-12-02", 24)].join("\n")}\n`;
  const session = await open(text, { accounts: [account("instagram")], accountIds: ["instagram"] });
  expect(session.summary()).toMatchObject({ errorRows: 2 });
  expect(repairsOf(session)).toContain("Move 2 posts to the next day with room");
  const changes = session.previewRepair({ kind: "leave_full_days" });
  expect(changes.map(({ after }) => after)).toEqual(["2026-12-02 10:35:00", "2026-12-03 10:36:00"]);
  expect(session.applyRepair({ kind: "leave_full_days" })).toMatchObject({ errorRows: 0 });
});
