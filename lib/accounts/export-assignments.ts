import type { Context } from "@/lib/context";
import { requireRole } from "@/lib/context";
import { writeRecord } from "@/lib/csv";
import { readLocations } from "@/lib/locations/repository";
import { ASSIGNMENT_COLUMNS, ASSIGNMENT_HEADERS } from "./assignment-sheet-schema";
import { readAccounts, readAssignment } from "./repository";
import { syncAccounts } from "./sync-accounts";

/**
 * Which accounts are assigned, as a CSV with one line an account. Accounts of a location that was never read are read
 * now; where that fails the location stands alone in its line, for nothing is known of its accounts.
 */
export async function* exportAssignments(ctx: Context): AsyncGenerator<Uint8Array> {
  requireRole(ctx, "admin");
  const encoder = new TextEncoder();
  const line = (cells: string[]) => encoder.encode(`${writeRecord(cells)}\n`);
  yield line(ASSIGNMENT_COLUMNS.map((column) => ASSIGNMENT_HEADERS[column]));
  for (const location of await readLocations(ctx.db, ctx.companyId, ctx.locations)) {
    if (location.status === "removed") continue;
    if (!location.accountsSyncedAt) await syncAccounts(ctx, location.id).catch(() => []);
    const accounts = await readAccounts(ctx.db, location.id);
    const assigned = new Set((await readAssignment(ctx.db, location.id))?.accountIds);
    if (accounts.length === 0) yield line([location.id, location.name, "", "", "", ""]);
    for (const { id, name, platform } of accounts)
      yield line([location.id, location.name, platform, name, id, assigned.has(id) ? "yes" : "no"]);
  }
}
