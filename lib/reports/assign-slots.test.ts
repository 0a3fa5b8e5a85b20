import { describe, expect, it } from "vitest";
import { assignSlots } from "./assign-slots";
import type { ScheduledPost } from "./slots-repository";

const slot = (weekday: number, hour: number, low = 1.1) => ({
  weekday,
  hour,
  posts: 12,
  index: low + 0.2,
  low,
  high: low + 0.4,
});
const post = (postId: string, at: string, accountId = "A"): ScheduledPost => ({
  post_id: postId,
  account_id: accountId,
  platform: "facebook",
  caption: "",
  at,
});
const own =
  (...slots: ReturnType<typeof slot>[]) =>
  () => ({ slots, basis: "platform" as const });
const now = new Date("2026-03-20T00:00:00Z");

describe("proposals for best slots", () => {
  it("moves a post to the nearest best slot on the location's clock", () => {
    // Mon 23 March, 10:00 in London; Tuesdays at 18:00 are best.
    const { proposals } = assignSlots(
      [post("p", "2026-03-23T10:00:00.000Z")],
      own(slot(2, 18)),
      "Europe/London",
      now,
    );
    expect(proposals).toMatchObject([{ postId: "p", to: "2026-03-24T18:00:00.000Z" }]);
  });

  it("keeps the wall clock across a clock change", () => {
    // Sat 28 March; the clocks go forward that night, so Sunday 18:00 is 17:00 UTC.
    const { proposals } = assignSlots(
      [post("p", "2026-03-28T20:00:00.000Z")],
      own(slot(7, 18)),
      "Europe/London",
      now,
    );
    expect(proposals[0]?.to).toBe("2026-03-29T17:00:00.000Z");
  });

  it("never proposes an hour that the clock change leaves out", () => {
    const { proposals } = assignSlots(
      [post("p", "2026-03-28T20:00:00.000Z")],
      own(slot(7, 1)),
      "Europe/London",
      now,
    );
    expect(proposals).toEqual([]);
  });

  it("leaves posts that are in a best slot, and never puts two posts of an account into one", () => {
    const { proposals, inBest } = assignSlots(
      [
        post("in", "2026-03-24T18:30:00.000Z", "C"),
        post("one", "2026-03-25T09:00:00.000Z"),
        post("two", "2026-03-25T10:00:00.000Z"),
        post("other", "2026-03-25T10:00:00.000Z", "B"),
        post("late", "2026-03-25T10:00:00.000Z", "C"),
      ],
      own(slot(2, 18)),
      "Europe/London",
      now,
    );
    expect(inBest).toBe(1);
    expect(proposals.map(({ postId, to }) => [postId, to])).toEqual([
      ["one", "2026-03-24T18:00:00.000Z"],
      ["other", "2026-03-24T18:00:00.000Z"],
    ]);
  });

  it("never moves a post into the past", () => {
    const { proposals } = assignSlots(
      [post("p", "2026-03-23T10:00:00.000Z")],
      own(slot(1, 9)),
      "Europe/London",
      new Date("2026-03-23T09:30:00Z"),
    );
    expect(proposals).toEqual([]);
  });

  it("proposes nothing where no slot is best", () => {
    const { proposals, inBest } = assignSlots(
      [post("p", "2026-03-23T10:00:00.000Z")],
      () => ({ slots: [], basis: "all" as const }),
      "Europe/London",
      now,
    );
    expect({ proposals, inBest }).toEqual({ proposals: [], inBest: 0 });
  });
});
