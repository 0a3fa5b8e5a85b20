import { describe, expect, it } from "vitest";
import { periodProblem } from "./period-problem";

describe("periodProblem", () => {
  it("says both days where the period ends before it starts", () => {
    expect(periodProblem({ from: "2026-05-02", to: "2026-05-01" })).toMatch(/2 May.*1 May.*earlier From/);
  });

  it("lets one day, a rising period and a half-open one pass", () => {
    expect(periodProblem({ from: "2026-05-01", to: "2026-05-01" })).toBeNull();
    expect(periodProblem({ from: "2025-12-31", to: "2026-01-01" })).toBeNull();
    expect(periodProblem({ from: "2026-05-02" })).toBeNull();
    expect(periodProblem({ to: "2026-05-01" })).toBeNull();
  });
});
