import { readCompany } from "@/lib/company/repository";
import type { Context } from "@/lib/context";
import { dateRange } from "@/lib/format";
import { bestPosts } from "@/lib/reports/rank-posts";
import { overviewQuery, type Report, type ReportQuery } from "@/lib/reports/schema";
import { summariseOverview } from "@/lib/reports/summarise-overview";
import { summariseReport } from "@/lib/reports/summarise-report";
import { readBrand } from "./brand/brand";
import { renderReportPdf } from "./pdf/report-pdf";
import { readPostPictures } from "./read-post-pictures";
import { titleOf } from "./report-title";

export type MadePdf = { fileName: string; bytes: Buffer; report: Report };

/** The report of these filters as a PDF, in the agency's own colours, with the same figures as its page. */
export async function makeReportPdf(
  ctx: Context,
  query: ReportQuery,
  title: string | null = null,
): Promise<MadePdf> {
  const report = await summariseReport(ctx, query);
  const several = report.state === "data" && report.locations.length > 1;
  const { granularity: _granularity, by: _by, metric: _metric, ...scope } = query;
  const [brand, company, overview, best] = await Promise.all([
    readBrand(ctx.db, ctx.companyId),
    readCompany(ctx.db, ctx.companyId),
    several ? summariseOverview(ctx, overviewQuery.parse(scope)) : null,
    report.state === "data" ? bestPosts(ctx, query) : [],
  ]);
  const heading = title ?? titleOf(report, Boolean(query.locationId?.length || query.groupId?.length));
  const pictures = await readPostPictures(best);
  const bytes = await renderReportPdf({
    brand,
    title: heading,
    report,
    locations: overview?.locations ?? null,
    posts: best.map((post, index) => ({ post, picture: pictures[index] ?? null })),
    now: ctx.clock.now(),
    timezone: company?.timezone ?? "UTC",
  });
  return { fileName: `${fileNameOf(heading, report)}.pdf`, bytes, report };
}

function fileNameOf(title: string, { period }: Report): string {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return `${words.slice(0, 80) || "report"} ${dateRange(period.from, period.to)}`;
}
