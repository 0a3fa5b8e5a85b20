import { z } from "zod";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { checkPeriod } from "./check-period";
import { checkScope, type Scope } from "./check-scope";
import { type RowsFilter, readRows, type StoredRow } from "./row-repository";
import { day, type SnapshotRow, type SnapshotsQuery, type snapshotsReply } from "./schema";

type Filter = Omit<SnapshotsQuery, "limit" | "cursor">;

/** Snapshots of granted locations in the order location, day, account, page by page; weeks begin on Monday. */
export async function listSnapshots(
  ctx: Context,
  query: SnapshotsQuery,
): Promise<z.input<typeof snapshotsReply>> {
  const { scope, filter } = await filterFor(ctx, query);
  const after = query.cursor ? openCursor(query.cursor) : null;
  const found = await readRows(ctx.db, { ...filter, after, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => viewOf(row, scope.upstreamCompanyId)),
    from: filter.from,
    to: filter.to,
    granularity: query.granularity,
    nextCursor: last && found.length > query.limit ? closeCursor(last) : null,
  };
}

const PAGE = 2_000;

/** The same rows as a stream of pages: at no time more than one page is in memory. */
export async function* readAllSnapshots(ctx: Context, query: Filter): AsyncGenerator<SnapshotRow[]> {
  const { scope, filter } = await filterFor(ctx, query);
  let after: RowsFilter["after"] = null;
  for (;;) {
    const rows: StoredRow[] = await readRows(ctx.db, { ...filter, after, limit: PAGE });
    if (rows.length > 0) yield rows.map((row) => viewOf(row, scope.upstreamCompanyId));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = { locationId: last.location_id, day: last.day, accountId: last.account_id };
  }
}

async function filterFor(
  ctx: Context,
  query: Filter,
): Promise<{ scope: Scope; filter: Omit<RowsFilter, "after" | "limit"> }> {
  const scope = await checkScope(ctx, query);
  const { from, to } = checkPeriod(query, scope.today);
  return {
    scope,
    filter: {
      companyId: ctx.companyId,
      locationIds: scope.locations.map(({ id }) => id),
      accountIds: scope.accountIds,
      platforms: scope.platforms,
      from,
      to,
      granularity: query.granularity,
    },
  };
}

function viewOf(row: StoredRow, companyId: string | null): SnapshotRow {
  const { reach, impressions, likes, comments, shares, followers, posts } = row;
  return {
    snapshotId: row.id,
    companyId,
    locationId: row.location_id,
    accountId: row.account_id,
    day: row.day,
    platform: row.platform,
    metrics: { reach, impressions, likes, comments, shares, followers, posts },
    source: row.source,
    completeness: row.completeness,
    days: row.days,
    capturedAt: row.captured_at,
  };
}

const cursorParts = z.tuple([z.string(), day, z.string()]);

function closeCursor(row: StoredRow): string {
  return Buffer.from(JSON.stringify([row.location_id, row.day, row.account_id])).toString("base64url");
}

function openCursor(cursor: string): NonNullable<RowsFilter["after"]> {
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    const [locationId, at, accountId] = cursorParts.parse(JSON.parse(text));
    return { locationId, day: at, accountId };
  } catch (cause) {
    throw new AppError("invalid_input", {
      message: "The cursor is not one of this list. Start again without it.",
      cause,
    });
  }
}
