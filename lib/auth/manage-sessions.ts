import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { requireActor } from "./require-actor";
import type { Device } from "./schema";
import { listLivingSessions, revokeSession, revokeSessionsOf } from "./session-repository";

/** The devices one is signed in on, most recently used first. */
export async function listDevices(ctx: Context): Promise<Device[]> {
  const person = requireActor(ctx);
  const living = await listLivingSessions(ctx.db, person.userId);
  return living.map((session) => ({
    ...session,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    present: session.sessionId === person.sessionId,
  }));
}

/** Signs one own device out. Throws `not_found` for a session that is over or somebody else's. */
export async function revokeDevice(ctx: Context, sessionId: string): Promise<void> {
  const person = requireActor(ctx);
  await ctx.db.transaction(async (tx) => {
    if (!(await revokeSession(tx, person.userId, sessionId))) {
      throw new AppError("not_found", { message: "This device is signed out already." });
    }
    await recordAudit(tx, ctx, {
      action: "session.revoked",
      targetKind: "person",
      targetId: person.userId,
      targetName: person.name,
      after: { sessionId },
    });
  });
}

/** Signs every device out but the one in use. */
export async function revokeOtherDevices(ctx: Context): Promise<{ sessionsEnded: number }> {
  const person = requireActor(ctx);
  return ctx.db.transaction(async (tx) => {
    const sessionsEnded = await revokeSessionsOf(tx, person.userId, person.sessionId);
    await recordAudit(tx, ctx, {
      action: "session.others_revoked",
      targetKind: "person",
      targetId: person.userId,
      targetName: person.name,
      after: { sessionsEnded },
    });
    return { sessionsEnded };
  });
}
