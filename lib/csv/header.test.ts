import { describe, expect, it } from "vitest";
import { COLUMNS } from "./formats";
import { mapColumns } from "./header";
import { bytesOf, readAll } from "./testing/files";
import { writeAdvance, writeBasic } from "./write";

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
