import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceColumns, basicColumns } from "./csv/columns";
import { basicHeader, basicRow, importerFor } from "./testing/importer";
import { accountOn, at, placeNamed, startUpstream, type Upstream } from "./testing/upstream";
import { zip } from "./testing/zip";
import type { Location } from "./world/world";

let upstream: Upstream;
let place: Location;
let token: string;
let steps: ReturnType<typeof importerFor>;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Saltmarsh Surf School");
  token = await upstream.locationToken(place);
  steps = importerFor(upstream, place, token);
});
afterAll(() => upstream.close());

describe("an upload", () => {
  const advance = `${advanceColumns.map(({ key }) => key.split("/")[0]).join(",")}\n${advanceColumns.map(({ header }) => header).join(",")}`;
  const many = (count: number) =>
    [
      basicHeader,
      ...Array.from({ length: count }, (_, index) => basicRow("2026-07-01 10:00:00", `Row ${index}`)),
    ].join("\n");

  it.each([
    ["nothing", "", "posts.csv", "CSV_EMPTY_FILE"],
    ["blank lines", "\n\n,,\n", "posts.csv", "CSV_EMPTY_FILE"],
    ["another extension", many(1), "posts.txt", "CSV_UNSUPPORTED_EXTENSION"],
    ["a header of its own", "when,what\n1,2", "posts.csv", "CSV_HEADERS_NOT_MATCHING"],
    [
      "columns in another order",
      `content,${basicColumns.filter((name) => name !== "content").join(",")}\na,,,,,`,
      "posts.csv",
      "CSV_HEADERS_NOT_MATCHING",
    ],
    ["a missing column", `${basicColumns.slice(0, 5).join(",")}\n,a,,,`, "posts.csv", "CSV_MISSING_HEADERS"],
    [
      "an advance header that lacks columns",
      advance.replace(",followUpComment", "").replace("All Social,", ""),
      "posts.csv",
      "CSV_MISSING_HEADERS",
    ],
    ["semicolons", many(1).replaceAll(",", ";"), "posts.csv", "CSV_HEADERS_NOT_MATCHING"],
    ["a header only", basicHeader, "posts.csv", "CSV_MISSING_REQUIRED_ROWS"],
    ["an unclosed quote", `${basicHeader}\n2026-07-01 10:00,"open`, "posts.csv", "CSV_INVALID_FORMAT"],
    ["rows without a post", `${basicHeader}\n2026-07-01 10:00:00,,,,,`, "posts.csv", "CSV_NO_VALID_POST"],
    ["dates it cannot read", `${basicHeader}\n1. Juli 2026,Hallo,,,,`, "posts.csv", "CSV_NO_VALID_POST"],
    ["91 posts", many(91), "posts.csv", "CSV_PROCESSING_ERROR"],
    ["a workbook that is none", "hello", "posts.xlsx", "CSV_INVALID_FORMAT"],
  ])("with %s is refused with its code", async (_, text, name, code) => {
    const answer = await steps.upload(text, name);
    expect(answer.status).toBe(400);
    expect(at(answer.body, "code")).toBe(code);
  });

  it("names the columns that lack", async () => {
    const answer = await steps.upload(`${basicColumns.slice(0, 5).join(",")}\n,a,,,`);
    expect(at(answer.body, "missingHeaders")).toBe("videoUrls");
  });

  it("takes 90 posts, a BOM, CRLF and blank rows at the end", async () => {
    const text = `\ufeff${many(90).replaceAll("\n", "\r\n")}\r\n,,,,,\r\n\r\n`;
    const answer = await steps.upload(text, "Big file.csv");
    expect(answer.status).toBe(201);
    expect(at(answer.body, "results")).toMatchObject({
      rowsCount: 90,
      fileName: "Big file.csv",
      csvFileType: "basic",
    });
  });

  it.each([
    ["40 columns", advance],
    ["39 columns", advance.replace("thumbnailUrl,", "").replace("All Social,", "")],
    [
      "a Pinterest board behind",
      `${advance.split("\n")[0]},Pinterest\n${advance.split("\n")[1]},Pinterest board`,
    ],
    ["Category with a capital", advance.replace(",category,", ",Category,")],
  ])("in the advance layout takes %s", async (_, header) => {
    const answer = await steps.upload(`${header}\n2026-07-01 10:00:00,Hello${",".repeat(37)}`);
    expect(at(answer.body, "results.csvFileType")).toBe("advance");
  });

  it("reads a real spreadsheet of the advance layout, where one is at hand", async (context) => {
    const sample = join(import.meta.dirname, "../../shared/samples/advance-in-use.csv");
    let text = "";
    try {
      text = readFileSync(sample, "utf8");
    } catch {
      context.skip(`the sample ${sample} is not here`);
    }
    const answer = await steps.upload(text);
    expect(answer.status).toBe(201);
    expect(at(answer.body, "results.csvFileType")).toBe("advance");
  });

  it("reads a workbook", async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const header = basicColumns.map((name, index) => cell(`${"ABCDEF"[index]}1`, name)).join("");
    const sheet = `<worksheet><sheetData><row r="1">${header}</row><row r="2">${cell("A2", "2026-07-01 10:00:00")}${cell("B2", "Fish &amp; chips")}</row></sheetData></worksheet>`;
    const facebook = accountOn(upstream.state, place, "facebook");
    const id = await steps.imported(zip("xl/worksheets/sheet1.xml", sheet), [facebook.id], "posts.xlsx");
    expect(await steps.rowsOf(id)).toMatchObject([{ summary: "Fish & chips", status: "accepted" }]);
  });
});
