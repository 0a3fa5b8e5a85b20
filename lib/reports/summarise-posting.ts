import type { Context } from "@/lib/context";
import { checkScope } from "@/lib/snapshots/check-scope";
import { addDays } from "@/lib/snapshots/days";
import { readMix, readSlots, type SlotRow } from "./posting-repository";
import {
  type BestSlot,
  MAX_POSTING_LOCATIONS,
  MIN_CELL_POSTS,
  MIN_MIX_POSTS,
  POSTING_DAYS,
  type Posting,
  type PostingQuery,
} from "./posting-schema";
import { figuresScope } from "./summarise-report";

const BEST = 3;
/** Two-sided 95 % of Student's t for small samples; from 30 on the normal distribution is near enough. */
const T_95 = [
  12.7, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1,
];

/**
 * When posts do well and what kind of post does: over the last 180 days, relative to each account's own average. Nothing is
 * claimed on fewer posts than stated, and a slot is best only where even the low end of its confidence is above average.
 */
export async function summarisePosting(ctx: Context, query: PostingQuery): Promise<Posting> {
  const scope = await checkScope(ctx, query);
  const to = query.to ?? addDays(scope.today, -1);
  const window = { from: addDays(to, -(POSTING_DAYS - 1)), to };
  if (scope.locations.length > MAX_POSTING_LOCATIONS) {
    return { ...window, posts: 0, tooMany: true, slots: [], best: [], mix: [] };
  }
  const figures = figuresScope(ctx, scope);
  const [slots, mix] = await Promise.all([
    readSlots(ctx.db, figures, window),
    readMix(ctx.db, figures, window),
  ]);
  const posts = slots.reduce((sum, slot) => sum + slot.posts, 0);
  return {
    from: slots.map((slot) => slot.first_day).sort()[0] ?? window.from,
    to,
    posts,
    tooMany: false,
    slots: slots.map((slot) => ({
      weekday: slot.weekday,
      hour: slot.hour,
      posts: slot.posts,
      index: slot.posts >= MIN_CELL_POSTS ? slot.index : null,
    })),
    best: bestOf(slots),
    mix: mix.map((row) => ({
      ...row,
      share: posts === 0 ? 0 : row.posts / posts,
      index: row.posts >= MIN_MIX_POSTS ? row.index : null,
    })),
  };
}

export function bestOf(slots: readonly SlotRow[]): BestSlot[] {
  return slots
    .flatMap(({ weekday, hour, posts, index, deviation }) => {
      if (posts < MIN_CELL_POSTS || index === null || deviation === null) return [];
      const margin = ((T_95[posts - 2] ?? 1.96) * deviation) / Math.sqrt(posts);
      return [{ weekday, hour, posts, index, low: index - margin, high: index + margin }];
    })
    .filter(({ low }) => low > 1)
    .sort((a, b) => b.low - a.low)
    .slice(0, BEST);
}
