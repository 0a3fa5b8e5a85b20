import type { z } from "zod";
import { goalsReply } from "@/lib/goals/schema";
import { apiQuery, type ReportFilters } from "./filters";
import { postingReply } from "./posting-schema";
import { overviewReply, reportReply } from "./schema";
import { topPostsReply } from "./top-posts-schema";

/** What a report page asks: the route, its query and what it answers with. The key names the answer wherever it is kept. */
export type Question<S extends z.ZodType> = {
  key: readonly unknown[];
  path: string;
  query: Record<string, string | undefined>;
  reply: S;
};

function question<S extends z.ZodType>(name: string, query: Question<S>["query"], reply: S): Question<S> {
  return { key: ["reports", name, query], path: `/api/reports/${name}`, query, reply };
}

/** The questions of report pages, the same for the browser that asks and the server that answers ahead. */
export const questions = {
  report: (filters: ReportFilters) => {
    const { compare, granularity, by, metric } = filters;
    return question("summary", { ...apiQuery(filters), compare, granularity, by, metric }, reportReply);
  },
  overview: (filters: ReportFilters) => {
    const { compare, granularity } = filters;
    return question("overview", { ...apiQuery(filters), compare, granularity }, overviewReply);
  },
  /** When and what to post: 180 days, whatever the report's own period is. */
  posting: (filters: ReportFilters) => {
    const { locationId, groupId, accountId, platform } = apiQuery(filters);
    return question("posting", { locationId, groupId, accountId, platform }, postingReply);
  },
  topPosts: (filters: ReportFilters) => question("top-posts", apiQuery(filters), topPostsReply),
  /** A location's goals of a month; null is its present one. */
  goals: (locationId: string, month: string | null): Question<typeof goalsReply> => ({
    key: ["goals", locationId, month],
    path: "/api/goals",
    query: { locationId, month: month ?? undefined },
    reply: goalsReply,
  }),
};
