import fc from "fast-check";
import { expect, it } from "vitest";
import { leaveFullDays } from "./full-days";
import type { RepairRow } from "./repairs";

type Row = RepairRow & { accountIds: string[] };

const row = (number: number, local: string, accountIds: string[], beyond: boolean): Row => ({
  row: number,
  fields: { postAtSpecificTime: `${local.replace("T", " ")}:00` },
  scheduledLocal: local,
  accountIds,
  issues: beyond
    ? [{ code: "daily_cap", severity: "error", row: number, field: null, platforms: [], message: "" }]
    : [],
});

const CAPS: Record<string, number> = { a: 2, b: 3, c: 1 };
const capsOf = ({ accountIds }: Row) => accountIds.map((id) => [id, CAPS[id] ?? 0] as const);
const dayAfter = (day: string, by: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

/** Day by day from the row's own, as a person would. */
function byHand(rows: readonly Row[]): Map<number, string> {
  const taken = new Map<string, number>();
  const add = (one: Row, day: string) => {
    for (const id of one.accountIds) taken.set(`${day} ${id}`, (taken.get(`${day} ${id}`) ?? 0) + 1);
  };
  for (const one of rows) if (one.issues.length === 0) add(one, one.scheduledLocal?.slice(0, 10) ?? "");
  const moved = new Map<number, string>();
  for (const one of rows.filter(({ issues }) => issues.length > 0)) {
    const local = one.scheduledLocal ?? "";
    let by = 1;
    while (
      capsOf(one).some(([id, cap]) => (taken.get(`${dayAfter(local.slice(0, 10), by)} ${id}`) ?? 0) >= cap)
    )
      by++;
    const day = dayAfter(local.slice(0, 10), by);
    add(one, day);
    moved.set(one.row, `${day} ${local.slice(11)}:00`);
  }
  return moved;
}

it("finds for each post the first later day on which all its accounts have room", () => {
  const one = fc.record({
    day: fc.integer({ min: 0, max: 6 }),
    hour: fc.integer({ min: 0, max: 23 }),
    accounts: fc.subarray(["a", "b", "c"], { minLength: 1 }),
    beyond: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (made) => {
      const rows = made.map(({ day, hour, accounts, beyond }, index) =>
        row(
          index + 2,
          `${dayAfter("2027-03-25", day)}T${String(hour).padStart(2, "0")}:30`,
          accounts,
          beyond,
        ),
      );
      const changes = leaveFullDays(rows, capsOf).filter(({ field }) => field === "postAtSpecificTime");
      expect(new Map(changes.map((change) => [change.row, change.after]))).toEqual(byHand(rows));
    }),
  );
});

it("does not look at each full day again for each of many posts", () => {
  let looks = 0;
  // "every" is how a day is looked at for the accounts of a post.
  const caps = (one: Row) =>
    new Proxy([...capsOf(one)], {
      get(list, name, whole) {
        if (name === "every") looks++;
        return Reflect.get(list, name, whole);
      },
    });
  const rows = Array.from({ length: 20_000 }, (_, index) => row(index + 2, "2027-03-25T09:00", ["c"], true));
  expect(new Set(leaveFullDays(rows, caps).map(({ after }) => after)).size).toBe(20_000);
  expect(looks).toBeLessThan(4 * rows.length);
});
