import { isDay } from "@/lib/calendar";
import { GRANULARITIES, type Granularity } from "@/lib/snapshots/schema";
import { PRESETS, type Preset, presetPeriod } from "./presets";
import { COMPARISONS, type Comparison, REPORT_METRICS, type ReportMetric } from "./schema";

/** What a report page shows, as its address says it: a copied address shows the same report. */
export type ReportFilters = {
  /** The agency by its upstream id, where an address names it: another agency's is refused, never ignored. */
  companyId: string | null;
  /** Groups of locations; with locations too, what is shown lies in both. */
  groupIds: string[];
  locationIds: string[];
  accountIds: string[];
  platforms: string[];
  /** Null: the two days below were chosen by hand. */
  preset: Preset | null;
  from: string;
  to: string;
  compare: Comparison;
  granularity: Granularity;
  by: "platform" | "account";
  metric: ReportMetric;
};

const DEFAULT_PRESET: Preset = "30d";
const oneOf = <T extends string>(words: readonly T[], text: string | null, fallback: T): T =>
  words.find((word) => word === text) ?? fallback;

const list = (search: URLSearchParams, name: string): string[] =>
  search
    .getAll(name)
    .flatMap((part) => part.split(","))
    .filter((part) => part !== "");

/** Reads the address; whatever it does not say, or says wrongly, is the default. */
export function readFilters(search: URLSearchParams, today: string): ReportFilters {
  const from = search.get("from") ?? "";
  const to = search.get("to") ?? "";
  const byHand = isDay(from) && isDay(to);
  const preset = oneOf(PRESETS, search.get("period"), DEFAULT_PRESET);
  return {
    companyId: search.get("companyId") || null,
    groupIds: list(search, "groupId"),
    locationIds: list(search, "locationId"),
    accountIds: list(search, "accountId"),
    platforms: list(search, "platform"),
    preset: byHand ? null : preset,
    ...(byHand ? { from, to } : presetPeriod(preset, today)),
    compare: oneOf(COMPARISONS, search.get("compare"), "previous"),
    granularity: oneOf(GRANULARITIES, search.get("granularity"), "day"),
    by: oneOf(["platform", "account"], search.get("by"), "platform"),
    metric: oneOf(REPORT_METRICS, search.get("metric"), "reach"),
  };
}

/** What a page is about says its path: it is no filter and stays out of the query. */
export type FixedScope = { locationId: string; accountId?: string };

/** The filters of a page's address. `fixed`: the page is of this location or account, whatever the address says. */
export function pageFilters(search: URLSearchParams, today: string, fixed?: FixedScope): ReportFilters {
  const asked = readFilters(search, today);
  if (!fixed) return asked;
  const { locationId, accountId } = fixed;
  const accountIds = accountId === undefined ? asked.accountIds : [accountId];
  return { ...asked, groupIds: [], locationIds: [locationId], accountIds };
}

/** Today of the one location that an address names, whose "last 7 days" are its own; else the day that all have reached. */
export function pageToday(
  search: URLSearchParams,
  locations: readonly { id: string; today: string }[],
  today: string,
): string {
  const named = search.get("locationId");
  return locations.find(({ id }) => id === named)?.today ?? today;
}

/** The query of a page as a server component gets it. */
export function searchOf(parts: Record<string, string | string[] | undefined>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts))
    for (const one of [value ?? []].flat()) search.append(name, one);
  return search;
}

/** One clause for each part of the address that `readFilters` could not follow, as a person would be told. */
export function misreadParts(search: URLSearchParams): string[] {
  const wrong: string[] = [];
  const from = search.get("from");
  const to = search.get("to");
  if ((from !== null || to !== null) && !(isDay(from ?? "") && isDay(to ?? "")))
    wrong.push(`“${from ?? ""}” to “${to ?? ""}” are not two days such as 2026-01-31`);
  const words: [name: string, known: readonly string[]][] = [
    ["period", PRESETS],
    ["compare", COMPARISONS],
    ["granularity", GRANULARITIES],
    ["by", ["platform", "account"]],
    ["metric", REPORT_METRICS],
  ];
  for (const [name, known] of words) {
    const value = search.get(name);
    if (value !== null && !known.includes(value)) wrong.push(`there is no ${name} “${value}”`);
  }
  return wrong;
}

const OWN_PARTS = new Set([
  "companyId",
  "groupId",
  "locationId",
  "accountId",
  "platform",
  "period",
  "from",
  "to",
  "compare",
  "granularity",
  "by",
  "metric",
]);

/** The address of these filters, defaults left out. What else the page keeps in its address (`rest`) stays behind them. */
export function writeFilters(filters: ReportFilters, rest?: URLSearchParams): string {
  const search = new URLSearchParams();
  const put = (name: string, value: string, standard: string) => {
    if (value !== standard) search.set(name, value);
  };
  put("companyId", filters.companyId ?? "", "");
  put("groupId", filters.groupIds.join(","), "");
  put("locationId", filters.locationIds.join(","), "");
  put("accountId", filters.accountIds.join(","), "");
  put("platform", filters.platforms.join(","), "");
  if (filters.preset) put("period", filters.preset, DEFAULT_PRESET);
  else {
    search.set("from", filters.from);
    search.set("to", filters.to);
  }
  put("compare", filters.compare, "previous");
  put("granularity", filters.granularity, "day");
  put("by", filters.by, "platform");
  put("metric", filters.metric, "reach");
  for (const [name, value] of rest ?? []) if (!OWN_PARTS.has(name)) search.append(name, value);
  // Commas and colons of ids stay readable.
  const text = search.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The query of the report routes. */
export function apiQuery(filters: ReportFilters) {
  return {
    companyId: filters.companyId ?? undefined,
    groupId: filters.groupIds.join(",") || undefined,
    locationId: filters.locationIds.join(",") || undefined,
    accountId: filters.accountIds.join(",") || undefined,
    platform: filters.platforms.join(",") || undefined,
    from: filters.from,
    to: filters.to,
  };
}
