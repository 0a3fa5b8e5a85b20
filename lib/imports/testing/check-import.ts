import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { requestCheck } from "../check-import";
import { countChecked } from "../check-repository";
import { checkRows } from "../check-rows";
import { readBatch } from "../repository";
import { reading } from "../schema";

export type Checked = { version: number; rows: number; ready: number; skipped: number };

/** Asks for a check and does the worker's part of it at once. Throws `unprocessable` where the file is refused. */
export async function checkImport(
  ctx: Context,
  input: { batchId: string; accountIds: string[] } & Record<string, unknown>,
): Promise<Checked> {
  const { batchId, ...rest } = input;
  const { version } = await requestCheck(ctx, { batchId, ...reading.parse(rest) });
  await checkRows(ctx, batchId, new AbortController().signal);
  const batch = await readBatch(ctx.db, ctx.companyId, batchId);
  if (batch?.status === "failed") throw new AppError("unprocessable", { message: batch.statusReason ?? "" });
  if (batch?.status !== "ready") throw new Error(`the batch is ${batch?.status}`);
  const { rows, ready } = await countChecked(ctx.db, batchId);
  return { version, rows, ready, skipped: rows - ready };
}
