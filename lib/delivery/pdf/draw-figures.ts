import { change, number, percent } from "@/lib/format";
import type { KeyFigure, Report } from "@/lib/reports/schema";
import { INK, type Sheet } from "./sheet";

type Cell = { label: string; value: string; beside: string; tone: "good" | "bad" | "plain" };

const HEIGHT = 54;

/** Six figures, each with what became of it. */
export function drawFigures(sheet: Sheet, report: Pick<Report, "figures" | "compared">): void {
  const cells = cellsOf(report);
  const width = sheet.width / 3;
  for (let row = 0; row < 2; row++) {
    sheet.need(HEIGHT);
    cells.slice(row * 3, row * 3 + 3).forEach((cell, column) => {
      const x = sheet.left + column * width;
      sheet.put(cell.label, x, sheet.y, { size: 8.5, color: INK.muted, width: width - 10 });
      sheet.put(cell.value, x, sheet.y + 11, { size: 18, bold: true, width: width - 10 });
      const color = cell.tone === "plain" ? INK.muted : INK[cell.tone];
      sheet.put(cell.beside, x, sheet.y + 34, { size: 8.5, color, width: width - 10 });
    });
    sheet.y += HEIGHT;
  }
}

function cellsOf({ figures, compared }: Pick<Report, "figures" | "compared">): Cell[] {
  const without = compared === null ? "" : (compared.reason ?? "nothing to compare with");
  const count = (label: string, figure: KeyFigure): Cell => ({
    label,
    value: number(figure.value),
    ...(figure.change === null || figure.previous === null
      ? { beside: without, tone: "plain" as const }
      : {
          beside: `${figure.percent === null ? change(figure.change) : `${change(figure.percent, 1)}%`} against ${number(figure.previous)}`,
          tone: toneOf(figure.change),
        }),
  });
  const { engagementRate: rate, followers } = figures;
  return [
    count("Reach", figures.reach),
    count("Impressions", figures.impressions),
    count("Engagement", figures.engagement),
    {
      label: "Engagement rate",
      value: percent(rate.value),
      ...(rate.change === null
        ? { beside: without, tone: "plain" as const }
        : {
            beside: `${change(rate.change * 100, 1)} points against ${percent(rate.previous)}`,
            tone: toneOf(rate.change),
          }),
    },
    {
      label: "Followers",
      value: number(followers.value),
      beside:
        followers.change === null ? "change not known" : `${change(followers.change)} net in the period`,
      tone: followers.change === null ? "plain" : toneOf(followers.change),
    },
    count("Posts published", figures.posts),
  ];
}

const toneOf = (difference: number): Cell["tone"] =>
  difference > 0 ? "good" : difference < 0 ? "bad" : "plain";
