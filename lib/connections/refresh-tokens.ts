import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { destroyPrevious, readHeldBack } from "./credential-repository";
import { readEndingCredentials } from "./repository";
import { createTokenSource } from "./token-source";

const AT_ONCE = 4;
const PER_ROUND = 200;

/**
 * Renews what ends within 15 minutes, finishes renewals that a crash cut off, tries held-back tokens whose time has come
 * and destroys old API keys whose overlap is over. Safe to run in several workers: each token is renewed once.
 */
export async function refreshTokens(
  ctx: Pick<Context, "db" | "clock" | "log">,
  signal: AbortSignal,
): Promise<{ renewed: number; refused: number }> {
  await destroyPrevious(ctx.db, null);
  const due = [
    ...(await readEndingCredentials(ctx.db, PER_ROUND)),
    ...(await readHeldBack(ctx.db, PER_ROUND)),
  ];
  const tokens = createTokenSource({ db: ctx.db, env: env(), clock: ctx.clock, log: ctx.log });
  const result = { renewed: 0, refused: 0 };
  const next = async (): Promise<void> => {
    for (let one = due.shift(); one && !signal.aborted; one = due.shift()) {
      try {
        await tokens.renewCredential(one.id, one.version);
        result.renewed++;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        // The state is stored with the credential; the next round comes in a minute.
        result.refused++;
        ctx.log.warn({ code: error.code, traceId: error.traceId }, "a token could not be renewed");
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  } finally {
    await tokens.close();
  }
  return result;
}
