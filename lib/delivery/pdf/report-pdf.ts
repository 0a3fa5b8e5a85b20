import type { Brand } from "@/lib/delivery/brand/brand";
import { change, dateRange, dateTime, day, list, MISSING, number, percent, plural } from "@/lib/format";
import { daysNote, withoutDailyText } from "@/lib/reports/coverage-words";
import { type KeyFigure, METRIC_DEFINITIONS, type Overview, type Report } from "@/lib/reports/schema";
import { platformLabel } from "@/lib/upstream/contract/words";
import { drawBars } from "./draw-bars";
import { drawFigures } from "./draw-figures";
import { drawPosts, type PicturedPost } from "./draw-posts";
import { drawTable } from "./draw-table";
import { drawTrend } from "./draw-trend";
import { seriesColor } from "./series-color";
import { INK, Sheet } from "./sheet";

export type ReportPdf = {
  brand: Brand;
  title: string;
  report: Report;
  /** With several locations: their table. */
  locations: Overview["locations"] | null;
  /** The period's best posts. */
  posts: readonly PicturedPost[];
  now: Date;
  /** The agency's own, for the moment the report was made. */
  timezone: string;
};

const METRIC_WORDS = {
  reach: "Reach",
  impressions: "Impressions",
  engagement: "Engagement",
  followers: "Followers",
  posts: "Posts",
};
const MOST_LOCATIONS = 200;

/** A report as a PDF: the figures of the page, as text and drawn lines, for print and for clients. */
export function renderReportPdf(input: ReportPdf): Promise<Buffer> {
  const { brand, title, report, now, timezone } = input;
  const sheet = new Sheet({ title, author: brand.agency, now });
  const asOf = `As of ${dateTime(now, timezone)} (${timezone})`;
  letterhead(sheet, brand);
  sheet.paragraph(title, { size: 20, bold: true });
  sheet.gap(4);
  for (const line of factsOf(report)) sheet.paragraph(line, { size: 9.5, color: INK.muted });
  sheet.gap(16);
  if (report.state !== "data") sheet.paragraph(EMPTY[report.state], { size: 11 });
  else body(sheet, input);
  notes(sheet, report, asOf);
  return sheet.finish({ left: `${brand.agency} · ${title}`, right: asOf, color: brand.color });
}

const EMPTY: Record<Exclude<Report["state"], "data">, string> = {
  not_connected: "The agency is not connected to the Social Media API yet, so there are no figures to show.",
  no_locations: "There is no location to report on.",
  never_captured: "No figures were captured for these accounts yet.",
  nothing: "Nothing is stored for these days. That is not the same as zero: nothing is known.",
};

function letterhead(sheet: Sheet, brand: Brand): void {
  const height = 34;
  if (brand.logo) {
    sheet.doc.image(brand.logo.bytes, sheet.left, sheet.y, { fit: [150, height], valign: "center" });
    sheet.put(brand.agency, sheet.left + 160, sheet.y + height / 2 - 6, {
      size: 10,
      color: INK.muted,
      align: "right",
      width: sheet.width - 160,
    });
    sheet.y += height + 14;
  } else {
    sheet.put(brand.agency, sheet.left, sheet.y, { size: 12, bold: true, color: INK.muted });
    sheet.y += 26;
  }
}

function factsOf({ locations, period, compared, coverage, timezones }: Report): string[] {
  const accounts = plural(coverage.accounts + coverage.notCovered.length, "account");
  const [zone] = timezones;
  return [
    list(
      locations.map(({ name }) => name),
      4,
    ),
    [
      dateRange(period.from, period.to),
      accounts,
      timezones.length === 1 && zone ? `days in ${zone}` : "each location’s own days",
    ].join(" · "),
    compared ? `Compared with ${dateRange(compared.from, compared.to)}` : "Compared with nothing",
  ];
}

function body(sheet: Sheet, { report, locations, posts }: ReportPdf): void {
  drawFigures(sheet, report);
  sheet.gap(10);
  const { chart, period } = report;
  sheet.heading(`${METRIC_WORDS[chart.metric]} per ${period.granularity}`, 250);
  if (chart.series.length === 0) {
    sheet.paragraph("No network reported it for these accounts and days.", { color: INK.muted });
  } else drawTrend(sheet, report);
  sheet.gap(16);
  const platforms = report.platforms.map((row, index) => ({
    label: platformLabel(row.platform),
    value: row.reach.value,
    color: seriesColor(row.platform, index),
  }));
  sheet.heading("Reach by platform", 40 + Math.min(platforms.length, 6) * 19);
  drawBars(sheet, platforms);
  sheet.gap(16);
  if (posts.length > 0) {
    sheet.heading("Posts that did best", 110);
    drawPosts(sheet, posts);
    sheet.gap(8);
  }
  sheet.heading("Platforms");
  drawTable(
    sheet,
    figureColumns("Platform", "Accounts"),
    report.platforms.map((row) => [platformLabel(row.platform), number(row.accounts), ...figureCells(row)]),
  );
  sheet.gap(18);
  if (locations && locations.length > 1) {
    sheet.heading("Locations");
    const sorted = [...locations].sort((a, b) => (b.reach.value ?? -1) - (a.reach.value ?? -1));
    drawTable(
      sheet,
      figureColumns("Location", "Accounts"),
      sorted.slice(0, MOST_LOCATIONS).map((row) => [row.name, number(row.accounts), ...figureCells(row)]),
    );
    if (sorted.length > MOST_LOCATIONS) {
      sheet.gap(4);
      sheet.paragraph(`And ${sorted.length - MOST_LOCATIONS} locations with less reach.`, {
        color: INK.muted,
      });
    }
    sheet.gap(18);
  }
  if (report.accounts) {
    sheet.heading("Accounts");
    drawTable(
      sheet,
      figureColumns("Account", "Platform", true),
      report.accounts.map((row) => [row.name, platformLabel(row.platform), ...figureCells(row)]),
    );
    sheet.gap(18);
  }
}

function figureColumns(first: string, second: string, words = false) {
  const numeric = true;
  return [
    { label: first, share: 2.7 },
    { label: second, share: words ? 1.8 : 1.1, numeric: !words },
    { label: "Days", share: 1.3, numeric },
    { label: "Reach", share: 1.3, numeric },
    { label: "Change", share: 1.2, numeric },
    { label: "Impressions", share: 1.7, numeric },
    { label: "Engagement", share: 1.7, numeric },
    { label: "Rate", share: 0.9, numeric },
    { label: "Followers", share: 1.4, numeric },
    { label: "Posts", share: 0.9, numeric },
  ];
}

type RowFigures = {
  daysKnown: number;
  daysInPeriod: number;
  reach: KeyFigure;
  impressions: number | null;
  engagement: number | null;
  engagementRate: number | null;
  followers: number | null;
  posts: number | null;
};

function figureCells(row: RowFigures): string[] {
  return [
    // Where days are not known, how many are; a figure of one day never passes for one of a month.
    daysNote(row) ? `${number(row.daysKnown)} of ${number(row.daysInPeriod)}` : number(row.daysKnown),
    number(row.reach.value),
    row.reach.percent === null ? MISSING : `${change(row.reach.percent, 1)}%`,
    number(row.impressions),
    number(row.engagement),
    percent(row.engagementRate),
    number(row.followers),
    number(row.posts),
  ];
}

/** What is missing and why, and how to read the rest. */
function notes(sheet: Sheet, report: Report, asOf: string): void {
  sheet.need(90);
  sheet.heading("About these figures");
  for (const sentence of [...missingSentences(report), ...DEFINITIONS, `${asOf}.`]) {
    sheet.paragraph(sentence, { size: 8.5, color: INK.muted });
    sheet.gap(3);
  }
}

const DEFINITIONS = [
  `A dash means that no network reported the figure; it is not zero. ${METRIC_DEFINITIONS.reach}`,
  `Days are those of which the network reported something, added up over accounts; what lacks days in one of the two periods takes no part in a change. ${METRIC_DEFINITIONS.posts}`,
  "Engagement = likes + comments + shares, of what each network reports. Engagement rate = engagement ÷ reach, over days for which both are known.",
];

/** Which accounts and days the figures lack, by name. */
export function missingSentences({ coverage, silences }: Pick<Report, "coverage" | "silences">): string[] {
  const { accounts, complete, failing, notCovered, failedLocations } = coverage;
  const names = (items: readonly { name: string; platform: string }[]) =>
    list(
      items.map(({ name, platform }) => `${name} (${platformLabel(platform)})`),
      6,
    );
  const sentences = [
    complete === accounts
      ? `All ${plural(accounts, "account")} with statistics were captured.`
      : `${number(complete)} of ${plural(accounts, "account")} with statistics were captured.`,
  ];
  if (failing.length > 0) sentences.push(`Missing: ${names(failing)}. ${failing[0]?.reason ?? ""}`.trim());
  if (failedLocations.length > 0) {
    sentences.push(
      `The last capture failed for ${list(
        failedLocations.map(({ name }) => name),
        6,
      )}.`,
    );
  }
  const without = withoutDailyText({ notCovered });
  if (without) sentences.push(`${without}; of these, single days are known at most.`);
  for (const silence of silences.slice(0, 5)) {
    const when =
      silence.from === silence.to
        ? `on ${day(silence.from)}`
        : `from ${day(silence.from)} to ${day(silence.to)}`;
    sentences.push(`${silence.name} (${platformLabel(silence.platform)}) reported nothing ${when}.`);
  }
  return sentences;
}
