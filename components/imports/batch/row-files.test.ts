import { describe, expect, it } from "vitest";
import type { RowView } from "@/lib/imports/schema";
import { fileOf, reportOf } from "./row-files";

const row = (some: Partial<RowView>): RowView => ({
  row: 2,
  fields: {},
  scheduledLocal: null,
  accountIds: [],
  issues: [],
  outcome: "skipped",
  reason: null,
  csvNumber: null,
  postIds: [],
  ...some,
});

describe("files of rows that were set aside", () => {
  it("say which row it was, when it should have gone out, and why it did not", () => {
    const lines = reportOf(
      [
        row({ row: 1234, fields: { content: "a, b", postAtSpecificTime: "soon" }, reason: "No date." }),
        row({ row: 7, scheduledLocal: "2027-01-02T03:04:00" }),
      ],
      "skipped",
    );
    expect(lines).toEqual([
      "Row,Date,Caption,Reason\n",
      '1234,soon,"a, b",No date.\n',
      "7,2027-01-02 03:04:00,,Left out.\n",
    ]);
  });

  it("hold the rows byte for byte, in the smallest template they fit", () => {
    const basic = fileOf([
      row({ fields: { content: "=1+1 \n“x”", postAtSpecificTime: "2027-01-02 03:04" } }),
    ]);
    expect(basic.split("\n")[0]).toContain("postAtSpecificTime");
    expect(basic).toContain('"=1+1 \n“x”"');
    expect(fileOf([row({ fields: { content: "a", category: "News" } })]).split("\n")[0]).toContain(
      "All Social",
    );
  });
});
