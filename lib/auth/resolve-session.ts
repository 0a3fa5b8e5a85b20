import { env } from "@/lib/env";
import { runtime } from "@/lib/runtime";
import { findIdleEnd, findLivingSession, touchSession } from "./session-repository";
import { hashToken, readSessionToken } from "./session-token";
import type { SignedIn } from "./signed-in";

/**
 * The person behind a request, or null. One query reads session, person, role and grants as they are now, so a revoked
 * session, a disabled person or a changed role counts from the next request on. Time is the database's.
 */
export async function resolveSession(headers: Headers): Promise<SignedIn | null> {
  const token = await readSessionToken(headers);
  if (token === null) return null;
  const { db } = runtime().database;
  const session = await findLivingSession(db, hashToken(token));
  if (!session) return null;
  if (session.needsTouch) await touchSession(db, session.sessionId, env().SESSION_IDLE_MINUTES);
  const { allLocations, grants, needsTouch: _, ...person } = session;
  const everywhere = person.role === "admin" || allLocations;
  return { ...person, locations: everywhere ? "all" : new Set(grants) };
}

/**
 * The minutes without use that ended the session whose cookie a request still brings, or null. Told to nobody but who
 * holds that cookie: nothing in an address says it.
 */
export async function endedWithoutUse(headers: Headers): Promise<number | null> {
  const token = await readSessionToken(headers);
  if (token === null) return null;
  return (await findIdleEnd(runtime().database.db, hashToken(token))) ?? null;
}
