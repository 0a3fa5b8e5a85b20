import { describe, expect, it } from "vitest";
import { sampleReport } from "@/lib/delivery/testing/sample-report";
import { cellsOf } from "./draw-figures";

const cell = (report: ReturnType<typeof sampleReport>, label: string) =>
  cellsOf(report).find((each) => each.label.startsWith(label));

describe("figures of the PDF", () => {
  it("tell changes as the page does: posts as a count, and nothing is not red", () => {
    const report = sampleReport();
    report.figures.posts = { value: 1_387, previous: 1_354, change: 33, percent: 2.4 };
    report.figures.engagementRate = {
      value: 0.0698,
      previous: 0.0701,
      change: 0.0698 - 0.0701,
      percent: null,
    };
    report.figures.reach = { value: 100_000, previous: 100_010, change: -10, percent: -0.01 };
    expect(cell(report, "Posts published")).toMatchObject({ beside: "+33 vs 1,354", tone: "good" });
    expect(cell(report, "Engagement rate")).toMatchObject({ beside: "no change vs 7.0%", tone: "plain" });
    expect(cell(report, "Reach")?.beside).toBe("−10 vs 100,010");
  });

  it("say why nothing is compared, and where posts were counted", () => {
    const report = sampleReport();
    report.figures.reach = { value: 5, previous: null, change: null, percent: null };
    report.postsFrom = "statistics";
    if (report.compared) {
      report.compared.usable = false;
      report.compared.reason = "only 11 days to compare with";
    }
    expect(cell(report, "Reach")).toMatchObject({ beside: "only 11 days to compare with", tone: "plain" });
    expect(cell(report, "Posts published")?.label).toBe("Posts published, by statistics");
  });
});
