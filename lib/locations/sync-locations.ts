import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Location, searchLocations } from "@/lib/upstream/contract";
import { type NewLocation, readCompanyUpstreamId, saveLocations } from "./repository";

const PAGE = 100;
const ACCOUNTS_SYNC = { name: "accounts.sync" };

/**
 * Reads all locations of the agency from the upstream into ours, page by page, and has each one's accounts read in the
 * background. Locations the upstream no longer lists are marked removed, only after every page was read.
 */
export async function syncLocations(ctx: Context): Promise<{ locations: number }> {
  const upstreamId = await readCompanyUpstreamId(ctx.db, ctx.companyId);
  if (!upstreamId) throw new AppError("not_connected");
  const found = new Map<string, NewLocation>();
  for (let skip = 0; ; skip += PAGE) {
    const query = { companyId: upstreamId, limit: String(PAGE), skip: String(skip) };
    const { answer } = await ctx.upstream.call(ctx, searchLocations, { query });
    for (const location of answer.locations) found.set(location.id, toRow(ctx.companyId, location));
    if (answer.locations.length < PAGE) break;
  }
  const rows = [...found.values()];
  await ctx.db.transaction(async (tx) => {
    await saveLocations(tx, ctx.companyId, rows);
    for (const row of rows) {
      const payload = { companyId: ctx.companyId, locationId: row.id };
      await ctx.enqueue(ACCOUNTS_SYNC, payload, { tx, key: row.id });
    }
    await recordAudit(tx, ctx, {
      action: "locations.synced",
      targetKind: "company",
      targetId: upstreamId,
      after: { locations: rows.length },
    });
  });
  return { locations: rows.length };
}

function toRow(companyId: string, location: Location): NewLocation {
  return {
    id: location.id,
    companyId,
    name: location.name?.trim() || location.id,
    timezone: usableTimezone(location.timezone),
    city: location.city ?? null,
    country: location.country ?? null,
    email: location.email ?? null,
  };
}

/** A zone this machine does not know would make every date of the location unreadable; UTC is at least said as such. */
function usableTimezone(name: string | null | undefined): string {
  try {
    // Kept as the upstream spells it: the canonical name of some zones is an older one (Asia/Calcutta).
    new Intl.DateTimeFormat("en-GB", { timeZone: name ?? "UTC" });
    return name ?? "UTC";
  } catch {
    return "UTC";
  }
}
