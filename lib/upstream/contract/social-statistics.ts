import { z } from "zod";
import { defineOperation } from "./operation";
import {
  backwards,
  idOf,
  inOrder,
  input,
  instant,
  locationId,
  noFields,
  oneOf,
  USUAL_REFUSALS,
} from "./shapes";
import { MAX_PROFILES_PER_STATISTICS, STATISTICS_PLATFORMS } from "./words";

const range = input({ startDate: instant("start date"), endDate: instant("end date") }).refine(
  ({ startDate, endDate }) => inOrder(startDate, endDate),
  backwards("startDate"),
);

const statisticsBody = input({
  profileIds: z
    .array(idOf("profile"), { error: "Give the profile ids as a list." })
    .min(1, { error: "Name at least one account (profileIds)." })
    .max(MAX_PROFILES_PER_STATISTICS, {
      error: `At most ${MAX_PROFILES_PER_STATISTICS} accounts fit in one request. Ask in several requests.`,
    }),
  platforms: z
    .array(oneOf("platform", STATISTICS_PLATFORMS), { error: "Give the platforms as a list." })
    .optional(),
  currentRange: range.optional(),
  prevRange: range.optional(),
}).refine((body) => body.prevRange === undefined || body.currentRange !== undefined, {
  error: "The period before (prevRange) needs a current period (currentRange) to be compared with.",
  path: ["prevRange"],
});
export type StatisticsRequest = z.input<typeof statisticsBody>;

const figure = z.number().nullish();
// A day that the network did not answer may come as null: it stays null, never 0.
const series = z.array(z.number().nullable()).nullish();
const byPlatform = <Entry extends z.ZodType>(entry: Entry) => z.record(z.string(), entry).nullish();

const breakdown = z
  .looseObject({
    total: figure,
    totalChange: figure,
    platforms: byPlatform(z.looseObject({ value: figure, change: figure })),
  })
  .nullish();

const platformSeries = byPlatform(z.looseObject({ total: figure, series }));

const genderShare = z.looseObject({ total: figure, percentage: figure }).nullish();

export const statistics = z.looseObject({
  dayRange: z.array(z.string()).nullish(),
  totals: z
    .looseObject({ posts: figure, likes: figure, followers: figure, impressions: figure, comments: figure })
    .nullish(),
  postPerformance: z
    .looseObject({
      posts: byPlatform(z.array(z.number().nullable())),
      impressions: series,
      likes: series,
      comments: series,
    })
    .nullish(),
  breakdowns: z
    .looseObject({
      posts: breakdown,
      impressions: breakdown,
      reach: breakdown,
      engagement: byPlatform(
        z.looseObject({ likes: figure, comments: figure, shares: figure, change: figure }),
      ),
    })
    .nullish(),
  platformTotals: z
    .looseObject({ impressions: platformSeries, followers: platformSeries, likes: platformSeries })
    .nullish(),
  demographics: z
    .looseObject({
      gender: z
        .looseObject({
          totals: z.looseObject({ male: genderShare, female: genderShare, unknown: genderShare }).nullish(),
        })
        .nullish(),
      age: z.looseObject({ totals: z.record(z.string(), figure).nullish() }).nullish(),
    })
    .nullish(),
});
export type Statistics = z.output<typeof statistics>;

export const getStatistics = defineOperation({
  id: "get-statistics",
  resource: "social-planner",
  method: "POST",
  path: "/social-media-posting/statistics",
  summary: "Read the figures of up to 100 accounts for a period, against the period before.",
  scope: "socialplanner/statistics.readonly",
  token: "location",
  effect: "read",
  params: noFields,
  query: input({ locationId }),
  body: statisticsBody,
  bodyKind: "json",
  status: 200,
  answer: z.looseObject({
    results: statistics,
    message: z.string().nullish(),
    traceId: z.string().nullish(),
  }),
  refusals: USUAL_REFUSALS,
});

export const statisticsOperations = [getStatistics] as const;
