import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { companies, memberships, sessions, users } from "@/db/schema";

export type LivingSession = Awaited<ReturnType<typeof findLivingSession>>;

/** Session, person, company, role and grants in one query; undefined unless all of them are in force now. */
export async function findLivingSession(db: Executor, tokenHash: string) {
  const [found] = await db
    .select({
      userId: users.id,
      sessionId: sessions.id,
      companyId: companies.id,
      companyName: companies.name,
      name: users.name,
      email: users.email,
      role: memberships.role,
      steppedUpAt: sessions.steppedUpAt,
      allLocations: memberships.allLocations,
      grants: sql<string[]>`array(select location_id from location_grants g
        where g.user_id = ${users.id} and g.company_id = ${companies.id})`,
      // A factor is asked of the role, the person has none, and this sign-in did not bring one either.
      factorMissing: sql<boolean>`coalesce(${companies.settings}->'secondFactorRoles' ? ${memberships.role}, false)
        and ${sessions.secondFactorAt} is null
        and not exists (select 1 from totp_factors f where f.user_id = ${users.id} and f.confirmed_at is not null)
        and not exists (select 1 from passkeys p where p.user_id = ${users.id})`,
      needsTouch: sql<boolean>`${sessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.companyId, sessions.companyId)),
    )
    .innerJoin(companies, eq(companies.id, sessions.companyId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        isNull(sessions.revokedAt),
        isNull(users.disabledAt),
        sql`${sessions.idleExpiresAt} > now()`,
        sql`${sessions.expiresAt} > now()`,
      ),
    );
  return found;
}

/** The minutes after which a session ended because nobody used it; undefined where it lives or ended otherwise. */
export async function findIdleEnd(db: Executor, tokenHash: string): Promise<number | undefined> {
  const [found] = await db
    .select({
      minutes: sql<number>`round(extract(epoch from ${sessions.idleExpiresAt} - ${sessions.lastSeenAt}) / 60)::int`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.tokenHash, tokenHash),
        isNull(sessions.revokedAt),
        isNull(users.disabledAt),
        sql`${sessions.idleExpiresAt} <= least(now(), ${sessions.expiresAt})`,
      ),
    );
  return found?.minutes;
}

/** Moves the idle expiry on; at most once a minute, so that a busy page does not write on every request. */
export async function touchSession(db: Executor, sessionId: string, idleMinutes: number): Promise<void> {
  await db
    .update(sessions)
    .set({
      lastSeenAt: sql`now()`,
      idleExpiresAt: sql`now() + make_interval(mins => ${idleMinutes})`,
    })
    .where(and(eq(sessions.id, sessionId), sql`${sessions.lastSeenAt} < now() - interval '1 minute'`));
}

export type NewSession = {
  tokenHash: string;
  userId: string;
  companyId: string;
  userAgent: string | null;
  address: string | null;
  idleMinutes: number;
  maxHours: number;
  secondFactor?: boolean;
};

/** A session that a sign-in has just earned: the step-up clock starts with it. */
export async function insertSession(db: Executor, session: NewSession): Promise<string> {
  const [row] = await db
    .insert(sessions)
    .values({
      tokenHash: session.tokenHash,
      userId: session.userId,
      companyId: session.companyId,
      userAgent: session.userAgent,
      address: session.address,
      idleExpiresAt: sql`now() + make_interval(mins => ${session.idleMinutes})`,
      expiresAt: sql`now() + make_interval(hours => ${session.maxHours})`,
      steppedUpAt: sql`now()`,
      secondFactorAt: session.secondFactor ? sql`now()` : null,
    })
    .returning({ id: sessions.id });
  if (!row) throw new Error("the session was not stored");
  return row.id;
}

export async function revokeSession(db: Executor, userId: string, sessionId: string): Promise<boolean> {
  const revoked = await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  return revoked.length > 0;
}

/** Ends a person's sessions; `except` is the one they act from. Returns how many ended. */
export async function revokeSessionsOf(db: Executor, userId: string, except?: string): Promise<number> {
  const revoked = await db
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        sql`${sessions.expiresAt} > now()`,
        except ? ne(sessions.id, except) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  return revoked.length;
}

export async function findSessionByToken(db: Executor, tokenHash: string) {
  const [found] = await db
    .select({
      sessionId: sessions.id,
      userId: sessions.userId,
      companyId: sessions.companyId,
      name: users.name,
      email: users.email,
      role: memberships.role,
      revokedAt: sessions.revokedAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, sessions.userId))
    .where(eq(sessions.tokenHash, tokenHash));
  return found;
}

export async function listLivingSessions(db: Executor, userId: string) {
  return db
    .select({
      sessionId: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.address,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        sql`${sessions.idleExpiresAt} > now()`,
        sql`${sessions.expiresAt} > now()`,
      ),
    )
    .orderBy(desc(sessions.lastSeenAt));
}

export async function forgetOldSessions(db: Executor): Promise<void> {
  await db.delete(sessions).where(sql`${sessions.expiresAt} < now() - interval '30 days'`);
}
