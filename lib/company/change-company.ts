import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { VERSION } from "@/lib/version";
import { countWithoutFactor, readCompany, updateCompany } from "./repository";
import type { CompanyView } from "./schema";
import { companySettings } from "./settings";

/** The agency's own settings, and what this installation was set to. */
export async function getCompany(ctx: Context): Promise<CompanyView> {
  const company = await readCompany(ctx.db, ctx.companyId);
  if (!company) throw new AppError("not_found");
  const settings = env();
  const { secondFactorRoles } = companySettings.parse(company.settings);
  return {
    name: company.name,
    timezone: company.timezone,
    companyId: company.upstreamId,
    secondFactorRoles,
    withoutFactor: await countWithoutFactor(ctx.db, ctx.companyId),
    externalSignIn: settings.oidc?.name ?? null,
    mail: settings.SMTP_URL !== undefined,
    sessionIdleMinutes: settings.SESSION_IDLE_MINUTES,
    sessionMaxHours: settings.SESSION_MAX_HOURS,
    version: VERSION,
    demo: settings.demo,
    upstream: settings.upstream.baseUrl,
  };
}

export async function changeCompany(
  ctx: Context,
  change: { name: string; timezone: string },
): Promise<CompanyView> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const before = await readCompany(tx, ctx.companyId);
    await updateCompany(tx, ctx.companyId, change);
    await recordAudit(tx, ctx, {
      action: "company.changed",
      targetKind: "company",
      targetId: ctx.companyId,
      targetName: change.name,
      before: before && { name: before.name, timezone: before.timezone },
      after: change,
    });
  });
  return getCompany(ctx);
}
