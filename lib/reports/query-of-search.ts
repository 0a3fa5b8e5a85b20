import type { Context } from "@/lib/context";
import { checkScope } from "@/lib/snapshots/check-scope";
import { apiQuery, readFilters } from "./filters";
import { type ReportQuery, reportQuery } from "./schema";

/** The query that a report's own address part means on the day it is asked, which is the day of the locations it names. */
export async function queryOfSearch(ctx: Context, search: string): Promise<ReportQuery> {
  const params = new URLSearchParams(search);
  // Which locations are named does not hang on the day.
  const named = readFilters(params, "2000-01-01");
  // Whoever kept the address kept its locations too; a group that changed or ended since then changes nothing.
  const kept = named.groupIds.length > 0 ? { groupIds: [], locationIds: [] } : {};
  const { today } = await checkScope(ctx, { locationId: kept.locationIds ?? named.locationIds });
  const filters = { ...readFilters(params, today), ...kept };
  return reportQuery.parse({
    ...apiQuery(filters),
    compare: filters.compare,
    granularity: filters.granularity,
    by: filters.by,
    metric: filters.metric,
  });
}
