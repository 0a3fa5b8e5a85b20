import { expect, it } from "vitest";
import { rowDay } from "./row-day";

it("names the year wherever it is not the current one", () => {
  expect(rowDay("2026-12-04", 2026)).toBe("Fri 4 Dec");
  expect(rowDay("2020-01-01", 2026)).toBe("Wed 1 Jan 2020");
  expect(rowDay("2027-01-01", 2026)).toBe("Fri 1 Jan 2027");
});
