import { Temporal } from "temporal-polyfill";
import type { Context } from "@/lib/context";
import { postKey } from "@/lib/csv";
import { getPosts } from "@/lib/upstream/contract";

const PAGE = 100;
/** A location with more posts ahead than this is compared with the first of them. */
const MOST_PAGES = 60;

export type Existing = { keys: string[]; complete: boolean };

/**
 * What is scheduled already at a location between two days of its own, as `postKey`s, one a post and account: a row that
 * has one of them would be posted twice.
 */
export async function readExisting(
  ctx: Context,
  location: { id: string; timezone: string },
  days: { from: string; to: string },
): Promise<Existing> {
  const instantOf = (day: string, plus: number) =>
    new Date(
      Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(location.timezone).epochMilliseconds,
    ).toISOString();
  const keys = new Set<string>();
  for (let page = 0; page < MOST_PAGES; page++) {
    const { answer } = await ctx.upstream.call(ctx, getPosts, {
      params: { locationId: location.id },
      body: {
        type: "scheduled",
        skip: String(page * PAGE),
        limit: String(PAGE),
        fromDate: instantOf(days.from, 0),
        toDate: instantOf(days.to, 1),
        includeUsers: "false",
      },
    });
    for (const post of answer.results.posts) {
      const at = post.scheduleDate ?? post.displayDate;
      if (!at || post.status === "deleted") continue;
      const local = Temporal.Instant.from(at)
        .toZonedDateTimeISO(location.timezone)
        .toPlainDateTime()
        .toString({ smallestUnit: "second" });
      for (const caption of captionsOf(post.summary ?? ""))
        for (const account of post.accountId ? [post.accountId] : (post.accountIds ?? []))
          keys.add(postKey(caption, local, [account]));
    }
    if (answer.results.posts.length < PAGE) return { keys: [...keys], complete: true };
  }
  return { keys: [...keys], complete: false };
}

/** With media the upstream puts the link below the caption: the row's own caption is what stands above it. */
function captionsOf(summary: string): string[] {
  const above = /^([\s\S]*\S)\s+https?:\/\/\S+\s*$/.exec(summary)?.[1];
  return above === undefined ? [summary] : [summary, above];
}
