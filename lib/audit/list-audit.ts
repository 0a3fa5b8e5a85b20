import type { Context } from "@/lib/context";
import { listPeople } from "@/lib/people/list-people";
import { type AuditRow, listActions, listAuditRows, readCompanyTimezone } from "./repository";
import type { AuditEvent, AuditPage, AuditQuery } from "./schema";

/** One page of the agency's events, newest first, with what the filters can be set to. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const { cursor, limit, ...filter } = query;
  const [rows, actions, { people, locations }, timezone] = await Promise.all([
    listAuditRows(ctx.db, ctx.companyId, filter, { before: cursor ?? null, limit: limit + 1 }),
    listActions(ctx.db, ctx.companyId),
    listPeople(ctx),
    readCompanyTimezone(ctx.db, ctx.companyId),
  ]);
  const events = rows.slice(0, limit).map(eventOf);
  return {
    events,
    nextCursor: rows.length > limit ? (events.at(-1)?.seq ?? null) : null,
    timezone,
    actions,
    people: people.map(({ userId, name }) => ({ userId, name })),
    locations,
  };
}

export function eventOf(row: AuditRow): AuditEvent {
  return { ...row, at: row.at.toISOString() };
}
