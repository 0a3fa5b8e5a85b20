import type { Executor } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { mergeSettings, readCompany, readSettings } from "@/lib/company/repository";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { checkLogo } from "./check-logo";
import { deleteLogo, readLogo, writeLogo } from "./repository";
import { type BrandView, type PublicBrand, STANDARD_COLOR } from "./schema";

/** How an agency looks on what leaves the product. */
export type Brand = {
  agency: string;
  color: string;
  logo: { contentType: "image/png" | "image/jpeg"; bytes: Buffer } | null;
};

export async function readBrand(db: Executor, companyId: string): Promise<Brand> {
  const [company, settings, logo] = await Promise.all([
    readCompany(db, companyId),
    readSettings(db, companyId),
    readLogo(db, companyId),
  ]);
  return {
    agency: company?.name ?? "",
    color: settings.brandColor ?? STANDARD_COLOR,
    logo: logo ? { contentType: logo.contentType, bytes: logo.bytes } : null,
  };
}

/** The brand as a page without a sign-in needs it. */
export async function readPublicBrand(db: Executor, companyId: string): Promise<PublicBrand> {
  const [{ brandColor }, logo] = await Promise.all([readSettings(db, companyId), readLogo(db, companyId)]);
  return {
    color: brandColor,
    logo: logo ? `data:${logo.contentType};base64,${logo.bytes.toString("base64")}` : null,
  };
}

export async function getBrand(ctx: Context): Promise<BrandView> {
  const [company, { brandColor }, logo] = await Promise.all([
    readCompany(ctx.db, ctx.companyId),
    readSettings(ctx.db, ctx.companyId),
    readLogo(ctx.db, ctx.companyId),
  ]);
  return {
    agency: company?.name ?? "",
    color: brandColor,
    logo: logo && {
      contentType: logo.contentType,
      size: logo.bytes.length,
      updatedAt: logo.updatedAt.toISOString(),
    },
  };
}

export async function changeBrandColor(ctx: Context, color: string | null): Promise<BrandView> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const before = await readSettings(tx, ctx.companyId);
    await mergeSettings(tx, ctx.companyId, { brandColor: color });
    await auditBrand(tx, ctx, { color: before.brandColor }, { color });
  });
  return getBrand(ctx);
}

export async function saveLogo(ctx: Context, bytes: Buffer): Promise<BrandView> {
  requireRole(ctx, "admin");
  const contentType = checkLogo(bytes);
  await ctx.db.transaction(async (tx) => {
    await writeLogo(tx, { companyId: ctx.companyId, contentType, bytes, updatedAt: ctx.clock.now() });
    await auditBrand(tx, ctx, null, { logo: contentType, bytes: bytes.length });
  });
  return getBrand(ctx);
}

export async function removeLogo(ctx: Context): Promise<BrandView> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    if (await deleteLogo(tx, ctx.companyId)) await auditBrand(tx, ctx, null, { logo: null });
  });
  return getBrand(ctx);
}

/** The logo itself. Throws `not_found` where there is none. */
export async function getLogo(ctx: Context): Promise<{ contentType: string; bytes: Buffer }> {
  const logo = await readLogo(ctx.db, ctx.companyId);
  if (!logo) throw new AppError("not_found", { message: "The agency has no logo." });
  return logo;
}

function auditBrand(tx: Parameters<typeof recordAudit>[0], ctx: Context, before: unknown, after: unknown) {
  return recordAudit(tx, ctx, {
    action: "company.brand_changed",
    targetKind: "company",
    targetId: ctx.companyId,
    before,
    after,
  });
}
