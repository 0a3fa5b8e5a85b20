import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { insertAuditEvent, lockChain, readLastHash } from "./repository";
import { storable, storableText } from "./storable";

export type AuditEntry = {
  /** `domain.verb` in the past tense, for example `accounts.assigned`. */
  action: string;
  targetKind: string;
  targetId?: string | null;
  targetName?: string | null;
  locationId?: string | null;
  /** What changed, without secrets. */
  before?: unknown;
  after?: unknown;
  traceId?: string | null;
};

type AuditActor = Pick<Context, "actor" | "companyId" | "address" | "requestId" | "clock">;

/**
 * Writes one audit event in the caller's own transaction, chained to the company's last one: no change of ours is
 * committed without its trace. Serialises the company's audited transactions, so call it last.
 */
export async function recordAudit(tx: Transaction, ctx: AuditActor, entry: AuditEntry): Promise<void> {
  await lockChain(tx, ctx.companyId);
  const previousHash = await readLastHash(tx, ctx.companyId);
  const text = (value: string | null | undefined) => (value == null ? null : storableText(value));
  const event = {
    companyId: ctx.companyId,
    at: ctx.clock.now(),
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    actorName: storableText(ctx.actor.name),
    action: entry.action,
    targetKind: entry.targetKind,
    targetId: text(entry.targetId),
    targetName: text(entry.targetName),
    locationId: text(entry.locationId),
    before: storable(entry.before),
    after: storable(entry.after),
    address: ctx.address,
    requestId: ctx.requestId,
    traceId: text(entry.traceId),
    previousHash,
  };
  await insertAuditEvent(tx, { ...event, hash: hashOf(event) });
}

function actorId(actor: Context["actor"]): string | null {
  if (actor.kind === "person") return actor.userId;
  return actor.kind === "api_key" ? actor.keyId : null;
}

export type HashedFields = {
  companyId: string | null;
  at: Date;
  previousHash: string | null;
} & Record<string, unknown>;

/** SHA-256 over the event's fields in the order of their names, the hash before it included. */
export function hashOf(event: HashedFields): string {
  return createHash("sha256").update(canonical(event)).digest("hex");
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
