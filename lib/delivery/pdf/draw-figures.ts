import { change, number, percent } from "@/lib/format";
import { againstWords, countChange, growth, rateChange, type ToldChange } from "@/lib/reports/change-words";
import { type KeyFigure, POSTS_FROM_NOTES, type Report } from "@/lib/reports/schema";
import { INK, type Sheet } from "./sheet";

type Cell = { label: string; value: string; beside: string; tone: "good" | "bad" | "plain" };

type FiguresOf = Pick<Report, "figures" | "compared" | "postsFrom">;

const HEIGHT = 54;

/** Six figures, each with what became of it. */
export function drawFigures(sheet: Sheet, report: FiguresOf): void {
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

export function cellsOf({ figures, compared, postsFrom }: FiguresOf): Cell[] {
  const without = compared === null ? "" : (compared.reason ?? "nothing to compare with");
  const beside = (
    figure: KeyFigure,
    told: ToldChange | null,
    show = number,
  ): Pick<Cell, "beside" | "tone"> => {
    if (!told) return { beside: without, tone: "plain" };
    const text = `${SIGNS[told.direction]}${told.amount}`;
    return { beside: `${text} ${againstWords(figure, show)}`, tone: toneOf(told.direction) };
  };
  const count = (label: string, figure: KeyFigure): Cell => ({
    label,
    value: number(figure.value),
    ...beside(figure, growth(figure)),
  });
  const { engagementRate: rate, followers } = figures;
  return [
    count("Reach", figures.reach),
    count("Impressions", figures.impressions),
    count("Engagement", figures.engagement),
    {
      label: "Engagement rate",
      value: percent(rate.value),
      ...beside(rate, rateChange(rate), percent),
    },
    {
      label: "Followers",
      value: number(followers.value),
      beside:
        followers.change === null ? "change not known" : `${change(followers.change)} net in the period`,
      tone: followers.change === null ? "plain" : toneOf(followers.change),
    },
    {
      label: `Posts published${POSTS_FROM_NOTES[postsFrom] ? `, ${POSTS_FROM_NOTES[postsFrom]}` : ""}`,
      value: number(figures.posts.value),
      ...beside(figures.posts, countChange(figures.posts)),
    },
  ];
}

const SIGNS = { [-1]: "−", 0: "", 1: "+" } as const;

const toneOf = (difference: number): Cell["tone"] =>
  difference > 0 ? "good" : difference < 0 ? "bad" : "plain";
