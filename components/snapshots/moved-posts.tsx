"use client";

import { PlatformMark } from "@/components/charts/platform-mark";
import { day, dayIn, MISSING, number, plural, time } from "@/lib/format";
import { MIN_CELL_POSTS } from "@/lib/reports/posting-schema";
import { RESULT_AFTER_DAYS, RESULTS_SHOWN_DAYS, type SlotsReply } from "@/lib/reports/slots-schema";

/** What came of posts that were moved: their engagement beside the habit of the hour they left. */
export function MovedPosts({ slots }: { slots: SlotsReply }) {
  const { moved, timezone } = slots;
  if (moved.length === 0) return null;
  const known = moved.flatMap(({ result }) => (result?.index == null ? [] : [result.index]));
  const habits = moved.flatMap(({ result }) => (result?.habit == null ? [] : [result.habit]));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return (
    <details>
      <summary className="text-[13px]">
        <span className="font-medium">{plural(moved.length, "moved post")}</span>:{" "}
        {known.length < MIN_CELL_POSTS
          ? `${number(known.length)} measured so far, too few to tell`
          : `${number(mean(known), 2)} × an average post (${number(known.length)} measured)${
              habits.length >= MIN_CELL_POSTS ? `; the hours they left had ${number(mean(habits), 2)} ×` : ""
            }`}
      </summary>
      <ul className="mt-2 flex flex-col gap-2 text-[13px]">
        {moved.map((each) => (
          <li key={`${each.postId} ${each.to}`}>
            <p className="flex items-center gap-2">
              <PlatformMark platform={each.platform} size={18} decorative />
              <span className="line-clamp-1 break-words">{each.caption || "No caption"}</span>
            </p>
            <p className="text-meta text-muted">
              {moment(each.from, timezone)} to {moment(each.to, timezone)}: {outcome(each.result)}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-meta text-muted">
        Moves of the last {RESULTS_SHOWN_DAYS} days, each measured {RESULT_AFTER_DAYS} days after it was
        published.
      </p>
    </details>
  );
}

function outcome(result: SlotsReply["moved"][number]["result"]): string {
  if (!result) return "not measured yet";
  const own = `${plural(result.engagement, "reaction")}, ${result.index === null ? "no other post to compare with" : `${number(result.index, 2)} × an average post`}`;
  if (result.habit === null) return `${own}; too few posts in the hour it left to compare`;
  return `${own}; the hour it left: ${number(result.habit, 2)} × (${plural(result.habitPosts, "post")})`;
}

const moment = (at: string | null, timezone: string) =>
  at === null ? MISSING : `${day(dayIn(at, timezone), { weekday: true, year: false })} ${time(at, timezone)}`;
