import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { hasAdmin } from "./account-repository";
import {
  type CodeState,
  insertCompanyWithAdmin,
  lockFirstRun,
  readFirstRunCode,
  spendFirstRunCode,
} from "./first-run-repository";
import { hashPassword } from "./hash-password";
import type { FirstRunInput } from "./schema";
import { hashToken } from "./session-token";

const REFUSALS: Record<Exclude<CodeState, "good">, string> = {
  unknown: "This code is not right. Copy the newest one from the terminal in which the product was started.",
  used: "This code was used already. Sign in with the admin it created.",
  expired: "This code is older than 24 hours. Restart the product to get a new one.",
};

/** Whether the first-run page is open: only until somebody can administer the installation. */
export async function firstRunIsOpen(ctx: Context): Promise<boolean> {
  return !(await hasAdmin(ctx.db));
}

/** Creates the agency and its first admin. Throws `conflict` once an admin exists, `unprocessable` for a bad code. */
export async function completeFirstRun(ctx: Context, input: FirstRunInput): Promise<{ email: string }> {
  const codeHash = hashToken(input.code);
  const early = await readFirstRunCode(ctx.db, codeHash);
  if (early !== "good") throw new AppError("unprocessable", { message: REFUSALS[early] });
  const passwordHash = await hashPassword(input.password);
  return ctx.db.transaction(async (tx) => {
    await lockFirstRun(tx);
    if (await hasAdmin(tx)) {
      throw new AppError("conflict", { message: "The first admin exists already. Sign in instead." });
    }
    const state = await readFirstRunCode(tx, codeHash);
    if (state !== "good") throw new AppError("unprocessable", { message: REFUSALS[state] });
    await spendFirstRunCode(tx, codeHash);
    const { companyId, userId } = await insertCompanyWithAdmin(tx, { ...input, passwordHash });
    await recordAudit(
      tx,
      { ...ctx, companyId, actor: { kind: "system", name: "First run" } },
      {
        action: "company.created",
        targetKind: "company",
        targetId: companyId,
        targetName: input.companyName,
        after: { firstAdmin: input.name, userId, email: input.email },
      },
    );
    return { email: input.email };
  });
}
