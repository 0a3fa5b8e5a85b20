import type { Context } from "@/lib/context";
import { plus } from "@/lib/reports/figures";
import { readFollowers } from "@/lib/reports/followers-repository";
import { comparedPeriod } from "@/lib/reports/plan-period";
import { findPostsSources, withPublishedPosts } from "@/lib/reports/published-posts";
import { readFigures } from "@/lib/reports/repository";
import type { KeyFigure } from "@/lib/reports/schema";
import { MIN_KNOWN, overviewQuery, reportQuery } from "@/lib/reports/schema";
import { keyed, shapeRow } from "@/lib/reports/shape-report";
import { summariseOverview } from "@/lib/reports/summarise-overview";
import { summarisePosting } from "@/lib/reports/summarise-posting";
import { figuresScope, summariseReport } from "@/lib/reports/summarise-report";
import { checkPeriod } from "@/lib/snapshots/check-period";
import { checkScope } from "@/lib/snapshots/check-scope";
import { addDays, daysBetween } from "@/lib/snapshots/days";
import { snapshotTable } from "@/lib/snapshots/export-snapshots";
import { labelNames, type NamedLabels } from "./label-names";
import { type NamedAccount, type PostRow, readNamedAccounts, readPublishedPosts } from "./repository";
import { type ExportRequest, type ExportView, VIEW_NAMES } from "./schema";
import { type Cell, type ColumnKind, type ExportTable, tableOf } from "./table";

const PAGE = 2_000;
/** Locations whose accounts are summed in one statement. */
const CHUNK = 50;

/** The rows of one view of a report, by the same use cases as its page. Refuses as they do. */
export function rowsOfView(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  return SOURCES[request.view](ctx, request);
}

const SOURCES: Record<ExportView, (ctx: Context, request: ExportRequest) => Promise<ExportTable>> = {
  snapshots: (ctx, { view: _view, format: _format, compare: _compare, ...query }) =>
    snapshotTable(ctx, query),
  accounts: accountTable,
  platforms: platformTable,
  locations: locationTable,
  posts: postTable,
  timing: timingTable,
};

type NamedPost = PostRow & NamedLabels;
type Shape<R> = (readonly [name: string, kind: ColumnKind, value: (row: R) => Cell])[];
type Figures = {
  daysKnown: number;
  daysInPeriod: number;
  reach: KeyFigure;
  impressions: number | null;
  engagement: number | null;
  engagementRate: number | null;
  followers: number | null;
  posts: number | null;
};

const FIGURES: Shape<Figures> = [
  ["reach", "integer", (row) => row.reach.value],
  ["reachBefore", "integer", (row) => row.reach.previous],
  ["reachChangePercent", "decimal", (row) => rounded(row.reach.percent)],
  ["impressions", "integer", (row) => row.impressions],
  ["engagement", "integer", (row) => row.engagement],
  [
    "engagementRatePercent",
    "decimal",
    (row) => rounded(row.engagementRate === null ? null : row.engagementRate * 100),
  ],
  ["followers", "integer", (row) => row.followers],
  ["posts", "integer", (row) => row.posts],
  ["daysKnown", "integer", (row) => row.daysKnown],
  ["daysInPeriod", "integer", (row) => row.daysInPeriod],
];

/** Shares leave as percent, in every column; four digits are more than a network knows. */
function rounded(percent: number | null): number | null {
  return percent === null ? null : Math.round(percent * 10_000) / 10_000;
}

function completenessOf({ daysKnown, daysInPeriod }: Figures): string {
  if (daysKnown === 0) return "nothing known";
  if (daysKnown >= daysInPeriod) return "complete";
  return daysKnown < MIN_KNOWN * daysInPeriod ? "partial" : "gaps";
}

const periodColumns = <R>(period: { from: string; to: string }): Shape<R> => [
  ["from", "date", () => period.from],
  ["to", "date", () => period.to],
];

async function* once<R>(rows: readonly R[]): AsyncGenerator<readonly R[]> {
  yield rows;
}

async function accountTable(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  const scope = await checkScope(ctx, request);
  const period = checkPeriod(request, scope.today);
  const compared = comparedPeriod(period, request.compare);
  const comparedDays = compared ? daysBetween(compared.from, compared.to) : 0;
  const names = new Map(scope.locations.map(({ id, name }) => [id, name]));
  type Row = Figures & { account: NamedAccount };
  async function* pages(): AsyncGenerator<Row[]> {
    for (let at = 0; at < scope.locations.length; at += CHUNK) {
      const part = { ...scope, locations: scope.locations.slice(at, at + CHUNK), whole: false };
      const figures = figuresScope(ctx, part);
      const ask = (range: { from: string; to: string }) =>
        readFigures(ctx.db, figures, { ...range, key: "account" });
      const [accounts, figuresNow, before, followers, [posted]] = await Promise.all([
        readNamedAccounts(ctx.db, figures),
        ask(period),
        compared ? ask(compared) : [],
        readFollowers(ctx.db, figures, { at: period.to, before: addDays(period.from, -1), key: "account" }),
        findPostsSources(ctx.db, figures, [period]),
      ]);
      const asked = { ...period, key: "account" as const };
      const now = await withPublishedPosts(ctx.db, figures, asked, posted, figuresNow, accounts);
      const [sums, was, levels] = [keyed(now), keyed(before), keyed(followers)];
      yield accounts
        .filter(
          ({ id, removed }) => !removed || figuresNow.some(({ key }) => key === id) || sums.get(id)?.posts,
        )
        .map((account) => ({
          account,
          ...shapeRow(
            sums.get(account.id),
            { part: sums.get(account.id), was: was.get(account.id), days: comparedDays },
            levels.get(account.id),
            daysBetween(period.from, period.to),
          ),
        }));
    }
  }
  return tableOf<Row>(
    VIEW_NAMES.accounts,
    [
      ["accountId", "text", ({ account }) => account.id],
      ["account", "text", ({ account }) => account.name],
      ["platform", "text", ({ account }) => account.platform],
      ["locationId", "text", ({ account }) => account.location_id],
      ["location", "text", ({ account }) => names.get(account.location_id) ?? null],
      ...periodColumns<Row>(period),
      ...FIGURES,
      ["completeness", "text", completenessOf],
      ["lastCapturedAt", "moment", ({ account }) => account.captured_at],
    ],
    pages(),
  );
}

async function platformTable(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  const { view: _view, format: _format, ...query } = request;
  const report = await summariseReport(ctx, reportQuery.parse(query));
  return tableOf(
    VIEW_NAMES.platforms,
    [
      ["platform", "text", (row) => row.platform],
      ["accounts", "integer", (row) => row.accounts],
      ...periodColumns(report.period),
      ...FIGURES,
    ],
    once(report.platforms),
  );
}

async function locationTable(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  const { view: _view, format: _format, granularity: _granularity, ...query } = request;
  const overview = await summariseOverview(ctx, overviewQuery.parse(query));
  return tableOf(
    VIEW_NAMES.locations,
    [
      ["locationId", "text", (row) => row.locationId],
      ["location", "text", (row) => row.name],
      ["timezone", "text", (row) => row.timezone],
      ["category", "text", (row) => row.category],
      ["status", "text", (row) => row.status],
      ...periodColumns(overview.period),
      ...FIGURES,
      ["accounts", "integer", (row) => row.accounts],
      ["accountsComplete", "integer", (row) => row.complete],
      ["updatedAt", "moment", (row) => row.updatedAt],
    ],
    once(overview.locations),
  );
}

async function postTable(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  const scope = await checkScope(ctx, request);
  const period = checkPeriod(request, scope.today);
  const figures = figuresScope(ctx, scope);
  const names = labelNames(ctx);
  async function* pages(): AsyncGenerator<NamedPost[]> {
    let after: Parameters<typeof readPublishedPosts>[2]["after"] = null;
    for (;;) {
      const rows: PostRow[] = await readPublishedPosts(ctx.db, figures, { ...period, after, limit: PAGE });
      const named: NamedPost[] = [];
      for (const row of rows) named.push({ ...row, ...(await names.of(row)) });
      if (rows.length > 0) yield named;
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = { locationId: last.location_id, publishedAt: last.published_at, postId: last.post_id };
    }
  }
  return tableOf<NamedPost>(
    VIEW_NAMES.posts,
    [
      ["postId", "text", (row) => row.post_id],
      ["locationId", "text", (row) => row.location_id],
      ["location", "text", (row) => row.location],
      ["accountId", "text", (row) => row.account_id],
      ["account", "text", (row) => row.account],
      ["platform", "text", (row) => row.platform],
      ["publishedLocal", "text", (row) => row.local_time],
      ["publishedAt", "moment", (row) => row.published_at],
      ["kind", "text", (row) => row.kind],
      ["media", "text", (row) => row.media],
      ["caption", "text", (row) => row.caption],
      ["tags", "text", (row) => row.tagNames],
      ["tagIds", "text", (row) => row.tags.join(", ")],
      ["category", "text", (row) => row.category],
      ["categoryId", "text", (row) => row.category_id],
      ["hashtags", "integer", (row) => row.hashtags],
      ["hasLink", "boolean", (row) => row.has_link],
      ["likes", "integer", (row) => row.likes],
      ["comments", "integer", (row) => row.comments],
      ["shares", "integer", (row) => row.shares],
      ["engagement", "integer", (row) => plus(plus(row.likes, row.comments), row.shares)],
      ["capturedAt", "moment", (row) => row.captured_at],
    ],
    pages(),
  );
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

async function timingTable(ctx: Context, request: ExportRequest): Promise<ExportTable> {
  const posting = await summarisePosting(ctx, {
    locationId: request.locationId,
    accountId: request.accountId,
    platform: request.platform,
    to: request.to,
  });
  return tableOf(
    VIEW_NAMES.timing,
    [
      ["weekday", "text", (row) => WEEKDAYS[row.weekday - 1] ?? null],
      ["hour", "integer", (row) => row.hour],
      ["posts", "integer", (row) => row.posts],
      ["engagementIndex", "decimal", (row) => row.index],
      ...periodColumns<(typeof posting.slots)[number]>(posting),
    ],
    once(posting.slots),
  );
}
