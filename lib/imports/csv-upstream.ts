import type { Context } from "@/lib/context";
import { createZone, type Fields, smallestFormat, toUpstreamDate, writeAdvance, writeBasic } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import {
  type CsvImport,
  type CsvPost,
  deleteCsv,
  getCsvPost,
  getPosts,
  getUploadStatus,
  setAccounts,
  startCsvFinalize,
  type UpstreamPost,
  uploadCsv,
} from "@/lib/upstream/contract";
import type { CsvRow } from "./csv-repository";
import type { ImportRow } from "./row-repository";

const PAGE = 100;
const NEWEST_PAGES = 5;
const MARGIN_MS = 60_000;

/** The upstream's csv operations for one csv of ours, with its shapes kept out of the engine. */
export function csvUpstream(ctx: Context, csv: CsvRow, userId: string) {
  const { locationId } = csv;

  return {
    async upload(
      rows: ImportRow[],
    ): Promise<{ filePath: string; rowsCount: number; fileType: "basic" | "advance" }> {
      const fields = rows.map((row) => ({
        ...(row.fields as Fields),
        postAtSpecificTime: row.scheduledLocal ? toUpstreamDate(row.scheduledLocal) : "",
      }));
      const fileType = smallestFormat(fields);
      const text = fileType === "basic" ? writeBasic(fields) : writeAdvance(fields);
      const file = { name: csv.fileName, type: "text/csv", bytes: new TextEncoder().encode(text) };
      const { answer } = await ctx.upstream.call(ctx, uploadCsv, { params: { locationId }, file });
      return { filePath: answer.results.filePath, rowsCount: answer.results.rowsCount, fileType };
    },

    async setAccounts(filePath: string, rowsCount: number): Promise<string | null> {
      const body = { accountIds: csv.accountIds, filePath, rowsCount, fileName: csv.fileName, userId };
      const { answer } = await ctx.upstream.call(ctx, setAccounts, { params: { locationId }, body });
      return answer.results?.csvId ?? null;
    },

    /** The csvs whose file is one of `paths`. The list lags behind writes: absence proves nothing. */
    async findByPath(paths: readonly string[]): Promise<CsvImport[]> {
      const found: CsvImport[] = [];
      for (let page = 0; page < NEWEST_PAGES; page++) {
        const query = { skip: String(page * PAGE), limit: String(PAGE), userId };
        const { answer } = await ctx.upstream.call(ctx, getUploadStatus, { params: { locationId }, query });
        found.push(...answer.results.csvs.filter((one) => one.file && paths.includes(one.file)));
        if (answer.results.csvs.length < PAGE) break;
      }
      return found;
    },

    /** The status of the location's newest csvs by their id. */
    async newest(): Promise<Map<string, string>> {
      const query = { skip: "0", limit: String(PAGE), userId };
      const { answer } = await ctx.upstream.call(ctx, getUploadStatus, { params: { locationId }, query });
      return new Map(answer.results.csvs.map((one) => [one.id, one.status ?? "pending"]));
    },

    async read(csvId: string): Promise<{ csv: CsvImport; posts: CsvPost[] }> {
      const posts: CsvPost[] = [];
      for (let skip = 0; ; skip += PAGE) {
        const { answer } = await ctx.upstream.call(ctx, getCsvPost, {
          params: { locationId, id: csvId },
          query: { skip: String(skip), limit: String(PAGE) },
        });
        posts.push(...answer.results.posts);
        const total = answer.results.count ?? posts.length;
        if (answer.results.posts.length > 0 && posts.length < total) continue;
        const { csv: found } = answer.results;
        if (!found) throw new AppError("upstream_unavailable", { traceId: answer.traceId ?? null });
        return { csv: found, posts };
      }
    },

    async finalize(csvId: string): Promise<void> {
      await ctx.upstream.call(ctx, startCsvFinalize, { params: { locationId, id: csvId }, body: { userId } });
    },

    async remove(csvId: string): Promise<void> {
      await ctx.upstream.call(ctx, deleteCsv, { params: { locationId, id: csvId } });
    },

    /** Every post of the csv's accounts in the span of the rows. A narrow span: each page of it costs a call of the quota. */
    async postsAround(
      timezone: string,
      rows: readonly Pick<ImportRow, "scheduledLocal">[],
    ): Promise<UpstreamPost[]> {
      const zone = createZone(timezone);
      const times = rows.flatMap(({ scheduledLocal }) => {
        // Drafts have no time of their own and stand at the time they were made.
        if (scheduledLocal === null) return [ctx.clock.now().getTime(), csv.createdAt.getTime()];
        const moment = zone.toInstant(scheduledLocal);
        if (moment.kind === "gap") return [];
        return moment.kind === "once" ? [moment.ms] : [moment.first, moment.second];
      });
      if (times.length === 0) return [];
      const span = {
        fromDate: new Date(Math.min(...times) - MARGIN_MS).toISOString(),
        toDate: new Date(Math.max(...times) + MARGIN_MS).toISOString(),
      };
      const posts: UpstreamPost[] = [];
      for (let skip = 0; ; skip += PAGE) {
        const { answer } = await ctx.upstream.call(ctx, getPosts, {
          params: { locationId },
          body: {
            type: "all",
            accounts: csv.accountIds.join(","),
            skip: String(skip),
            limit: String(PAGE),
            includeUsers: "false",
            ...span,
          },
        });
        posts.push(...answer.results.posts);
        if (answer.results.posts.length < PAGE) return posts;
      }
    },
  };
}

export type CsvUpstream = ReturnType<typeof csvUpstream>;
