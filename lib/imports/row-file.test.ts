import { describe, expect, it } from "vitest";
import { reportOf, sheetOf } from "./row-file";

const row = (some: Partial<Parameters<ReturnType<typeof reportOf>["write"]>[0][number]>) => ({
  row: 2,
  fields: {},
  scheduledLocal: null,
  reason: null,
  ...some,
});

describe("files of rows that were set aside", () => {
  it("say which row it was, when it should have gone out, and why it did not, to people", () => {
    const { header, write } = reportOf("skipped");
    expect(header).toBe("\uFEFFRow,Date,Caption,Reason\r\n");
    expect(
      write([
        row({ row: 1234, fields: { content: "a, b", postAtSpecificTime: "soon" }, reason: "No date." }),
        row({ row: 7, fields: { content: "=1+1" }, scheduledLocal: "2027-01-02T03:04:00" }),
      ]),
    ).toBe('1234,soon,"a, b",No date.\r\n7,2027-01-02 03:04:00,\'=1+1,Left out.\r\n');
    expect(write([])).toBe("");
  });

  it("hold the rows byte for byte, page after page under one header", () => {
    const basic = sheetOf("basic");
    expect(basic.header).toContain("postAtSpecificTime");
    expect(
      basic.write([row({ fields: { content: "=1+1 \n“x”", postAtSpecificTime: "2027-01-02 03:04" } })]),
    ).toBe('2027-01-02 03:04,"=1+1 \n“x”",,,,\n');
    const advance = sheetOf("advance");
    expect(advance.header.split("\n")).toHaveLength(3);
    expect(advance.write([row({ fields: { content: "a", category: "News" } })])).toContain("News");
  });
});
