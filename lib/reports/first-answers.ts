import { type DehydratedState, dehydrate, QueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { listGoals } from "@/lib/goals/manage-goals";
import { goalsQuery } from "@/lib/goals/schema";
import type { ReportFilters } from "./filters";
import { type Question, questions } from "./questions";
import { overviewQuery, reportQuery } from "./schema";
import { summariseOverview } from "./summarise-overview";
import { summariseReport } from "./summarise-report";

/** A page waits so long for its figures; what takes longer is asked for by the browser. */
const PATIENCE_MS = 250;

type Answer = { key: readonly unknown[]; data: unknown } | null;

/**
 * Answers to a page's questions by the same use cases and grants as their routes, so that its first bytes hold figures. A
 * question that is refused, fails or takes long is left out: the browser asks it and tells what came of it. A page names
 * what is read in its first screen; what is further down, or drawn by a chart, would only hold that up.
 */
export async function firstAnswers(
  ctx: Context,
  filters: ReportFilters,
  asked: readonly (keyof typeof ANSWERS)[],
): Promise<DehydratedState> {
  const client = new QueryClient();
  for (const answer of await Promise.all(asked.map((name) => ANSWERS[name](ctx, filters)))) {
    if (answer) client.setQueryData(answer.key, answer.data);
  }
  return dehydrate(client);
}

const ANSWERS = {
  report: (ctx, filters) =>
    answer(questions.report(filters), async (query) => summariseReport(ctx, reportQuery.parse(query))),
  overview: (ctx, filters) =>
    answer(questions.overview(filters), async (query) => summariseOverview(ctx, overviewQuery.parse(query))),
  /** Of the one location that the page is of. */
  goals: (ctx, { locationIds: [locationId = ""] }) =>
    answer(questions.goals(locationId, null), async (query) => listGoals(ctx, goalsQuery.parse(query))),
} satisfies Record<string, (ctx: Context, filters: ReportFilters) => Promise<Answer>>;

async function answer<S extends z.ZodType>(
  { key, query, reply }: Question<S>,
  ask: (query: Question<S>["query"]) => Promise<unknown>,
): Promise<Answer> {
  const late = new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null).unref());
  const found = await Promise.race([ask(query).catch(() => null), late]);
  if (found === null) return null;
  // As the browser would have read it.
  const read = reply.safeParse(JSON.parse(JSON.stringify(found)));
  return read.success ? { key, data: read.data } : null;
}
