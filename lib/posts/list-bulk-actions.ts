import type { Context } from "@/lib/context";
import { readBulkActions } from "./history-repository";
import type { BulkAction } from "./history-schema";

/** Bulk changes and deletions of posts at the granted locations, newest first. */
export async function listBulkActions(
  ctx: Context,
  page: { before?: string | undefined; limit: number },
): Promise<BulkAction[]> {
  const found = await readBulkActions(ctx.db, {
    companyId: ctx.companyId,
    access: ctx.locations,
    before: page.before ? new Date(page.before) : null,
    limit: page.limit,
  });
  return found.map((one) => ({ ...one, at: one.at.toISOString() }));
}
