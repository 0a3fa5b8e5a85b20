import { newId } from "@/db/new-id";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { Location } from "@/lib/upstream/contract";
import { ACCOUNTS_SYNC } from "./facts";
import {
  addLocation,
  bindCompany,
  type ConnectionRow,
  endLocationTokens,
  readConnections,
  readCredentialOf,
  saveConnection,
  saveCredential,
} from "./repository";
import type { CallbackProblem } from "./schema";
import type { Grant } from "./token-endpoint";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

type Stored = { connectionId: string } | { problem: CallbackProblem };

class Refused extends Error {
  constructor(readonly problem: CallbackProblem) {
    super(problem);
  }
}

/**
 * Keeps a tried OAuth grant: company bound to its agency, connection (the same one when it is renewed), credential in the
 * vault and audit event, all in one transaction. Another agency than the one bound before is refused.
 */
export async function storeGrant(
  ctx: Context,
  given: {
    grant: Grant;
    connectionId: string | null;
    location: Location | null;
    addedBy: string | null;
  },
): Promise<Stored> {
  const { grant, location } = given;
  const vault = createVault(vaultKeysOf(env()));
  const upstreamId = grant.companyId;
  if (!upstreamId) return { problem: "other_agency" };
  try {
    return await ctx.db.transaction(async (tx) => {
      const bound = await bindCompany(tx, ctx.companyId, upstreamId);
      if (bound !== "bound") throw new Refused(bound);
      const kind = grant.userType === "Company" ? "agency_oauth" : "location_oauth";
      const present = sameConnection(await readConnections(tx, ctx.companyId), given, kind);
      const connectionId = present?.id ?? newId();
      const { companyId } = ctx;
      await saveConnection(tx, {
        id: connectionId,
        companyId,
        kind,
        label: present?.label ?? (location?.name || "Agency OAuth"),
        upstreamCompanyId: upstreamId,
        locationId: kind === "location_oauth" ? grant.locationId : null,
        upstreamUserId: grant.userId,
        scopes: grant.scopes,
        createdBy: present?.createdBy ?? given.addedBy,
      });
      if (location) {
        await addLocation(tx, companyId, location);
        await ctx.enqueue(ACCOUNTS_SYNC, { companyId, locationId: location.id }, { tx, key: location.id });
      }
      const rowId = (await readCredentialOf(tx, connectionId, ""))?.id ?? newId();
      await saveCredential(
        tx,
        { id: rowId, companyId, connectionId, locationId: "" },
        {
          sealed: vault.seal({ companyId, rowId }, grant),
          scopes: grant.scopes,
          expiresInSeconds: grant.expiresInSeconds,
        },
      );
      // Tokens minted before carry the old scopes: each is minted anew at its next use.
      await endLocationTokens(tx, connectionId);
      await recordAudit(tx, ctx, {
        action: present ? "connection.renewed" : "connection.added",
        targetKind: "connection",
        targetId: connectionId,
        targetName: present?.label ?? (location?.name || "Agency OAuth"),
        locationId: grant.locationId,
        ...(present ? { before: { status: present.status, scopes: present.scopes } } : {}),
        after: {
          kind,
          scopes: grant.scopes,
          agency: upstreamId,
          ...(present?.status === "needs_reauth" ? { worksAgain: true } : {}),
        },
      });
      return { connectionId };
    });
  } catch (error) {
    if (error instanceof Refused) return { problem: error.problem };
    throw error;
  }
}

/** The one a grant renews: the one it was started for where the kind is the same, else the one of the same reach. */
function sameConnection(
  connections: ConnectionRow[],
  given: { grant: Grant; connectionId: string | null },
  kind: ConnectionRow["kind"],
): ConnectionRow | undefined {
  const alike = connections.filter(
    (one) => one.kind === kind && (kind === "agency_oauth" || one.locationId === given.grant.locationId),
  );
  return alike.find(({ id }) => id === given.connectionId) ?? alike[0];
}
