import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { MIN_CELL_POSTS, POSTING_DAYS } from "./posting-schema";
import type { FiguresScope } from "./repository";
import { RESULT_AFTER_DAYS } from "./slots-schema";

export type ScheduledPost = {
  post_id: string;
  account_id: string | null;
  platform: string;
  caption: string;
  at: string;
};

const iso = (expression: string) =>
  sql.raw(`to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/**
 * Scheduled posts between two moments, the earliest first: as the mirror knows them, with the time of a move that the mirror
 * has not seen yet; posts that are being changed right now are left out.
 */
export async function readScheduled(
  db: Executor,
  scope: FiguresScope,
  window: { from: Date; to: Date },
): Promise<ScheduledPost[]> {
  const { rows } = await db.execute<ScheduledPost>(sql`
    select p.post_id, account_id, platform, left(caption, 120) as caption, ${iso("p.at")} as at
    from (
      select m.*, coalesce((moved.after->>'scheduleDate')::timestamptz, m.scheduled_at) as at
      from mirrored_posts m
      left join lateral (
        select i.after from post_changes c join post_change_items i on i.change_id = c.id
        where c.location_id = m.location_id and i.post_id = m.post_id and i.outcome = 'changed'
          and c.created_at > m.captured_at and i.after->>'scheduleDate' is not null
        order by c.created_at desc limit 1) moved on true
    ) p
    where company_id = ${scope.companyId}::uuid and location_id = any(${sql.param(scope.locationIds)}::text[])
      and status = 'scheduled' and at > ${window.from.toISOString()}::timestamptz
      and at <= ${window.to.toISOString()}::timestamptz
      ${scope.accountIds ? sql`and account_id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
      ${scope.platforms ? sql`and platform = any(${sql.param(scope.platforms)}::text[])` : sql``}
      and not exists (
        select 1 from post_changes c join post_change_items i on i.change_id = c.id
        where c.location_id = p.location_id and i.post_id = p.post_id and i.outcome in ('waiting', 'sending'))
    order by p.at, p.post_id limit 1000`);
  return rows;
}

export type MovedPost = {
  post_id: string;
  caption: string | null;
  platform: string | null;
  from_at: string | null;
  to_at: string | null;
  result: unknown;
};

/** Posts of a location that were moved in time since a moment, the newest move first; undone moves are left out. */
export async function readMoved(
  db: Executor,
  scope: Pick<FiguresScope, "companyId" | "locationIds">,
  since: Date,
): Promise<MovedPost[]> {
  const { rows } = await db.execute<MovedPost>(sql`
    select i.post_id, left(m.caption, 120) as caption, m.platform, i.before->>'scheduleDate' as from_at,
      i.after->>'scheduleDate' as to_at, i.result
    from post_changes c join post_change_items i on i.change_id = c.id
    join mirrored_posts m on m.location_id = c.location_id and m.post_id = i.post_id
    where c.company_id = ${scope.companyId}::uuid and c.location_id = any(${sql.param(scope.locationIds)}::text[])
      and c.kind = 'slots' and i.outcome = 'changed' and c.created_at >= ${since.toISOString()}::timestamptz
      and i.before->>'scheduleDate' is not null
      and not exists (
        select 1 from post_changes later join post_change_items j on j.change_id = later.id
        where later.location_id = c.location_id and j.post_id = i.post_id and j.outcome = 'changed'
          and later.created_at > c.created_at and j.after ? 'scheduleDate')
    order by c.created_at desc, i.post_id limit 100`);
  return rows;
}

const ENGAGEMENT = sql.raw(
  "(coalesce(p.likes, 0) + coalesce(p.comments, 0) + coalesce(p.shares, 0))::float8",
);
const RATED = sql.raw(
  "p.status = 'published' and p.published_at is not null and num_nonnulls(p.likes, p.comments, p.shares) > 0",
);

/**
 * Writes what came of moved posts that have been out for three days with known insights: their engagement, what it is
 * against an average post of the account, and what posts in the slot they left used to reach. Answers how many.
 */
export async function writeMoveResults(db: Executor, now: Date, most: number): Promise<number> {
  const { rows } = await db.execute(sql`
    with due as (
      select i.change_id, i.post_id, p.location_id, p.account_id, p.platform, p.published_at, l.timezone,
        ${ENGAGEMENT} as e, (i.before->>'scheduleDate')::timestamptz at time zone l.timezone as left_at
      from post_change_items i
      join post_changes c on c.id = i.change_id
      join locations l on l.id = c.location_id
      join mirrored_posts p on p.location_id = c.location_id and p.post_id = i.post_id
      where c.kind = 'slots' and i.outcome = 'changed' and i.result_at is null
        and i.before->>'scheduleDate' is not null and i.after->>'scheduleDate' is not null and ${RATED}
        and p.published_at < ${now.toISOString()}::timestamptz - make_interval(days => ${RESULT_AFTER_DAYS}::int)
        and p.published_at between (i.after->>'scheduleDate')::timestamptz - interval '2 hours'
          and (i.after->>'scheduleDate')::timestamptz + interval '2 hours'
      order by i.change_id, i.post_id limit ${most}::int
      for update of i skip locked
    ), judged as (
      select due.*, own.average, habit.average as habit, coalesce(habit.posts, 0) as habit_posts
      from due
      left join lateral (
        select avg(${ENGAGEMENT}) as average from mirrored_posts p
        where p.location_id = due.location_id and p.account_id = due.account_id and p.post_id <> due.post_id and ${RATED}
          and p.published_at between due.published_at - make_interval(days => ${POSTING_DAYS}::int) and due.published_at
      ) own on true
      left join lateral (
        select count(*)::int as posts, avg(e / nullif(usual, 0)) as average
        from (
          select ${ENGAGEMENT} as e, avg(${ENGAGEMENT}) over (partition by p.account_id) as usual,
            p.published_at at time zone due.timezone as local, p.post_id
          from mirrored_posts p
          where p.location_id = due.location_id and p.platform = due.platform and ${RATED}
            and p.published_at between due.published_at - make_interval(days => ${POSTING_DAYS}::int) and due.published_at
        ) q
        where q.post_id <> due.post_id and extract(isodow from q.local) = extract(isodow from due.left_at)
          and extract(hour from q.local) = extract(hour from due.left_at)
      ) habit on true
    )
    update post_change_items i set result_at = ${now.toISOString()}::timestamptz, result = jsonb_build_object(
      'engagement', judged.e,
      'index', case when judged.average > 0 then judged.e / judged.average end,
      'habit', case when judged.habit_posts >= ${MIN_CELL_POSTS}::int then judged.habit end,
      'habitPosts', judged.habit_posts)
    from judged where i.change_id = judged.change_id and i.post_id = judged.post_id
    returning 1`);
  return rows.length;
}
