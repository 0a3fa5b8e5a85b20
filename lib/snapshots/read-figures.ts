import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getCustomSnapshots, getStatistics, type Statistics } from "@/lib/upstream/contract";
import { METRICS, type Metrics, type Source } from "./schema";

export const UNKNOWN_METRICS: Metrics = {
  reach: null,
  impressions: null,
  likes: null,
  comments: null,
  shares: null,
  followers: null,
  posts: null,
};

/** `first` where it knows, `second` where it does not. */
export function mergeFigures(first: Metrics, second: Metrics): Metrics {
  const merged = { ...first };
  for (const metric of METRICS) merged[metric] ??= second[metric];
  return merged;
}

export type FoundFigures = { figures: Metrics; source: Source };

/** Whether `statistics` knows the account: upstream covers LinkedIn pages and TikTok business accounts only. */
export function statisticsCover(account: { platform: string; type: string | null }): boolean {
  if (account.platform === "linkedin") return account.type === "page";
  return ["facebook", "instagram", "google", "pinterest", "youtube", "tiktok-business"].includes(
    account.platform,
  );
}

/**
 * The activity that GET /snapshots carries, keyed by `activityKey`. Empty where the agency has no agency token or the
 * upstream keeps templates only there: statistics answers then. Other refusals are thrown.
 */
export async function readUpstreamActivity(
  ctx: Context,
  upstreamCompanyId: string | null,
  signal?: AbortSignal,
): Promise<Map<string, Metrics>> {
  const found = new Map<string, Metrics>();
  if (!upstreamCompanyId) return found;
  try {
    const { answer } = await ctx.upstream.call(
      ctx,
      getCustomSnapshots,
      { query: { companyId: upstreamCompanyId } },
      signal ? { signal } : {},
    );
    for (const snapshot of answer.snapshots) {
      if (!snapshot.accountId || !snapshot.date || !snapshot.metrics) continue;
      const figures = wholeFigures(snapshot.metrics);
      if (METRICS.some((metric) => figures[metric] !== null)) {
        found.set(activityKey(snapshot.accountId, snapshot.date), figures);
      }
    }
  } catch (error) {
    if (!(error instanceof AppError) || signal?.aborted) throw error;
    ctx.log.warn(
      { code: error.code, traceId: error.traceId },
      "snapshots gave no activity, statistics are asked",
    );
  }
  return found;
}

export const activityKey = (accountId: string, day: string): string => `${day} ${accountId}`;

/** One account's figures of one day. Reach and shares exist as totals of a range only, so the range is that one day. */
export async function readStatistics(
  ctx: Context,
  asked: { locationId: string; profileId: string; day: string },
  signal?: AbortSignal,
): Promise<Metrics> {
  const { answer } = await ctx.upstream.call(
    ctx,
    getStatistics,
    {
      query: { locationId: asked.locationId },
      locationId: asked.locationId,
      body: {
        profileIds: [asked.profileId],
        // Midnights in UTC: upstream reads them as the day that is written, in the location's own timezone.
        currentRange: { startDate: `${asked.day}T00:00:00.000Z`, endDate: `${asked.day}T23:59:59.999Z` },
      },
    },
    signal ? { signal } : {},
  );
  return figuresOf(answer.results);
}

/** The figures of an answer about one account and one day. What the answer does not say stays null. */
export function figuresOf({ totals, breakdowns, platformTotals }: Statistics): Metrics {
  const engagement = Object.values(breakdowns?.engagement ?? {});
  return wholeFigures({
    reach: breakdowns?.reach?.total,
    impressions:
      totals?.impressions ?? breakdowns?.impressions?.total ?? totalOf(platformTotals?.impressions),
    likes: totals?.likes ?? sumOf(engagement.map((each) => each.likes)),
    comments: totals?.comments ?? sumOf(engagement.map((each) => each.comments)),
    shares: sumOf(engagement.map((each) => each.shares)),
    followers: totals?.followers ?? totalOf(platformTotals?.followers),
    posts: totals?.posts ?? breakdowns?.posts?.total,
  });
}

type Loose = Partial<Record<keyof Metrics, number | null | undefined>>;

/** Counts are whole and never negative; anything else is not a figure. */
function wholeFigures(found: Loose): Metrics {
  const figures = { ...UNKNOWN_METRICS };
  for (const metric of METRICS) {
    const value = found[metric];
    if (typeof value === "number" && Number.isFinite(value) && value >= 0)
      figures[metric] = Math.round(value);
  }
  return figures;
}

function sumOf(values: (number | null | undefined)[]): number | null {
  const known = values.filter((value) => typeof value === "number");
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function totalOf(
  platforms: Record<string, { total?: number | null | undefined }> | null | undefined,
): number | null {
  return sumOf(Object.values(platforms ?? {}).map((each) => each.total));
}
