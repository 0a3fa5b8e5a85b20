import { recordAudit } from "@/lib/audit/record-audit";
import { actorUserId, type Context, requireRole } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getLocation } from "@/lib/locations/get-location";
import { setAccounts } from "@/lib/upstream/contract";
import { type NewAssignment, readAssignment, saveAssignment } from "./repository";
import type { AssignResult } from "./schema";
import { syncAccounts } from "./sync-accounts";

type Answer = { outcome: AssignResult["outcome"]; traceId: string | null; message: string };

/**
 * Assigns accounts to a location: intent stored, set-accounts sent, accounts read again to verify. An upstream that
 * takes no assignment before there is a file leaves it stored here, for the location's next csv; ids the upstream does
 * not list are named and left out. Setting the same list twice does no harm, so an unknown outcome may be saved again.
 */
export async function assignAccounts(
  ctx: Context,
  input: { locationId: string; accountIds: string[] },
): Promise<AssignResult> {
  requireRole(ctx, "admin");
  const location = await getLocation(ctx, input.locationId);
  const before = await readAssignment(ctx.db, location.id);
  const draft = {
    locationId: location.id,
    companyId: ctx.companyId,
    accountIds: input.accountIds,
    outcome: "saving" as const,
    outcomeDetail: null,
    unknownIds: [],
    traceId: null,
    assignedBy: actorUserId(ctx),
    assignedAt: ctx.clock.now(),
    verifiedAt: null,
  } satisfies NewAssignment;
  await saveAssignment(ctx.db, draft);

  let answer: Answer;
  let known: string[];
  try {
    const first = await send(ctx, location.id, input.accountIds);
    known = await verify(ctx, location.id, input.accountIds);
    // Refused as a whole because of ids the upstream does not know: the others are sent again without them.
    const mixed = first.outcome !== "accepted" && known.length > 0 && known.length < input.accountIds.length;
    answer = mixed ? await send(ctx, location.id, known) : first;
  } catch (error) {
    await restore(ctx, location.id, before, draft, error);
    throw error;
  }

  const unknown = input.accountIds.filter((id) => !known.includes(id));
  const outcome = known.length === 0 && input.accountIds.length > 0 ? "refused" : answer.outcome;
  const result: AssignResult = {
    outcome,
    message: messageFor(outcome, known.length, unknown.length),
    accepted: outcome === "accepted" ? known : [],
    stored: outcome === "stored" ? known : [],
    unknown,
    verifiedAt: ctx.clock.now().toISOString(),
  };
  await ctx.db.transaction(async (tx) => {
    const accountIds = outcome === "refused" ? (before?.accountIds ?? []) : known;
    await saveAssignment(tx, {
      ...draft,
      accountIds,
      outcome,
      outcomeDetail: result.message,
      unknownIds: unknown,
      traceId: answer.traceId,
      verifiedAt: ctx.clock.now(),
    });
    await recordAudit(tx, ctx, {
      action: "accounts.assigned",
      targetKind: "location",
      targetId: location.id,
      targetName: location.name,
      locationId: location.id,
      before: { accountIds: before?.accountIds ?? null },
      after: { accountIds, outcome, unknown },
      traceId: answer.traceId,
    });
  });
  return result;
}

async function send(ctx: Context, locationId: string, accountIds: string[]): Promise<Answer> {
  // Upstream wants at least one id; "nobody" is known to us alone and goes along with nothing.
  if (accountIds.length === 0) return { outcome: "stored", traceId: null, message: "" };
  try {
    const { traceId } = await ctx.upstream.call(ctx, setAccounts, {
      params: { locationId },
      body: { accountIds },
    });
    return { outcome: "accepted", traceId, message: "" };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "upstream_refused") throw error;
    return { outcome: "stored", traceId: error.traceId, message: error.message };
  }
}

/** The ids of `accountIds` that the upstream lists for the location, in the given order. */
async function verify(ctx: Context, locationId: string, accountIds: string[]): Promise<string[]> {
  const listed = new Set((await syncAccounts(ctx, locationId)).map((account) => account.id));
  return accountIds.filter((id) => listed.has(id));
}

/** Nothing was assigned, or nobody knows: the assignment before stays, the reason stands beside it. */
async function restore(
  ctx: Context,
  locationId: string,
  before: Awaited<ReturnType<typeof readAssignment>>,
  draft: NewAssignment,
  error: unknown,
): Promise<void> {
  const unknownOutcome = error instanceof AppError && error.code === "upstream_unknown_outcome";
  if (before && !unknownOutcome) return saveAssignment(ctx.db, before);
  await saveAssignment(ctx.db, {
    ...draft,
    locationId,
    accountIds: before?.accountIds ?? [],
    outcome: unknownOutcome ? "unknown" : "refused",
    outcomeDetail: error instanceof AppError ? error.message : null,
    traceId: error instanceof AppError ? error.traceId : null,
  });
}

function messageFor(outcome: AssignResult["outcome"], known: number, unknown: number): string {
  const accounts = `${known} ${known === 1 ? "account" : "accounts"}`;
  const left =
    unknown === 0 ? "" : ` ${unknown} ${unknown === 1 ? "id is" : "ids are"} not known there and left out.`;
  if (outcome === "accepted")
    return `The Social Media API accepted ${accounts}, and its list confirms it.${left}`;
  if (outcome === "refused")
    return `The Social Media API knows none of these accounts, so nothing was changed.${left}`;
  if (known === 0) return "No accounts are assigned to this location any more.";
  return `${accounts} stored here: the Social Media API takes them together with the location's next csv.${left}`;
}
