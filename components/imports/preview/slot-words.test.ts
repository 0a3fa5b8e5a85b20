import { expect, it } from "vitest";
import { countSlots, slotWords } from "./slot-words";

const slots = { firstDay: "2026-11-23", times: ["09:00", "13:00"], weekdays: [1, 2, 3, 4, 5] };

it("counts slots over a weekend up to the last one", () => {
  expect(countSlots(slots, "2026-11-23 09:00:00")).toBe(1);
  expect(countSlots(slots, "2026-11-30 13:00:00")).toBe(12);
});

it("says how many slots are free and until when rows need them", () => {
  const given = ["2026-11-23 09:00:00", "2026-11-24 09:00:00"];
  expect(slotWords(slots, given)).toBe("2 rows take the 2 free ones of 3 slots: 23 Nov – 24 Nov 2026.");
  expect(slotWords(slots, given.slice(0, 1))).toBe("1 row takes 1 slot, all of them free: 23 Nov 2026.");
  expect(slotWords(slots, [])).toBe("No row without a date is left.");
});
