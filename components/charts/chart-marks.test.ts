import { describe, expect, it } from "vitest";
import { markLabel, marksByX } from "./chart-marks";

describe("remarks on a chart", () => {
  const weeks = ["2026-03-02", "2026-03-09", "2026-03-16"];

  it("stand at the point whose days hold theirs", () => {
    const marks = [
      { day: "2026-03-12", text: "Fair" },
      { day: "2026-03-09", text: "Offer" },
      { day: "2026-03-18", text: "Closed" },
    ];
    expect([...marksByX(weeks, marks)]).toEqual([
      ["2026-03-09", ["Offer", "Fair"]],
      ["2026-03-16", ["Closed"]],
    ]);
  });

  it("are left out where the chart begins later", () => {
    expect(marksByX(weeks, [{ day: "2026-03-01", text: "Early" }]).size).toBe(0);
  });

  it("are counted where several share a point, and cut where one is long", () => {
    expect(markLabel(["Offer", "Fair"])).toBe("2 notes");
    expect(markLabel(["Autumn offer starts"])).toBe("Autumn offer starts");
    expect(markLabel(["The second shop in the harbour opens"])).toBe("The second shop in the ha…");
  });
});
