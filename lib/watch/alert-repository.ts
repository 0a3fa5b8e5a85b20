import { and, desc, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { newId } from "@/db/new-id";
import { alerts, apiKeys, connections, users } from "@/db/schema";
import type { AlertKind, Subject, SubjectKind } from "./schema";

const COLUMN = {
  connection: alerts.connectionId,
  person: alerts.userId,
  api_key: alerts.apiKeyId,
} as const;

export type AlertState = { state: "none" | "open" | "expected"; alertId: string | null };

/** Whether an alert of this kind is open, or was put aside so lately that the same is expected. */
export async function readAlertState(
  db: Executor,
  subject: Subject,
  kind: AlertKind,
  quietHours: number,
): Promise<AlertState> {
  const [row] = await db
    .select({ alertId: alerts.id, dismissedAt: alerts.dismissedAt })
    .from(alerts)
    .where(
      and(
        eq(COLUMN[subject.kind], subject.id),
        eq(alerts.kind, kind),
        or(
          isNull(alerts.dismissedAt),
          sql`${alerts.dismissedAt} > now() - make_interval(hours => ${quietHours})`,
        ),
      ),
    )
    .orderBy(sql`${alerts.dismissedAt} desc nulls first`)
    .limit(1);
  if (!row) return { state: "none", alertId: null };
  return { state: row.dismissedAt === null ? "open" : "expected", alertId: row.alertId };
}

export async function insertAlert(
  db: Executor,
  alert: { companyId: string; subject: Subject; kind: AlertKind; message: string; reaction: string | null },
): Promise<void> {
  const { subject, ...values } = alert;
  await db.insert(alerts).values({
    id: newId(),
    ...values,
    connectionId: subject.kind === "connection" ? subject.id : null,
    userId: subject.kind === "person" ? subject.id : null,
    apiKeyId: subject.kind === "api_key" ? subject.id : null,
  });
}

/** An open alert tells what was seen last; what was done about it stays told. */
export async function saveNewest(
  db: Executor,
  alertId: string,
  { message, reaction }: { message: string; reaction: string | null },
): Promise<void> {
  await db
    .update(alerts)
    .set({ message, ...(reaction === null ? {} : { reaction }) })
    .where(eq(alerts.id, alertId));
}

export type AlertRow = typeof alerts.$inferSelect;

export async function closeAlert(
  db: Executor,
  companyId: string,
  alertId: string,
  userId: string | null,
): Promise<AlertRow | null> {
  const [row] = await db
    .update(alerts)
    .set({ dismissedAt: sql`now()`, dismissedBy: userId })
    .where(and(eq(alerts.companyId, companyId), eq(alerts.id, alertId), isNull(alerts.dismissedAt)))
    .returning();
  return row ?? null;
}

/** Puts every open alert of one subject aside. */
export async function closeAlertsOf(db: Executor, subject: Subject, userId: string | null): Promise<void> {
  await db
    .update(alerts)
    .set({ dismissedAt: sql`now()`, dismissedBy: userId })
    .where(and(eq(COLUMN[subject.kind], subject.id), isNull(alerts.dismissedAt)));
}

/** The company's open alerts with the name of what each is about, newest first. */
export function listAlertRows(db: Executor, companyId: string, about: SubjectKind | undefined) {
  return db
    .select({
      alertId: alerts.id,
      kind: alerts.kind,
      message: alerts.message,
      reaction: alerts.reaction,
      openedAt: alerts.openedAt,
      connectionId: alerts.connectionId,
      userId: alerts.userId,
      apiKeyId: alerts.apiKeyId,
      label: sql<string>`coalesce(${connections.label}, ${users.name}, ${apiKeys.name}, '')`,
    })
    .from(alerts)
    .leftJoin(connections, eq(connections.id, alerts.connectionId))
    .leftJoin(users, eq(users.id, alerts.userId))
    .leftJoin(apiKeys, eq(apiKeys.id, alerts.apiKeyId))
    .where(
      and(
        eq(alerts.companyId, companyId),
        isNull(alerts.dismissedAt),
        about ? isNotNull(COLUMN[about]) : undefined,
        or(isNull(alerts.connectionId), ne(connections.status, "removed")),
      ),
    )
    .orderBy(desc(alerts.openedAt));
}

/** How many alerts about people and API keys are open. */
export async function countPeopleAlerts(db: Executor, companyId: string): Promise<number> {
  return db.$count(
    alerts,
    and(eq(alerts.companyId, companyId), isNull(alerts.dismissedAt), isNull(alerts.connectionId)),
  );
}
