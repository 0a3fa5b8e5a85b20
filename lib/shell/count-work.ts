import type { Context } from "@/lib/context";
import { countPeopleAlerts } from "@/lib/watch/alert-repository";
import { countBatches, countTroubledConnections } from "./repository";

/** What the sidebar says beside its entries; a count always means work. */
export async function countWork(
  ctx: Context,
): Promise<{ imports?: string; connections?: string; people?: string }> {
  const isAdmin = ctx.actor.kind === "person" && ctx.actor.role === "admin";
  const [batches, troubled, alerts] = await Promise.all([
    countBatches(ctx.db, ctx.companyId, ctx.locations),
    isAdmin ? countTroubledConnections(ctx.db, ctx.companyId) : 0,
    isAdmin ? countPeopleAlerts(ctx.db, ctx.companyId) : 0,
  ]);
  const of = (status: string) => batches.find((one) => one.status === status)?.batches ?? 0;
  const imports =
    of("needs_person") > 0
      ? `${of("needs_person")} waiting`
      : of("scheduling") > 0
        ? `${of("scheduling")} running`
        : null;
  return {
    ...(imports ? { imports } : {}),
    ...(troubled > 0 ? { connections: String(troubled) } : {}),
    ...(alerts > 0 ? { people: String(alerts) } : {}),
  };
}
