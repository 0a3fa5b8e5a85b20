import { expect, it } from "vitest";
import { toCsv } from "@/components/charts/chart-table";
import { tableOfSlots } from "./slot-table";

it("has the heat map's numbers, and leaves hours with too few posts empty instead of zero", () => {
  const table = tableOfSlots([
    { weekday: 4, hour: 18, posts: 12, index: 1.456, margin: 0.2 },
    { weekday: 7, hour: 0, posts: 2, index: null, margin: null },
  ]);
  expect(toCsv(table)).toBe(
    "Weekday and hour,Posts,Engagement per post,95% sure: from,95% sure: to\r\n" +
      "Thursday 18:00,12,1.46,1.26,1.66\r\n" +
      "Sunday 00:00,2,,,\r\n",
  );
  expect(table.columns[2]?.format?.(1.46)).toBe("1.46 × average");
  expect(table.columns[2]?.format?.(null)).toBe("—");
});
