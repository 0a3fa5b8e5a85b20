import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { deleteCredentials, destroyPrevious, releaseCredentials } from "./credential-repository";
import { readConnection, saveConnectionStatus } from "./repository";
import type { SteerInput } from "./schema";

const AUDIT = {
  pause: "connection.paused",
  resume: "connection.resumed",
  remove: "connection.removed",
  retry: "connection.retried",
  end_overlap: "connection.old_key_destroyed",
} as const;

/**
 * Pauses, resumes, removes a connection, tries a held-back token again, or ends a key overlap now. Removing destroys the
 * stored tokens at once; what was read with them stays.
 */
export async function steerConnection(ctx: Context, connectionId: string, input: SteerInput): Promise<void> {
  requireRole(ctx, "admin");
  await ctx.db.transaction(async (tx) => {
    const connection = await readConnection(tx, ctx.companyId, connectionId);
    if (!connection || connection.status === "removed") throw new AppError("not_found");
    const { action } = input;
    if (action === "pause") {
      if (connection.status !== "working") throw notNow("Only a working connection can be paused.");
      await saveConnectionStatus(
        tx,
        connectionId,
        "paused",
        `Paused by ${ctx.actor.name}. The token is kept.`,
      );
    }
    if (action === "resume") {
      if (connection.status !== "paused") throw notNow("Only a paused connection can be resumed.");
      await saveConnectionStatus(tx, connectionId, "working", null);
    }
    if (action === "retry") {
      await releaseCredentials(tx, ctx.companyId, connectionId, input.locationId ?? "");
      if (connection.status === "needs_reauth" && !input.locationId) {
        await saveConnectionStatus(tx, connectionId, "working", null);
      }
    }
    if (action === "end_overlap" && (await destroyPrevious(tx, connectionId)).length === 0) {
      throw notNow("No old key is kept for this connection.");
    }
    if (action === "remove") {
      await deleteCredentials(tx, ctx.companyId, connectionId);
      await saveConnectionStatus(tx, connectionId, "removed", `Removed by ${ctx.actor.name}.`);
    }
    await recordAudit(tx, ctx, {
      action: AUDIT[action],
      targetKind: "connection",
      targetId: connectionId,
      targetName: connection.label,
      locationId: input.locationId ?? connection.locationId,
      before: { status: connection.status },
    });
  });
}

const notNow = (message: string) =>
  new AppError("conflict", { message: `${message} Reload to see its state.` });
