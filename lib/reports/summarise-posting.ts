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
  surelyBetter,
} from "./posting-schema";
import { marginOf, suggestMix } from "./suggest-mix";
import { figuresScope } from "./summarise-report";

const BEST = 3;

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
      margin: slot.posts >= MIN_CELL_POSTS ? marginOf(slot) : null,
    })),
    best: bestOf(slots),
    mix: suggestMix(
      mix.map(({ deviation, ...row }) => {
        const index = row.posts >= MIN_MIX_POSTS ? row.index : null;
        const margin = index === null ? null : marginOf({ posts: row.posts, deviation });
        return {
          ...row,
          share: posts === 0 ? 0 : row.posts / posts,
          index,
          low: index === null || margin === null ? null : index - margin,
          high: index === null || margin === null ? null : index + margin,
        };
      }),
    ),
  };
}

export function bestOf(slots: readonly SlotRow[]): BestSlot[] {
  return slots
    .flatMap(({ weekday, hour, posts, index, deviation }) => {
      const margin = marginOf({ posts, deviation });
      if (posts < MIN_CELL_POSTS || index === null || margin === null) return [];
      return [{ weekday, hour, posts, index, low: index - margin, high: index + margin }];
    })
    .filter(({ low }) => surelyBetter(low))
    .sort((a, b) => b.low - a.low)
    .slice(0, BEST);
}
