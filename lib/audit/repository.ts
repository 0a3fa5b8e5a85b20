import { and, asc, desc, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Database, Executor, Transaction } from "@/db/client";
import { auditEvents, auditHeads, companies, locations } from "@/db/schema";
import type { AuditFilter } from "./schema";

/** Held to the transaction's end: two events of one company never claim the same predecessor. */
export async function lockChain(tx: Transaction, companyId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${companyId}`}, 0))`);
}

export async function readLastHash(tx: Transaction, companyId: string): Promise<string | null> {
  return (await readHead(tx, companyId))?.hash ?? null;
}

export async function insertAuditEvent(
  tx: Transaction,
  event: typeof auditEvents.$inferInsert & { companyId: string },
): Promise<void> {
  await tx.insert(auditEvents).values(event);
  await tx
    .insert(auditHeads)
    .values({ companyId: event.companyId, events: 1, hash: event.hash })
    .onConflictDoUpdate({
      target: auditHeads.companyId,
      set: { events: sql`${auditHeads.events} + 1`, hash: event.hash },
    });
}

export type AuditRow = Awaited<ReturnType<typeof listAuditRows>>[number];

/** Newest first; `before` is the last number of the page before. */
export function listAuditRows(
  db: Executor,
  companyId: string,
  filter: AuditFilter,
  page: { before: number | null; upTo?: number; limit: number },
) {
  return db
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      actorKind: auditEvents.actorKind,
      actorId: auditEvents.actorId,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      targetKind: auditEvents.targetKind,
      targetId: auditEvents.targetId,
      targetName: auditEvents.targetName,
      locationId: auditEvents.locationId,
      locationName: locations.name,
      before: auditEvents.before,
      after: auditEvents.after,
      address: auditEvents.address,
      requestId: auditEvents.requestId,
      traceId: auditEvents.traceId,
      previousHash: auditEvents.previousHash,
      hash: auditEvents.hash,
    })
    .from(auditEvents)
    .leftJoin(
      locations,
      and(eq(locations.id, auditEvents.locationId), eq(locations.companyId, auditEvents.companyId)),
    )
    .where(
      and(
        eq(auditEvents.companyId, companyId),
        page.before === null ? undefined : lt(auditEvents.seq, page.before),
        page.upTo === undefined ? undefined : lte(auditEvents.seq, page.upTo),
        ...conditions(companyId, filter),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(page.limit);
}

function conditions(companyId: string, filter: AuditFilter): (SQL | undefined)[] {
  const zone = sql`(select ${companies.timezone} from ${companies} where ${companies.id} = ${companyId})`;
  return [
    filter.action ? eq(auditEvents.action, filter.action) : undefined,
    filter.person ? eq(auditEvents.actorId, filter.person) : undefined,
    filter.location ? eq(auditEvents.locationId, filter.location) : undefined,
    filter.from
      ? sql`${auditEvents.at} >= (${filter.from}::date)::timestamp at time zone ${zone}`
      : undefined,
    filter.to ? sql`${auditEvents.at} < (${filter.to}::date + 1)::timestamp at time zone ${zone}` : undefined,
  ];
}

/** The newest event's number: an export stops there, whatever is written meanwhile. */
export async function readNewestSeq(db: Executor, companyId: string): Promise<number> {
  const [newest] = await db
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(eq(auditEvents.companyId, companyId))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return newest?.seq ?? 0;
}

/** The actions that occur, found by jumping from one to the next in the index instead of reading every event. */
export async function listActions(db: Database, companyId: string): Promise<string[]> {
  const { rows } = await db.execute<{ action: string | null }>(sql`
    with recursive found(action) as (
      (select min(action) from audit_events where company_id = ${companyId})
      union all
      select (select min(e.action) from audit_events e where e.company_id = ${companyId} and e.action > found.action)
      from found where found.action is not null
    ) select action from found where action is not null`);
  return rows.flatMap((row) => (row.action === null ? [] : [row.action]));
}

export async function readCompanyTimezone(db: Executor, companyId: string): Promise<string> {
  const [company] = await db
    .select({ timezone: companies.timezone })
    .from(companies)
    .where(eq(companies.id, companyId));
  return company?.timezone ?? "UTC";
}

/** Everything read inside is of one moment: an event written meanwhile is not half seen. */
export function inOneView<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });
}

export type ChainEvent = typeof auditEvents.$inferSelect;
export type ChainHead = typeof auditHeads.$inferSelect;

/** Events in the order of their numbers, of every company or of one. */
export function readChain(
  db: Executor,
  { after, limit, companyId }: { after: number; limit: number; companyId?: string },
): Promise<ChainEvent[]> {
  const own = companyId === undefined ? undefined : eq(auditEvents.companyId, companyId);
  return db
    .select()
    .from(auditEvents)
    .where(and(own, gt(auditEvents.seq, after)))
    .orderBy(asc(auditEvents.seq))
    .limit(limit);
}

export async function readChainEvent(
  db: Executor,
  companyId: string,
  seq: number,
): Promise<ChainEvent | undefined> {
  const [event] = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.companyId, companyId), eq(auditEvents.seq, seq)));
  return event;
}

export function listHeads(db: Executor): Promise<ChainHead[]> {
  return db.select().from(auditHeads);
}

export async function readHead(db: Executor, companyId: string): Promise<ChainHead | undefined> {
  const [head] = await db.select().from(auditHeads).where(eq(auditHeads.companyId, companyId));
  return head;
}
