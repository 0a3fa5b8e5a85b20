import { withLock } from "@/db/locks";
import { type Context, requireRole } from "@/lib/context";
import { COLUMNS, EXTRA_COLUMNS, writeRecord } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { createImport, receivePart } from "@/lib/imports/receive-file";
import { startChange } from "./change-posts";
import { type Comparison, compareSheet } from "./compare-sheet";
import { deletePosts } from "./delete-posts";
import { findBatchOfFile } from "./repository";
import type { SheetApplied, SheetDiff } from "./sheet-schema";

/** What an edited sheet would change; nothing is sent. */
export async function previewSheet(ctx: Context, bytes: Uint8Array, fileName: string): Promise<SheetDiff> {
  requireRole(ctx, "marketer");
  return (await compareSheet(ctx, bytes, fileName)).diff;
}

/**
 * Applies the difference that a person looked at: edits as bulk changes, removed posts only where ticked, new rows as an
 * import that waits to be checked and scheduled. Throws `version_changed` when the posts are no longer as they were then.
 */
export async function applySheet(
  ctx: Context,
  input: { bytes: Uint8Array; fileName: string; digest: string; deleteRemoved: boolean },
): Promise<SheetApplied> {
  requireRole(ctx, "marketer");
  return withLock(ctx.db, `post-sheet:${ctx.companyId}:${input.digest}`, async () => {
    const found = await compareSheet(ctx, input.bytes, input.fileName);
    if (found.diff.digest !== input.digest)
      throw new AppError("version_changed", {
        message: "The posts changed since you looked at the difference. Look at it again, then apply it.",
      });
    const changeIds: string[] = [];
    for (const { place, items } of found.edits.values()) {
      const asked = { fileName: input.fileName };
      const change = await startChange(ctx, { location: place, kind: "edit", asked, items });
      changeIds.push(change.changeId);
    }
    const deletionIds: string[] = [];
    for (const [locationId, postIds] of input.deleteRemoved ? found.removed : [])
      deletionIds.push((await deletePosts(ctx, { locationId, postIds })).deletionId);
    return { changeIds, deletionIds, batchId: await importNewRows(ctx, found, input.digest) };
  });
}

/** New rows become an advance sheet of their own; applied twice, it is still one import. */
async function importNewRows(ctx: Context, found: Comparison, digest: string): Promise<string | null> {
  if (found.added.length === 0) return null;
  const columns = [...COLUMNS, ...EXTRA_COLUMNS];
  const records = [
    columns.map((column) => column.group),
    columns.map((column) => column.name),
    ...found.added.map(({ fields }) => columns.map(({ key }) => fields[key] ?? "")),
  ];
  const bytes = new TextEncoder().encode(`${records.map((cells) => writeRecord(cells)).join("\n")}\n`);
  const fileHash = `sheet-${digest.slice(0, 32)}`;
  const known = await findBatchOfFile(ctx.db, ctx.companyId, fileHash);
  if (known) return known;
  const fileName = `new-rows-of-${found.diff.fileName.replace(/\.\w+$/, "")}.csv`.slice(0, 200);
  const made = await createImport(ctx, {
    locationId: found.home.id,
    fileName,
    fileSize: bytes.length,
    fileHash,
  });
  for (let part = 0; part < made.parts; part++)
    await receivePart(ctx, {
      batchId: made.batchId,
      part,
      bytes: bytes.subarray(part * made.partBytes, (part + 1) * made.partBytes),
    });
  return made.batchId;
}
