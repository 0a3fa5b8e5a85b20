import { and, eq, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { knownPlaces, sessions } from "@/db/schema";

export type Place = {
  subjectId: string;
  companyId: string;
  kind: "device" | "country" | "address";
  value: string;
};

/** Notes where somebody was seen. `isNew`: never there before; `known`: how many others of the kind were known. */
export async function seePlace(db: Executor, place: Place): Promise<{ isNew: boolean; known: number }> {
  const [row] = await db
    .insert(knownPlaces)
    .values(place)
    .onConflictDoUpdate({
      target: [knownPlaces.subjectId, knownPlaces.kind, knownPlaces.value],
      set: { lastSeenAt: sql`now()` },
    })
    .returning({ isNew: sql<boolean>`(xmax = 0)` });
  const all = await db.$count(
    knownPlaces,
    and(eq(knownPlaces.subjectId, place.subjectId), eq(knownPlaces.kind, place.kind)),
  );
  return { isNew: row?.isNew ?? false, known: all - 1 };
}

/** Where the person behind a session signed in from, as the trusted proxy said. */
export async function saveSessionCountry(db: Executor, sessionId: string, country: string): Promise<void> {
  await db.update(sessions).set({ country }).where(eq(sessions.id, sessionId));
}

export async function forgetOldPlaces(db: Executor): Promise<void> {
  await db.delete(knownPlaces).where(lt(knownPlaces.lastSeenAt, sql`now() - interval '400 days'`));
}
