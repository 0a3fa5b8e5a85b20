import { and, asc, eq, gte, inArray, isNull, lte, or } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { annotations } from "@/db/schema";

export type AnnotationRow = typeof annotations.$inferSelect;

/** Notes of these locations and of the whole company, in the order of their days. */
export function readAnnotations(
  db: Executor,
  asked: { companyId: string; locationIds: string[]; from: string; to: string },
): Promise<AnnotationRow[]> {
  return db
    .select()
    .from(annotations)
    .where(
      and(
        eq(annotations.companyId, asked.companyId),
        or(isNull(annotations.locationId), inArray(annotations.locationId, asked.locationIds)),
        gte(annotations.day, asked.from),
        lte(annotations.day, asked.to),
      ),
    )
    .orderBy(asc(annotations.day), asc(annotations.createdAt))
    .limit(500);
}

export async function readAnnotation(
  db: Executor,
  companyId: string,
  annotationId: string,
): Promise<AnnotationRow | null> {
  const [row] = await db
    .select()
    .from(annotations)
    .where(and(eq(annotations.companyId, companyId), eq(annotations.id, annotationId)));
  return row ?? null;
}

export async function insertAnnotation(
  tx: Transaction,
  annotation: typeof annotations.$inferInsert,
): Promise<AnnotationRow> {
  const [row] = await tx.insert(annotations).values(annotation).returning();
  if (!row) throw new Error("a note was not stored");
  return row;
}

export async function updateAnnotation(
  tx: Transaction,
  annotationId: string,
  change: { day: string; text: string },
): Promise<void> {
  await tx.update(annotations).set(change).where(eq(annotations.id, annotationId));
}

export async function deleteAnnotation(tx: Transaction, annotationId: string): Promise<void> {
  await tx.delete(annotations).where(eq(annotations.id, annotationId));
}
