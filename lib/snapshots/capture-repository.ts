import { and, desc, eq, inArray, lt, ne, notInArray, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database, Executor, Transaction } from "@/db/client";
import { tryWithLock } from "@/db/locks";
import {
  accounts,
  activitySnapshots,
  companies,
  connections,
  locations,
  snapshotCaptures,
} from "@/db/schema";
import type { LocationAccess } from "@/lib/context";
import {
  ACTIVE_CAPTURE,
  type CaptureFailure,
  type CaptureStatus,
  type CaptureView,
  captureFailure,
  SILENT_SECONDS,
} from "./schema";

export type { Transaction };
export type CaptureRow = typeof snapshotCaptures.$inferSelect;
export type NewCapture = typeof snapshotCaptures.$inferInsert;

const active = inArray(snapshotCaptures.status, [...ACTIVE_CAPTURE]);

/** Runs `work` unless another process works on the location's captures. The hold ends with the process. */
export const holdLocation = (db: Database, locationId: string, work: () => Promise<void>) =>
  tryWithLock(db, `snapshots.capture:${locationId}`, work);

/** Runs `work` unless another worker looks for due locations right now. */
export const holdNightly = (db: Database, work: () => Promise<void>) =>
  tryWithLock(db, "snapshots.nightly", work);

export async function insertCapture(db: Executor, capture: NewCapture): Promise<CaptureRow> {
  const [row] = await db.insert(snapshotCaptures).values(capture).returning();
  if (!row) throw new Error("a capture was not stored");
  return row;
}

export async function readCapture(
  db: Executor,
  companyId: string,
  captureId: string,
): Promise<CaptureRow | null> {
  const [row] = await db
    .select()
    .from(snapshotCaptures)
    .where(and(eq(snapshotCaptures.companyId, companyId), eq(snapshotCaptures.id, captureId)));
  return row ?? null;
}

/** The location's capture that waits, runs or is paused (or only those asked for), if there is one. */
export async function readActiveCapture(
  db: Executor,
  companyId: string,
  locationId: string,
  statuses: readonly CaptureStatus[] = ACTIVE_CAPTURE,
): Promise<CaptureRow | null> {
  const [row] = await db
    .select()
    .from(snapshotCaptures)
    .where(
      and(
        eq(snapshotCaptures.companyId, companyId),
        eq(snapshotCaptures.locationId, locationId),
        inArray(snapshotCaptures.status, [...statuses]),
      ),
    )
    .orderBy(desc(snapshotCaptures.createdAt))
    .limit(1);
  return row ?? null;
}

/** Serialises who may start a capture of the location, to the end of the transaction. */
export async function lockStarting(db: Executor, locationId: string): Promise<void> {
  await db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`snapshots.start:${locationId}`}, 0))`,
  );
}

export async function updateCapture(
  db: Executor,
  captureId: string,
  change: Partial<NewCapture>,
  whileIn?: readonly CaptureStatus[],
): Promise<boolean> {
  const rows = await db
    .update(snapshotCaptures)
    .set(change)
    .where(
      and(
        eq(snapshotCaptures.id, captureId),
        whileIn ? inArray(snapshotCaptures.status, [...whileIn]) : undefined,
      ),
    )
    .returning({ id: snapshotCaptures.id });
  return rows.length > 0;
}

export async function hasSnapshots(db: Executor, companyId: string, locationId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: activitySnapshots.id })
    .from(activitySnapshots)
    .where(and(eq(activitySnapshots.companyId, companyId), eq(activitySnapshots.locationId, locationId)))
    .limit(1);
  return row !== undefined;
}

/** Whether a backfill of the location came to its end, with or without figures. */
export async function hasFinishedBackfill(db: Executor, locationId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: snapshotCaptures.id })
    .from(snapshotCaptures)
    .where(
      and(
        eq(snapshotCaptures.locationId, locationId),
        eq(snapshotCaptures.kind, "backfill"),
        inArray(snapshotCaptures.status, ["completed", "partial"]),
      ),
    )
    .limit(1);
  return row !== undefined;
}

export type CapturesFilter = {
  companyId: string;
  access: LocationAccess;
  locationIds?: string[] | undefined;
  captureIds?: string[] | undefined;
  active?: boolean | undefined;
  limit: number;
  now: Date;
};

/** Newest first, only of granted locations. */
export async function readCaptures(db: Executor, filter: CapturesFilter): Promise<CaptureView[]> {
  const rows = await db
    .select({ capture: snapshotCaptures, locationName: locations.name })
    .from(snapshotCaptures)
    .innerJoin(locations, eq(locations.id, snapshotCaptures.locationId))
    .where(
      and(
        eq(snapshotCaptures.companyId, filter.companyId),
        filter.access === "all" ? undefined : inArray(snapshotCaptures.locationId, [...filter.access]),
        filter.locationIds ? inArray(snapshotCaptures.locationId, filter.locationIds) : undefined,
        filter.captureIds ? inArray(snapshotCaptures.id, filter.captureIds) : undefined,
        filter.active === undefined
          ? undefined
          : filter.active
            ? active
            : notInArray(snapshotCaptures.status, [...ACTIVE_CAPTURE]),
      ),
    )
    .orderBy(desc(snapshotCaptures.createdAt), desc(snapshotCaptures.id))
    .limit(filter.limit);
  return rows.map(({ capture, locationName }) => viewOf(capture, locationName, filter.now));
}

const storedFailures = z.array(captureFailure).catch([]);

export function failuresOf(capture: Pick<CaptureRow, "failures">): CaptureFailure[] {
  return storedFailures.parse(capture.failures);
}

export function viewOf(capture: CaptureRow, locationName: string, now: Date): CaptureView {
  const heard = capture.heartbeatAt ?? capture.createdAt;
  return {
    captureId: capture.id,
    locationId: capture.locationId,
    locationName,
    kind: capture.kind,
    from: capture.fromDay,
    to: capture.toDay,
    status: capture.status,
    total: capture.total,
    done: capture.done,
    accountsTotal: capture.accountsTotal,
    accountsComplete: capture.accountsComplete,
    failures: failuresOf(capture),
    error: capture.error,
    createdAt: capture.createdAt.toISOString(),
    startedAt: capture.startedAt?.toISOString() ?? null,
    heartbeatAt: capture.heartbeatAt?.toISOString() ?? null,
    stalled: capture.status === "running" && now.getTime() - heard.getTime() > SILENT_SECONDS * 1_000,
    finishedAt: capture.finishedAt?.toISOString() ?? null,
  };
}

export type DueLocation = { companyId: string; locationId: string; timezone: string };

/** Locations of every company that has a working connection, with the newest day their nightly captures covered. */
export async function readNightlyLocations(
  db: Executor,
): Promise<(DueLocation & { lastNightlyDay: string | null })[]> {
  const { rows } = await db.execute<{
    company_id: string;
    location_id: string;
    timezone: string;
    last_day: string | null;
  }>(sql`
    select l.company_id, l.id as location_id, l.timezone,
      (select max(c.to_day) from ${snapshotCaptures} c where c.location_id = l.id and c.kind = 'nightly') as last_day
    from ${locations} l
    where l.status <> 'removed'
      and exists (select 1 from ${connections} k where k.company_id = l.company_id and k.status = 'working')`);
  return rows.map((row) => ({
    companyId: row.company_id,
    locationId: row.location_id,
    timezone: row.timezone,
    lastNightlyDay: row.last_day,
  }));
}

export type StalledCapture = { id: string; companyId: string; locationId: string };
type Silence = { silentSince: Date; queuedSince: Date };

/** Running without a heartbeat, or queued for so long that the job must be lost. */
function isStalled({ silentSince, queuedSince }: Silence) {
  const last = sql`coalesce(${snapshotCaptures.heartbeatAt}, ${snapshotCaptures.createdAt})`;
  const silent = (status: CaptureStatus, since: Date) =>
    and(eq(snapshotCaptures.status, status), sql`${last} < ${since.toISOString()}::timestamptz`);
  return or(silent("running", silentSince), silent("queued", queuedSince));
}

/** Captures whose worker has gone, those that wait longest first. */
export async function readStalledCaptures(db: Executor, since: Silence): Promise<StalledCapture[]> {
  return db
    .select({
      id: snapshotCaptures.id,
      companyId: snapshotCaptures.companyId,
      locationId: snapshotCaptures.locationId,
    })
    .from(snapshotCaptures)
    .where(isStalled(since))
    .orderBy(snapshotCaptures.createdAt);
}

/** Puts a capture back in line if it is stalled still; false: somebody was faster. */
export async function requeueStalled(
  db: Executor,
  captureId: string,
  { now, ...since }: Silence & { now: Date },
): Promise<boolean> {
  const rows = await db
    .update(snapshotCaptures)
    .set({ status: "queued", heartbeatAt: now })
    .where(and(eq(snapshotCaptures.id, captureId), isStalled(since)))
    .returning({ id: snapshotCaptures.id });
  return rows.length > 0;
}

export async function readUpstreamCompanyId(db: Executor, companyId: string): Promise<string | null> {
  const [row] = await db
    .select({ upstreamId: companies.upstreamId })
    .from(companies)
    .where(eq(companies.id, companyId));
  return row?.upstreamId ?? null;
}

/** The company's accounts by id, removed ones too: their history stays readable. */
export async function readKnownAccounts(
  db: Executor,
  companyId: string,
  accountIds: string[],
): Promise<{ id: string; locationId: string }[]> {
  return db
    .select({ id: accounts.id, locationId: accounts.locationId })
    .from(accounts)
    .where(and(eq(accounts.companyId, companyId), inArray(accounts.id, accountIds)));
}

/** The newest day with a snapshot, per account of the location. Accounts without history are missing. */
export async function readNewestDays(
  db: Executor,
  companyId: string,
  locationId: string,
): Promise<Map<string, string>> {
  const rows = await db
    .select({ accountId: activitySnapshots.accountId, day: sql<string>`max(${activitySnapshots.day})` })
    .from(activitySnapshots)
    .where(and(eq(activitySnapshots.companyId, companyId), eq(activitySnapshots.locationId, locationId)))
    .groupBy(activitySnapshots.accountId);
  return new Map(rows.map((row) => [row.accountId, row.day]));
}

export async function hasRemovedLocations(db: Executor, companyId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: locations.id })
    .from(locations)
    .where(and(eq(locations.companyId, companyId), eq(locations.status, "removed")))
    .limit(1);
  return row !== undefined;
}

/** Account-days before `before` that are stored with at least one figure. */
export async function readSettledDays(
  db: Executor,
  companyId: string,
  locationId: string,
  before: string,
): Promise<{ accountId: string; day: string }[]> {
  return db
    .select({ accountId: activitySnapshots.accountId, day: activitySnapshots.day })
    .from(activitySnapshots)
    .where(
      and(
        eq(activitySnapshots.companyId, companyId),
        eq(activitySnapshots.locationId, locationId),
        lt(activitySnapshots.day, before),
        ne(activitySnapshots.completeness, "empty"),
      ),
    );
}
