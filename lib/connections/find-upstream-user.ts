import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { readCompanyUpstreamId } from "@/lib/locations/repository";
import { searchUsers } from "@/lib/upstream/contract";
import { readUpstreamUserId } from "./repository";

/**
 * The upstream's user in whose name csvs are uploaded and finalized (v3 asks for one): the one who granted the
 * connection, else the first of the location's users. Throws `unprocessable` where the upstream knows nobody.
 */
export async function findUpstreamUser(ctx: Context, locationId: string): Promise<string> {
  const granted = await readUpstreamUserId(ctx.db, ctx.companyId, locationId);
  if (granted) return granted;
  const companyId = await readCompanyUpstreamId(ctx.db, ctx.companyId);
  if (!companyId) throw new AppError("not_connected");
  const { answer } = await ctx.upstream.call(ctx, searchUsers, {
    query: { companyId, locationId, limit: "1" },
    locationId,
  });
  const [user] = answer.users;
  if (!user)
    throw new AppError("unprocessable", {
      message: "The Social Media API lists no user for this location. Add one there, then try again.",
    });
  return user.id;
}
