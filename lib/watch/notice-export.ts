import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { countUnusual } from "./count-unusual";
import type { Subject } from "./schema";

/** Rows are counted in lots, so that a long stream is noticed while it runs. */
const LOT = 5_000;

/**
 * The same pages; the export and its rows are counted for the person or key behind it. Throws `key_paused`, in the midst too,
 * when that pauses the key.
 */
export async function* watchExport<P extends readonly unknown[]>(
  ctx: Context,
  pages: AsyncIterable<P>,
): AsyncGenerator<P> {
  const subject = subjectOf(ctx);
  if (subject && (await countUnusual(ctx, { subject, kind: "export" }))) throw new AppError("key_paused");
  let uncounted = 0;
  try {
    for await (const page of pages) {
      uncounted += page.length;
      if (subject && uncounted >= LOT) {
        const lot = uncounted;
        uncounted = 0;
        if (await countRows(ctx, subject, lot)) throw new AppError("key_paused");
      }
      yield page;
    }
  } finally {
    // Also when the reader left early: what was sent was exported.
    if (subject) await countRows(ctx, subject, uncounted);
  }
}

async function countRows(ctx: Context, subject: Subject & { name: string }, rows: number): Promise<boolean> {
  return rows > 0 && countUnusual(ctx, { subject, kind: "exported_row" }, rows);
}

function subjectOf({ actor }: Context): (Subject & { name: string }) | null {
  if (actor.kind === "person") return { kind: "person", id: actor.userId, name: actor.name };
  return actor.kind === "api_key" ? { kind: "api_key", id: actor.keyId, name: actor.name } : null;
}
