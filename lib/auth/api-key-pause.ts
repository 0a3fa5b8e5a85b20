import { recordAudit } from "@/lib/audit/record-audit";
import { mergeSettings, readSettings } from "@/lib/company/repository";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { closeAlertsOf } from "@/lib/watch/alert-repository";
import { listApiKeyRows, setApiKeyPause } from "./api-key-repository";

/** Refuses a key's requests until it is resumed; nothing about it is lost. */
export async function pauseApiKey(ctx: Context, keyId: string): Promise<void> {
  await turn(ctx, keyId, `${ctx.actor.name} paused it.`);
}

/** Lets a paused key work again. Its open alerts are put aside: the admin looked at them. */
export async function resumeApiKey(ctx: Context, keyId: string): Promise<void> {
  await turn(ctx, keyId, null);
}

async function turn(ctx: Context, keyId: string, reason: string | null): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const row = (await listApiKeyRows(tx, ctx.companyId)).find((one) => one.keyId === keyId);
    if (!row || !(await setApiKeyPause(tx, ctx.companyId, keyId, reason))) {
      throw new AppError("not_found", {
        message:
          reason === null
            ? "This key is not paused, or it has ended."
            : "This key is paused already, or it has ended.",
      });
    }
    if (reason === null) await closeAlertsOf(tx, { kind: "api_key", id: keyId }, actorUserId(ctx));
    await recordAudit(tx, ctx, {
      action: reason === null ? "api_key.resumed" : "api_key.paused",
      targetKind: "API key",
      targetId: keyId,
      targetName: row.name,
      ...(reason === null ? { before: { reason: row.pausedReason } } : { after: { reason } }),
    });
  });
}

/** Whether unusual use pauses a key by itself, besides the alert. */
export async function setPauseKeys(ctx: Context, pauseKeys: boolean): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const before = await readSettings(tx, ctx.companyId);
    await mergeSettings(tx, ctx.companyId, { pauseKeys });
    await recordAudit(tx, ctx, {
      action: "api_key.pausing_set",
      targetKind: "company",
      targetId: ctx.companyId,
      before: { pauseKeys: before.pauseKeys },
      after: { pauseKeys },
    });
  });
}
