import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { type CaptureFailure, captureFailure } from "@/lib/snapshots/schema";
import type { FiguresScope } from "./repository";

export type ScopeAccount = {
  id: string;
  name: string;
  platform: string;
  type: string | null;
  location_id: string;
  is_expired: boolean;
  expires_at: string | null;
};

/** Connected accounts of the scope; those the upstream no longer lists are left out. */
export async function readScopeAccounts(db: Executor, scope: FiguresScope): Promise<ScopeAccount[]> {
  const { rows } = await db.execute<ScopeAccount>(sql`
    select id, name, platform, type, location_id, is_expired, expires_at::text
    from accounts
    where company_id = ${scope.companyId}::uuid and removed_at is null
      and location_id = any(${sql.param(scope.locationIds)}::text[])
      ${scope.accountIds ? sql`and id = any(${sql.param(scope.accountIds)}::text[])` : sql``}
      ${scope.platforms ? sql`and platform = any(${sql.param(scope.platforms)}::text[])` : sql``}
    order by location_id, platform, name`);
  return rows;
}

export type LastCapture = {
  locationId: string;
  status: string;
  error: string | null;
  finishedAt: string | null;
  failures: CaptureFailure[];
};

const failures = captureFailure.array().catch([]);

/** The last capture that ended, of each location. */
export async function readLastCaptures(
  db: Executor,
  scope: Pick<FiguresScope, "companyId" | "locationIds">,
): Promise<Map<string, LastCapture>> {
  const { rows } = await db.execute<{
    location_id: string;
    status: string;
    error: string | null;
    finished_at: Date | string | null;
    failures: unknown;
  }>(sql`
    select c.location_id, c.status, c.error, c.finished_at, c.failures
    from unnest(${sql.param(scope.locationIds)}::text[]) as l(id)
    cross join lateral (
      select * from snapshot_captures c
      where c.location_id = l.id and c.company_id = ${scope.companyId}::uuid
        and c.status in ('completed', 'partial', 'failed')
      order by c.created_at desc limit 1) c`);
  return new Map(
    rows.map((row) => [
      row.location_id,
      {
        locationId: row.location_id,
        status: row.status,
        error: row.error,
        finishedAt: row.finished_at ? new Date(row.finished_at).toISOString() : null,
        failures: failures.parse(row.failures),
      },
    ]),
  );
}

/** Whether anything was ever stored of these locations. */
export async function hasHistory(db: Executor, scope: FiguresScope): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from unnest(${sql.param(scope.locationIds)}::text[]) as l(id)
    where exists (select 1 from location_days d where d.location_id = l.id and d.company_id = ${scope.companyId}::uuid)
    limit 1`);
  return rows.length > 0;
}

export type PostingRow = { location_id: string; last_post_day: string | null; reported_days: number };

/** The last day with a post, known itself or by statistics, and on how many of the last `days` days posts were reported at all. */
export async function readPosting(
  db: Executor,
  scope: FiguresScope,
  asked: { to: string; days: number },
): Promise<PostingRow[]> {
  const { rows } = await db.execute<PostingRow>(sql`
    select location_id, greatest(max(day) filter (where posts > 0), (
        select max(day) from post_slots s
        where s.location_id = location_days.location_id and s.company_id = ${scope.companyId}::uuid and s.posts > 0
          and s.day between ${asked.to}::date - 180 and ${asked.to}::date + 1
      ))::text as last_post_day,
      count(*) filter (where posts is not null and day > ${asked.to}::date - ${asked.days}::int)::int as reported_days
    from location_days
    where company_id = ${scope.companyId}::uuid and location_id = any(${sql.param(scope.locationIds)}::text[])
      and day between ${asked.to}::date - 180 and ${asked.to}::date
    group by location_id`);
  return rows;
}

export type WaitingImport = {
  id: string;
  location_id: string;
  file_name: string;
  row_count: number;
  status_reason: string | null;
  updated_at: string;
};

/** Imports that wait for a person's decision. */
export async function readWaitingImports(
  db: Executor,
  scope: Pick<FiguresScope, "companyId" | "locationIds">,
): Promise<WaitingImport[]> {
  const { rows } = await db.execute<WaitingImport>(sql`
    select id, location_id, file_name, row_count, status_reason,
      to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as updated_at
    from import_batches
    where company_id = ${scope.companyId}::uuid and status = 'needs_person'
      and location_id = any(${sql.param(scope.locationIds)}::text[])
    order by updated_at desc limit 20`);
  return rows;
}
