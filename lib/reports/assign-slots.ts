import { Temporal } from "temporal-polyfill";
import type { BestSlot } from "./posting-schema";
import type { ScheduledPost } from "./slots-repository";
import { MAX_PROPOSALS, MAX_SHIFT_DAYS, type SlotProposal } from "./slots-schema";

/** A post is not moved to a time that is nearly there: the upstream needs a moment too. */
const LEAD_MS = 30 * 60_000;

export type SlotsOf = (platform: string) => { slots: readonly BestSlot[]; basis: SlotProposal["basis"] };

/**
 * For each scheduled post outside the best slots the nearest one within three days that is still to come; two posts of an
 * account never share one. Hours are those of the location's clock: an hour that a clock change leaves out is no slot.
 */
export function assignSlots(
  posts: readonly ScheduledPost[],
  slotsOf: SlotsOf,
  timezone: string,
  now: Date,
): { proposals: SlotProposal[]; inBest: number } {
  const proposals: SlotProposal[] = [];
  const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone);
  // By the hour: 18:30 and 18:00 are the same slot.
  const placeOf = (post: ScheduledPost, ms: number) =>
    `${post.account_id ?? post.platform} ${local(ms).toString({ smallestUnit: "minute" }).slice(0, 13)}`;
  const taken = new Set(posts.map((post) => placeOf(post, Date.parse(post.at))));
  let inBest = 0;
  for (const post of posts) {
    const { slots, basis } = slotsOf(post.platform);
    const at = Temporal.Instant.from(post.at).toZonedDateTimeISO(timezone);
    if (slots.some(({ weekday, hour }) => weekday === at.dayOfWeek && hour === at.hour)) {
      inBest++;
      continue;
    }
    const free = occurrences(at, slots, now).filter(({ ms }) => !taken.has(placeOf(post, ms)));
    const [nearest] = free.sort(
      (a, b) =>
        Math.abs(a.ms - at.epochMilliseconds) - Math.abs(b.ms - at.epochMilliseconds) ||
        b.slot.low - a.slot.low,
    );
    if (!nearest || proposals.length >= MAX_PROPOSALS) continue;
    taken.add(placeOf(post, nearest.ms));
    const { posts: sample, low, high } = nearest.slot;
    proposals.push({
      postId: post.post_id,
      caption: post.caption,
      platform: post.platform,
      from: post.at,
      to: new Date(nearest.ms).toISOString(),
      posts: sample,
      low,
      high,
      basis,
    });
  }
  return { proposals, inBest };
}

function occurrences(at: Temporal.ZonedDateTime, slots: readonly BestSlot[], now: Date) {
  const found: { ms: number; slot: BestSlot }[] = [];
  for (let shift = -MAX_SHIFT_DAYS; shift <= MAX_SHIFT_DAYS; shift++) {
    const day = at.toPlainDate().add({ days: shift });
    for (const slot of slots) {
      if (slot.weekday !== day.dayOfWeek) continue;
      const moment = day.toZonedDateTime({
        timeZone: at.timeZoneId,
        plainTime: Temporal.PlainTime.from({ hour: slot.hour }),
      });
      const ms = moment.epochMilliseconds;
      if (moment.hour === slot.hour && ms > now.getTime() + LEAD_MS) found.push({ ms, slot });
    }
  }
  return found;
}
