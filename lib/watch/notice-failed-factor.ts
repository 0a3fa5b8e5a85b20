import type { Context } from "@/lib/context";
import { countUnusual } from "./count-unusual";

/**
 * A wrong password, code or passkey of a known person, at sign-in or step-up. Call it outside a transaction, so that the
 * count outlives the attempt, and without waiting for it: an answer must not take longer where the person exists.
 */
export async function noticeFailedFactor(
  ctx: Pick<Context, "db" | "clock" | "address" | "requestId" | "log">,
  person: { userId: string; companyId: string; name: string },
): Promise<void> {
  const { db, clock, address, requestId, log } = ctx;
  const subject = { kind: "person" as const, id: person.userId, name: person.name };
  const watch = { db, clock, address, requestId, companyId: person.companyId };
  try {
    await countUnusual(watch, { subject, kind: "failed_factor" });
  } catch (error) {
    log.warn({ err: error, requestId }, "a failed sign-in could not be counted");
  }
}
