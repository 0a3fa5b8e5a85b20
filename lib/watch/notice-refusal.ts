import type { Context } from "@/lib/context";
import { AppError, type ErrorCode } from "@/lib/errors";
import { countUnusual } from "./count-unusual";
import type { Subject } from "./schema";

/** Who was recognised behind a request, before it is known whether they may do what they ask for. */
export type Recognised = { subject: Subject & { name: string }; companyId: string };

/** Refusals that say "you may not"; a step-up or a scope that our connection lacks is everyday work. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  "role_refused",
  "location_refused",
  "location_mismatch",
  "company_mismatch",
]);

/** Counts a refusal of a recognised caller, outside the request's own transaction. Never throws: the answer goes first. */
export async function noticeRefusal(
  ctx: Pick<Context, "db" | "clock" | "log" | "address" | "requestId">,
  { subject, companyId }: Recognised,
  thrown: unknown,
): Promise<void> {
  if (!(thrown instanceof AppError) || !REFUSALS.has(thrown.code)) return;
  const { db, clock, address, requestId } = ctx;
  try {
    await countUnusual({ db, clock, address, requestId, companyId }, { subject, kind: "refusal" });
  } catch (error) {
    ctx.log.warn({ err: error, requestId }, "a refusal could not be counted");
  }
}
