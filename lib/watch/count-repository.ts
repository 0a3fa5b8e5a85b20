import { lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { refusalMinutes } from "@/db/schema";

export type CountKind = "refusal" | "failed_factor" | "export" | "exported_row";

/** Adds to the present minute in one statement. */
export async function addToMinute(
  db: Executor,
  count: { subjectId: string; companyId: string; kind: CountKind; by?: number },
): Promise<void> {
  const by = count.by ?? 1;
  await db
    .insert(refusalMinutes)
    .values({
      subjectId: count.subjectId,
      companyId: count.companyId,
      kind: count.kind,
      minute: sql`date_trunc('minute', now())`,
      count: by,
    })
    .onConflictDoUpdate({
      target: [refusalMinutes.subjectId, refusalMinutes.kind, refusalMinutes.minute],
      set: { count: sql`${refusalMinutes.count} + ${by}` },
    });
}

/**
 * How often within the last `minutes`, the minute that the window cuts weighed by its part; and the habit: the most in
 * any window of that length within the 30 days before.
 */
export async function readWindow(
  db: Executor,
  subjectId: string,
  kind: CountKind,
  minutes: number,
): Promise<{ count: number; habitMost: number }> {
  const { rows } = await db.execute<{ count: number; habitMost: number }>(sql`
    with counted as (
      select minute, count from ${refusalMinutes}
      where subject_id = ${subjectId}::uuid and kind = ${kind} and minute > now() - interval '30 days'
    ), windows as (
      select sum(count) over (order by minute range between make_interval(mins => ${minutes - 1}) preceding and current row) as count
      from counted where minute <= now() - make_interval(mins => ${minutes + 1})
    )
    select (select coalesce(ceil(sum(case
        when minute >= now() - make_interval(mins => ${minutes}) then count
        else count * (1 - extract(epoch from now() - make_interval(mins => ${minutes}) - minute) / 60) end)), 0)
      from counted where minute > now() - make_interval(mins => ${minutes + 1}))::int as count,
      (select coalesce(max(count), 0) from windows)::int as "habitMost"`);
  return rows[0] ?? { count: 0, habitMost: 0 };
}

export type Counted = { subjectId: string; companyId: string; kind: CountKind };

/** Whoever was counted within the last two minutes: the watch looks at them once more. */
export async function listCountedLately(db: Executor): Promise<Counted[]> {
  const rows = await db
    .selectDistinct({
      subjectId: refusalMinutes.subjectId,
      companyId: refusalMinutes.companyId,
      kind: refusalMinutes.kind,
    })
    .from(refusalMinutes)
    .where(sql`${refusalMinutes.minute} > now() - interval '2 minutes'`);
  return rows;
}

export async function forgetOldCounts(db: Executor): Promise<void> {
  await db.delete(refusalMinutes).where(lt(refusalMinutes.minute, sql`now() - interval '31 days'`));
}
