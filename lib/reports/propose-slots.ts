import type { Context } from "@/lib/context";
import { checkScope } from "@/lib/snapshots/check-scope";
import { addDays } from "@/lib/snapshots/days";
import { assignSlots } from "./assign-slots";
import { readSlots } from "./posting-repository";
import { type BestSlot, POSTING_DAYS } from "./posting-schema";
import { readMoved, readScheduled } from "./slots-repository";
import {
  moveResult,
  RESULTS_SHOWN_DAYS,
  SLOTS_AHEAD_DAYS,
  type SlotsQuery,
  type SlotsReply,
} from "./slots-schema";
import { bestOf } from "./summarise-posting";
import { figuresScope } from "./summarise-report";

const dayMs = 86_400_000;

/**
 * Where the location's scheduled posts could go to do better, and what came of those that were moved. Nothing is moved here:
 * a person looks at the proposals and has them applied.
 */
export async function proposeSlots(ctx: Context, query: SlotsQuery): Promise<SlotsReply> {
  const scope = await checkScope(ctx, { ...query, locationId: [query.locationId] });
  const figures = figuresScope(ctx, scope);
  const now = ctx.clock.now();
  const to = addDays(scope.today, -1);
  const window = { from: addDays(to, -(POSTING_DAYS - 1)), to };
  const timezone = scope.locations[0]?.timezone ?? "UTC";
  const [posts, moved, all] = await Promise.all([
    readScheduled(ctx.db, figures, { from: now, to: new Date(now.getTime() + SLOTS_AHEAD_DAYS * dayMs) }),
    readMoved(ctx.db, figures, new Date(now.getTime() - RESULTS_SHOWN_DAYS * dayMs)),
    readSlots(ctx.db, figures, window),
  ]);
  const platforms = [...new Set(posts.map(({ platform }) => platform))];
  const own = new Map<string, BestSlot[]>(
    await Promise.all(
      platforms.map(async (platform): Promise<[string, BestSlot[]]> => {
        const rows = await readSlots(ctx.db, { ...figures, platforms: [platform] }, window);
        return [platform, bestOf(rows)];
      }),
    ),
  );
  const together = bestOf(all);
  const { proposals, inBest } = assignSlots(
    posts,
    (platform) => {
      const slots = own.get(platform) ?? [];
      return slots.length > 0 ? { slots, basis: "platform" } : { slots: together, basis: "all" };
    },
    timezone,
    now,
  );
  return {
    locationId: query.locationId,
    timezone,
    scheduled: posts.length,
    inBest,
    proposals,
    moved: moved.map((row) => ({
      postId: row.post_id,
      caption: row.caption ?? "",
      platform: row.platform ?? "unknown",
      from: row.from_at,
      to: row.to_at,
      result: moveResult.nullable().catch(null).parse(row.result),
    })),
  };
}
