import { describe, expect, it } from "vitest";
import { ImportSession } from "./import-session";
import { bytesOf } from "./testing/files";
import { target } from "./testing/sessions";

/** More than two MB of rows, so that counting goes on twice while they are read: drafts, past rows, duplicates, errors. */
function longSheet(): string {
  const rows = Array.from({ length: 8000 }, (_, index) => {
    const due =
      ["2026-12-01 10:00:00", "", "2026-11-01 10:00:00", "no date"][index % 17] ?? "2026-12-02 10:00:00";
    const caption = index % 23 === 0 ? "The same" : `${index} ${"word ".repeat(index % 29 === 0 ? 80 : 50)}`;
    return `${due},${caption},${index % 31 === 0 ? "facebook" : ""}`;
  });
  return `postAtSpecificTime,content,accounts\n${rows.join("\n")}\n`;
}

function longSession(): ImportSession {
  const bytes = bytesOf(longSheet());
  expect(bytes.length).toBeGreaterThan(2 * 1024 * 1024);
  const slice = async (from: number, to: number) => bytes.subarray(from, to);
  return new ImportSession({ name: "posts.csv", size: bytes.length, slice }, target);
}

describe("counting rows while they are read", () => {
  it("finds what counting all of them at the end finds", async () => {
    const session = longSession();
    const { canRedo: _, ...asRead } = await session.read(() => undefined);
    expect(asRead).toMatchObject({ rows: 8000, drafts: expect.any(Number), excluded: 0 });
    expect(asRead.codes.length).toBeGreaterThan(4);
    session.exclude([2], true);
    const { canRedo, ...anew } = session.undo();
    expect(anew).toEqual(asRead);
    expect(canRedo).toBe(true);
  });

  it("begins anew where rows are changed meanwhile", async () => {
    const [changed, quiet] = [longSession(), longSession()];
    let left = false;
    const during = await changed.read(() => {
      if (!left) changed.exclude([2, 3], true);
      left = true;
    });
    await quiet.read(() => undefined);
    const { canUndo: _, ...after } = quiet.exclude([2, 3], true);
    expect(during).toMatchObject(after);
    expect(during.excluded).toBe(2);
  });
});
