import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { loadBatch } from "./load-batch";
import { insertBatch, readPartNumbers, savePart } from "./repository";
import { MAX_PART_BYTES } from "./schema";

/** Opens a batch that waits for its file. Throws `location_refused`. */
export async function createImport(
  ctx: Context,
  input: { locationId: string; fileName: string; fileSize: number; fileHash?: string | null },
): Promise<{ batchId: string; partBytes: number; parts: number }> {
  const location = await getLocation(ctx, input.locationId);
  const batch = await ctx.db.transaction(async (tx) => {
    const created = await insertBatch(tx, {
      companyId: ctx.companyId,
      locationId: location.id,
      fileName: input.fileName,
      fileSize: input.fileSize,
      fileHash: input.fileHash ?? null,
      format: "own",
      timezone: location.timezone,
      createdBy: actorUserId(ctx),
      createdByName: ctx.actor.name,
    });
    await recordAudit(tx, ctx, {
      action: "import.created",
      targetKind: "import",
      targetId: created.id,
      targetName: input.fileName,
      locationId: location.id,
      after: { fileSize: input.fileSize },
    });
    return created;
  });
  return { batchId: batch.id, partBytes: MAX_PART_BYTES, parts: Math.ceil(input.fileSize / MAX_PART_BYTES) };
}

/** Keeps one part of the file, at most 1 MB. The same part may come again; it is stored once. */
export async function receivePart(
  ctx: Context,
  input: { batchId: string; part: number; bytes: Uint8Array },
): Promise<{ received: number }> {
  const batch = await loadBatch(ctx, input.batchId);
  if (batch.status !== "receiving") {
    throw new AppError("conflict", {
      message: "This file was received already. Start a new import for another one.",
    });
  }
  const last = Math.ceil(batch.fileSize / MAX_PART_BYTES) - 1;
  const expected = input.part === last ? batch.fileSize - last * MAX_PART_BYTES : MAX_PART_BYTES;
  if (input.part > last || input.bytes.byteLength !== expected) {
    throw new AppError("invalid_input", {
      message: `Part ${input.part + 1} of ${last + 1} has ${input.bytes.byteLength} bytes, ${expected} were expected. Choose the file again.`,
    });
  }
  await savePart(ctx.db, batch.id, input.part, input.bytes);
  return { received: input.part };
}

/** Throws unless every part of the file is here. */
export async function requireWholeFile(ctx: Context, batchId: string, fileSize: number): Promise<number> {
  const parts = await readPartNumbers(ctx.db, batchId);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const expected = Math.ceil(fileSize / MAX_PART_BYTES);
  if (parts.length !== expected || size !== fileSize) {
    throw new AppError("conflict", {
      message: `${parts.length} of ${expected} parts of the file arrived. Send the others, then check it.`,
    });
  }
  return expected;
}
