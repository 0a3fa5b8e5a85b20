import { describe, expect, it } from "vitest";
import { gainedShare } from "./manage-goals";
import { paceOf, paceText, readTarget } from "./pace";

const JUNE = { days: 30, daysOver: 21 };
const goal = (value: number | null, target = 1_000) => ({
  value,
  target,
  progress: value === null ? null : value / target,
});

describe("the pace of a goal", () => {
  it("is told beside the share of the month that is gone", () => {
    expect(paceText(goal(620), JUNE)).toBe("62% with 70% of the month gone");
    expect(paceText(goal(1_240), JUNE)).toBe("124% with 70% of the month gone");
  });

  it("is even within five points, ahead or behind beyond them", () => {
    expect(paceOf(goal(651), JUNE)).toBe("on_pace");
    expect(paceOf(goal(649), JUNE)).toBe("behind");
    expect(paceOf(goal(749), JUNE)).toBe("on_pace");
    expect(paceOf(goal(751), JUNE)).toBe("ahead");
  });

  it("ends as reached or missed, and a hair below is missed", () => {
    const over = { days: 30, daysOver: 30 };
    expect(paceOf(goal(1_000), JUNE)).toBe("reached");
    expect(paceOf(goal(999), over)).toBe("missed");
    expect(paceText(goal(999), over)).toBe("99% at the end of the month");
  });

  it("claims nothing where nothing is known or the month has not begun", () => {
    expect(paceOf(goal(null), JUNE)).toBe("unknown");
    expect(paceText(goal(null), JUNE)).toBe("not known yet");
    expect(paceOf(goal(null), { days: 30, daysOver: 0 })).toBe("ahead_of_time");
  });

  it("counts of followers only what is to be gained", () => {
    expect(gainedShare(1_050, 1_000, 1_200)).toBe(0.25);
    expect(gainedShare(990, 1_000, 1_200)).toBe(0);
    expect(gainedShare(1_250, 1_000, 1_200)).toBe(1);
    expect(gainedShare(1_050, null, 1_200)).toBeNull();
    expect(gainedShare(null, 1_000, 1_200)).toBeNull();
  });
});

it("reads a target as people of any country group it", () => {
  for (const typed of ["120000", "120.000", "120,000", " 120 000 ", "120'000", "120\u202f000"])
    expect(readTarget(typed)).toBe(120_000);
  expect(readTarget("1.200.000")).toBe(1_200_000);
  for (const typed of ["", "0", "12.5", "1.20", "1.200,000", "120k", "-5", "99999999999999"])
    expect(readTarget(typed)).toBeNull();
});
