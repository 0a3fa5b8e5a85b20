import { expect, it } from "vitest";
import type { Change } from "@/lib/csv/repairs";
import { movedWords } from "./review-dialog";

const moved = (after: string, wasFine?: true): Change => ({
  row: 2,
  field: "postAtSpecificTime",
  before: "2026-12-01 09:00:00",
  after,
  ...(wasFine && { wasFine }),
});

it("says how many rows that were fine a repair moves, and to which years", () => {
  expect(movedWords([moved("2026-12-02 09:00:00")])).toBe("");
  expect(movedWords([moved("2026-12-02 09:00:00"), moved("2033-10-20 09:00:00", true)])).toBe(
    " This moves 1 row that was fine, to 2033.",
  );
  expect(movedWords([moved("2034-01-02 09:00:00", true), moved("2033-10-20 09:00:00", true)])).toBe(
    " This moves 2 rows that were fine, to 2033–2034.",
  );
});
