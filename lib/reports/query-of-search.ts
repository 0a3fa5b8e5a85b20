import type { Context } from "@/lib/context";
import { checkScope } from "@/lib/snapshots/check-scope";
import { apiQuery, readFilters } from "./filters";
import { type ReportQuery, reportQuery } from "./schema";

/** The query that a report's own address part means on the day it is asked. */
export async function queryOfSearch(ctx: Context, search: string): Promise<ReportQuery> {
  const { today } = await checkScope(ctx, {});
  const filters = readFilters(new URLSearchParams(search), today);
  return reportQuery.parse({
    ...apiQuery(filters),
    compare: filters.compare,
    granularity: filters.granularity,
    by: filters.by,
    metric: filters.metric,
  });
}
