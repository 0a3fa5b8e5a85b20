import type { Transaction } from "@/db/client";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, hasRole, mayUseLocation } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import {
  type ApprovalRow,
  insertApproval,
  readApproval,
  readApprovers,
  updateApproval,
} from "./approval-repository";
import { readGroup } from "./check-repository";
import { loadBatch } from "./load-batch";
import { type Asked, mailAsked, mailDecided } from "./mail-approval";
import { addEvent, type BatchRow, lockBatch } from "./repository";
import type { ApprovalView } from "./schema";

type Named = { batchId: string; version: number; group?: boolean };

/**
 * The batches that a request is about, held, the named one first; all of them stand at the version that was looked at. Of
 * a file for several locations these are the ones the actor may use: the others are decided by somebody who may.
 */
async function lockNamed(ctx: Context, tx: Transaction, input: Named): Promise<BatchRow[]> {
  const batch = await loadBatch(ctx, input.batchId);
  const group = input.group && batch.groupId ? await readGroup(tx, batch.groupId) : [];
  const others = group.filter(({ id, locationId }) => id !== batch.id && mayUseLocation(ctx, locationId));
  const held: BatchRow[] = [];
  // Always in the order of ids: two people who decide at once must not wait for each other.
  for (const { id } of [batch, ...others].sort((a, b) => a.id.localeCompare(b.id))) {
    const present = await lockBatch(tx, id);
    if (!present) throw new AppError("not_found");
    if (present.status !== "ready")
      throw new AppError("conflict", {
        message: "This import is not waiting to be scheduled. Reload to see where it stands.",
      });
    if (present.version !== input.version) throw new AppError("version_changed");
    held.push(present);
  }
  return held.sort((a, b) => Number(b.id === batch.id) - Number(a.id === batch.id));
}

function requirePerson(ctx: Context): string {
  const userId = actorUserId(ctx);
  if (userId === null)
    throw new AppError("role_refused", {
      message: "Approval is between people: sign in to ask or to decide.",
    });
  return userId;
}

/**
 * Shows a version of the rows to a second person before it is scheduled: `approverId`, or anybody else with the role and
 * the location. Until they have approved it the batch cannot be scheduled.
 */
export async function askApproval(
  ctx: Context,
  input: Named & { approverId: string | null; note: string | null },
): Promise<void> {
  const askedBy = requirePerson(ctx);
  if (input.approverId === askedBy)
    throw new AppError("invalid_input", {
      message: "Nobody approves their own import. Choose somebody else.",
    });
  await ctx.db.transaction(async (tx) => {
    const batches = await lockNamed(ctx, tx, input);
    const asked: Asked[] = [];
    for (const batch of batches) {
      const approvers = await readApprovers(tx, ctx.companyId, batch.locationId);
      const named = approvers.find(({ id }) => id === input.approverId);
      asked.push({ batch, to: named ? [named] : approvers.filter(({ id }) => id !== askedBy), named });
    }
    // Who may approve a part of the file approves that; the rest is open to anybody who may.
    if (input.approverId !== null && !asked.some(({ named }) => named))
      throw new AppError("invalid_input", {
        message:
          "This person may not approve posts of the location. Choose a marketer or admin with access to it.",
      });
    for (const { batch, named } of asked) {
      await insertApproval(tx, {
        batchId: batch.id,
        companyId: ctx.companyId,
        version: batch.version,
        approverId: named?.id ?? null,
        askedBy,
        askedByName: ctx.actor.name,
        askedNote: input.note,
      });
      await tell(
        ctx,
        tx,
        batch,
        "approval_asked",
        `Approval asked by ${ctx.actor.name}${named ? `, of ${named.name}` : ""}`,
      );
    }
    await mailAsked(ctx, tx, asked, input.note);
  });
}

/** Approves the version that was looked at, or sends it back with a note. The one who asked cannot decide. */
export async function decideApproval(
  ctx: Context,
  input: Named & { decision: "approved" | "sent_back"; note: string | null },
): Promise<void> {
  const decidedBy = requirePerson(ctx);
  if (input.decision === "sent_back" && !input.note?.trim())
    throw new AppError("invalid_input", { message: "Say what should change before you send it back." });
  await ctx.db.transaction(async (tx) => {
    const decided: { batch: BatchRow; askedBy: string | null }[] = [];
    for (const batch of await lockNamed(ctx, tx, input)) {
      const approval = await readApproval(tx, batch.id);
      // Another location of the file may have been decided already, or be another person's to decide.
      if (batch.id !== input.batchId && !mayDecide(ctx, approval, batch)) continue;
      if (approval?.status !== "asked")
        throw new AppError("conflict", {
          message: "Nobody waits for an approval here any more. Reload to see why.",
        });
      if (approval.version !== batch.version) throw new AppError("version_changed");
      if (approval.askedBy === decidedBy)
        throw new AppError("role_refused", {
          message: "Nobody approves their own import. Somebody else has to.",
        });
      if (approval.approverId !== null && approval.approverId !== decidedBy)
        throw new AppError("role_refused", { message: "Another person was asked to approve this import." });
      await updateApproval(tx, approval.id, {
        status: input.decision,
        decidedBy,
        decidedByName: ctx.actor.name,
        decidedNote: input.note,
        decidedAt: ctx.clock.now(),
      });
      const approved = input.decision === "approved";
      await tell(
        ctx,
        tx,
        batch,
        approved ? "approved" : "sent_back",
        approved ? `Approved by ${ctx.actor.name}` : `Sent back by ${ctx.actor.name}: ${input.note}`,
      );
      decided.push({ batch, askedBy: approval.askedBy });
    }
    await mailDecided(ctx, tx, decided, input);
  });
}

/** Takes a request back: the batch may be scheduled without approval again. Only the one who asked does it. */
export async function withdrawApproval(ctx: Context, input: Named): Promise<void> {
  const userId = requirePerson(ctx);
  await ctx.db.transaction(async (tx) => {
    for (const batch of await lockNamed(ctx, tx, input)) {
      const approval = await readApproval(tx, batch.id);
      if (!approval || approval.status === "withdrawn") continue;
      if (approval.askedBy !== userId)
        throw new AppError("role_refused", {
          message: `Only ${approval.askedByName}, who asked, can take it back.`,
        });
      if (approval.status === "sent_back")
        throw new AppError("conflict", {
          message: `${approval.decidedByName ?? "The approver"} sent this import back already. Change it and ask again.`,
        });
      await updateApproval(tx, approval.id, { status: "withdrawn" });
      await tell(
        ctx,
        tx,
        batch,
        "approval_withdrawn",
        `Request for approval taken back by ${ctx.actor.name}`,
      );
    }
  });
}

async function tell(
  ctx: Context,
  tx: Transaction,
  batch: BatchRow,
  action: string,
  message: string,
): Promise<void> {
  await addEvent(tx, { batchId: batch.id, kind: action === "sent_back" ? "warning" : "info", message });
  await recordAudit(tx, ctx, {
    action: `import.${action}`,
    targetKind: "import",
    targetId: batch.id,
    targetName: batch.fileName,
    locationId: batch.locationId,
    after: { version: batch.version },
  });
}

/** Throws where an approver was asked and has not approved exactly this version. Without a request nothing is needed. */
export async function requireApproval(tx: Transaction, batch: BatchRow): Promise<void> {
  const approval = await readApproval(tx, batch.id);
  if (!approval || approval.status === "withdrawn") return;
  if (approval.status === "asked")
    throw new AppError("conflict", {
      message: "This import waits for an approval. It can be scheduled once it is approved.",
    });
  if (approval.status === "sent_back")
    throw new AppError("conflict", {
      message: `${approval.decidedByName ?? "The approver"} sent this import back. Change it and ask again.`,
    });
  if (approval.version !== batch.version)
    throw new AppError("version_changed", {
      message: "The rows changed since they were approved. Ask for approval of the present version.",
    });
}

/** The newest request as a page shows it to the one who looks. */
export function approvalView(
  ctx: Context,
  approval: ApprovalRow | null,
  batch: BatchRow,
  approvers: readonly { id: string; name: string }[],
): ApprovalView | null {
  if (!approval || approval.status === "withdrawn") return null;
  const userId = actorUserId(ctx);
  const current = approval.version === batch.version;
  return {
    version: approval.version,
    status: approval.status,
    current,
    approverName: approvers.find(({ id }) => id === approval.approverId)?.name ?? null,
    askedByName: approval.askedByName,
    askedNote: approval.askedNote,
    askedAt: approval.createdAt.toISOString(),
    decidedByName: approval.decidedByName,
    decidedNote: approval.decidedNote,
    decidedAt: approval.decidedAt?.toISOString() ?? null,
    mine: userId !== null && approval.askedBy === userId,
    mayDecide: mayDecide(ctx, approval, batch) && approvers.some(({ id }) => id === userId),
  };
}

/** Whether the actor, who may use the location, is one the request waits for. */
export function mayDecide(
  ctx: Context,
  approval: ApprovalRow | null | undefined,
  batch: Pick<BatchRow, "version">,
): boolean {
  const userId = actorUserId(ctx);
  return (
    ctx.actor.kind === "person" &&
    hasRole(ctx.actor.role, "marketer") &&
    approval?.status === "asked" &&
    approval.version === batch.version &&
    approval.askedBy !== userId &&
    (approval.approverId === null || approval.approverId === userId)
  );
}

/** Who could be asked to approve posts of a location: everybody with the role and the grant but the one who asks. */
export async function listApprovers(
  ctx: Context,
  locationId: string,
): Promise<{ id: string; name: string }[]> {
  const location = await getLocation(ctx, locationId);
  const userId = actorUserId(ctx);
  const found = await readApprovers(ctx.db, ctx.companyId, location.id);
  return found.filter(({ id }) => id !== userId).map(({ id, name }) => ({ id, name }));
}
