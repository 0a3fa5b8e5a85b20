import { lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { connectionMinutes } from "@/db/schema";

export type Volume = {
  connectionId: string;
  companyId: string;
  label: string;
  /** Calls of the last ten minutes. */
  calls: number;
  /** Most and median of the same ten minutes on earlier days; null: there were none. */
  habitMost: number | null;
  habitMedian: number | null;
  /** Earlier days on which the connection was used at all. */
  days: number;
  /** Most refusals within one minute of the last two. */
  refusals: number;
};

/** What each connection did in the last ten minutes beside its own habit at this time of day, over two weeks. */
export async function readVolumes(db: Executor): Promise<Volume[]> {
  const { rows } = await db.execute<Volume>(sql`
    with recent as (
      select connection_id, sum(calls) filter (where minute > now() - interval '10 minutes') as calls,
        coalesce(max(refusals) filter (where minute > now() - interval '2 minutes'), 0) as refusals
      from ${connectionMinutes} where minute > now() - interval '11 minutes' group by connection_id
    ), slots as (
      select m.connection_id, d.back, sum(m.calls) filter (
        where m.minute > now() - make_interval(days => d.back, mins => 10) and m.minute <= now() - make_interval(days => d.back)
      ) as calls
      from ${connectionMinutes} m cross join generate_series(1, 14) as d(back)
      where m.minute > now() - make_interval(days => d.back + 1) and m.minute <= now() - make_interval(days => d.back)
      group by m.connection_id, d.back
    )
    select c.id as "connectionId", c.company_id as "companyId", c.label, coalesce(r.calls, 0)::int as calls,
      r.refusals::int as refusals, count(s.back)::int as days, max(coalesce(s.calls, 0))::int as "habitMost",
      (percentile_cont(0.5) within group (order by coalesce(s.calls, 0)))::int as "habitMedian"
    from recent r join connections c on c.id = r.connection_id left join slots s on s.connection_id = r.connection_id
    where c.status <> 'removed' group by c.id, r.calls, r.refusals`);
  return rows;
}

export type Due = { connectionId: string; companyId: string; label: string; days: number };

/** Working connections whose rotation is due within a week. */
export async function readRotationsDue(db: Executor): Promise<Due[]> {
  const { rows } = await db.execute<Due>(sql`
    select id as "connectionId", company_id as "companyId", label,
      ceil(extract(epoch from rotation_due_at - now()) / 86400)::int as days
    from connections where status = 'working' and rotation_due_at < now() + interval '7 days'`);
  return rows;
}

export async function forgetOldMinutes(db: Executor): Promise<void> {
  await db.delete(connectionMinutes).where(lt(connectionMinutes.minute, sql`now() - interval '16 days'`));
}
