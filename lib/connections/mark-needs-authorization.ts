import type { Database } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Clock } from "@/lib/context";
import { type ConnectionRow, endConnection, saveCredentialStatus } from "./repository";

/**
 * Stores that only a person can help, with one line in the audit: whoever finds out the same again, or finds the
 * connection paused or removed meanwhile, adds none.
 */
export async function markNeedsAuthorization(
  { db, clock }: { db: Database; clock: Clock },
  connection: ConnectionRow,
  found: { credentialId: string; reason: string; traceId: string | null },
): Promise<void> {
  const { reason, traceId } = found;
  await db.transaction(async (tx) => {
    await saveCredentialStatus(tx, found.credentialId, {
      status: "needs_reauth",
      reason,
      retrySeconds: null,
    });
    if (!(await endConnection(tx, connection.id, reason))) return;
    const product = {
      actor: { kind: "system" as const, name: "2Chat Social" },
      companyId: connection.companyId,
      address: null,
      requestId: crypto.randomUUID(),
      clock,
    };
    await recordAudit(tx, product, {
      action: "connection.needs_authorization",
      targetKind: "connection",
      targetId: connection.id,
      targetName: connection.label,
      locationId: connection.locationId,
      before: { status: "working" },
      after: { status: "needs_reauth", reason },
      traceId,
    });
  });
}
