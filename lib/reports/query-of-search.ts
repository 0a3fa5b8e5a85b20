import type { Context } from "@/lib/context";
import { checkScope } from "@/lib/snapshots/check-scope";
import { apiQuery, readFilters } from "./filters";
import { type ReportQuery, reportQuery } from "./schema";

/** The query that a report's own address part means on the day it is asked. */
export async function queryOfSearch(ctx: Context, search: string): Promise<ReportQuery> {
  const { today } = await checkScope(ctx, {});
  const asked = readFilters(new URLSearchParams(search), today);
  // Whoever kept the address kept its locations too; a group that changed or ended since then changes nothing.
  const filters = asked.groupIds.length > 0 ? { ...asked, groupIds: [], locationIds: [] } : asked;
  return reportQuery.parse({
    ...apiQuery(filters),
    compare: filters.compare,
    granularity: filters.granularity,
    by: filters.by,
    metric: filters.metric,
  });
}
