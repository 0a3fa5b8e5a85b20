import type { Database } from "@/db/client";
import { withShortLock } from "@/db/locks";
import { newId } from "@/db/new-id";
import type { Clock } from "@/lib/context";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Logger } from "@/lib/log";
import { missingScope } from "@/lib/upstream/classify";
import type { Operation } from "@/lib/upstream/contract/operation";
import { addUsage } from "@/lib/upstream/repository";
import type { TokenLease, TokenSource } from "@/lib/upstream/token-lease";
import type { UpstreamCaller } from "@/lib/upstream/types";
import { markNeedsAuthorization } from "./mark-needs-authorization";
import { withNextStep } from "./reason";
import * as repository from "./repository";
import {
  type Candidate,
  type ConnectionRow,
  readCandidates,
  readCredential,
  readCredentialOf,
  type UsableCredential,
} from "./repository";
import { createTokenEndpoint, type Grant } from "./token-endpoint";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

const INACTIVE_RETRY_SECONDS = 30 * 60;

type Parts = { db: Database; env: Env; clock: Clock; log: Logger };

export type ConnectionTokens = TokenSource & {
  /** Renews a credential ahead of time unless its version moved on. */
  renewCredential: (credentialId: string, seenVersion: number) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Tokens for calls, out of the vault. Agency tokens are exchanged per location on demand; whatever expires is renewed
 * exactly once: one flight in this process, one advisory lock over all, and the row read again under the lock.
 */
export function createTokenSource({ db, env, clock, log }: Parts): ConnectionTokens {
  const vault = createVault(vaultKeysOf(env));
  const { baseUrl, clientId, clientSecret } = env.upstream;
  const endpoint = createTokenEndpoint({ baseUrl, clientId, clientSecret });
  const flights = new Map<string, Promise<UsableCredential>>();

  function single(key: string, work: () => Promise<UsableCredential>): Promise<UsableCredential> {
    const running = flights.get(key);
    if (running) return running;
    const started = underLock(key, work).finally(() => flights.delete(key));
    flights.set(key, started);
    return started;
  }

  /** A location's lock is let go while the agency's token is renewed: all locations wait for that one renewal. */
  async function underLock(key: string, work: () => Promise<UsableCredential>): Promise<UsableCredential> {
    const once = () => withShortLock(db, `credential:${key}`, work);
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof AgencyTokenEnded)) throw error;
      await renewRow(error.agency);
    }
    return once().catch((error: unknown) => {
      throw error instanceof AgencyTokenEnded ? new AppError("needs_reauth", { cause: error }) : error;
    });
  }

  const secretsOf = (credential: UsableCredential) =>
    vault.open({ companyId: credential.companyId, rowId: credential.id }, credential);

  async function store(
    connection: ConnectionRow,
    locationId: string,
    id: string,
    grant: Grant,
  ): Promise<UsableCredential> {
    const place = { id, companyId: connection.companyId, connectionId: connection.id, locationId };
    await repository.saveCredential(db, place, {
      sealed: vault.seal({ companyId: place.companyId, rowId: id }, grant),
      scopes: grant.scopes,
      expiresInSeconds: grant.expiresInSeconds,
    });
    const saved = await readCredential(db, id);
    if (!saved) throw new AppError("conflict", { message: "The connection was removed meanwhile." });
    return saved;
  }

  /** Renews one credential under its lock, unless somebody did so since `seenVersion`. */
  function renewRow(seen: UsableCredential): Promise<UsableCredential> {
    return single(`${seen.connectionId}/${seen.locationId}`, async () => {
      const present = await readCredential(db, seen.id);
      if (!present) throw new AppError("not_connected");
      if (present.version > seen.version && !present.isStale) return present;
      // Whoever asked before found out that only a person can help: the used token is not shown again.
      if (present.status === "needs_reauth" && seen.status !== "needs_reauth")
        throw needsReauth(present.statusReason);
      const connection = await repository.readConnection(db, present.companyId, present.connectionId);
      if (!connection) throw new AppError("not_connected");
      const { refreshToken } = secretsOf(present);
      if (refreshToken === null) return remint(connection, present, null);
      await repository.markRefreshStarted(db, present.id);
      try {
        const userType =
          connection.kind === "agency_oauth" && present.locationId === "" ? "Company" : "Location";
        return await store(
          connection,
          present.locationId,
          present.id,
          await endpoint.refresh(refreshToken, userType),
        );
      } catch (error) {
        return afterFailedRefresh(connection, present, error);
      }
    });
  }

  async function afterFailedRefresh(connection: ConnectionRow, credential: UsableCredential, error: unknown) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "location_inactive") return holdBack(credential, error);
    // The token is used up, or an answer with the next one was lost: ask the agency for another, else a person.
    if (error.code === "needs_reauth" || error.code === "upstream_unknown_outcome") {
      return remint(connection, credential, error);
    }
    throw error;
  }

  async function remint(connection: ConnectionRow, credential: UsableCredential, failure: AppError | null) {
    if (connection.kind === "agency_oauth" && credential.locationId !== "") {
      return mint(connection, credential.locationId, credential.id);
    }
    const lostAnswer = failure?.code === "upstream_unknown_outcome";
    // The refresh may not have reached the upstream: the next try finds out, and only its refusal needs a person.
    if (lostAnswer) throw new AppError("upstream_unavailable", { cause: failure });
    const reason = failure?.message ?? "The token has ended and cannot be renewed.";
    const traceId = failure?.traceId ?? null;
    await markNeedsAuthorization({ db, clock }, connection, { credentialId: credential.id, reason, traceId });
    log.warn({ connectionId: connection.id }, "connection needs authorization");
    throw needsReauth(reason, traceId);
  }

  async function holdBack(credential: UsableCredential, error: AppError): Promise<never> {
    await repository.saveCredentialStatus(db, credential.id, {
      status: "paused",
      reason: "The Social Media API answered “Location is not active”. The token is kept and tried again.",
      retrySeconds: INACTIVE_RETRY_SECONDS,
    });
    throw error;
  }

  /**
   * Exchanges the agency's token for one location's. Called under the location's lock; throws `AgencyTokenEnded` where the
   * agency's own must be renewed first, for nobody may wait for another lock while holding one.
   */
  async function mint(connection: ConnectionRow, locationId: string, id: string): Promise<UsableCredential> {
    const agency = await readCredentialOf(db, connection.id, "");
    if (!agency || !connection.upstreamCompanyId) throw new AppError("not_connected");
    if (agency.isStale) throw new AgencyTokenEnded(agency);
    await addUsage(db, [
      { connectionId: connection.id, locationId: "", scope: "oauth.write", calls: 1, refusals: 0 },
    ]);
    const { accessToken } = secretsOf(agency);
    const grant = await endpoint
      .mintLocationToken(accessToken, connection.upstreamCompanyId, locationId)
      .catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== "needs_reauth") throw error;
        // The agency's own token ended before its time.
        throw new AgencyTokenEnded(agency);
      });
    return store(connection, locationId, id, grant);
  }

  async function credentialFor(candidate: Candidate, locationId: string | null): Promise<UsableCredential> {
    const { connection } = candidate;
    const wanted = connection.kind === "agency_oauth" ? (locationId ?? "") : "";
    let credential = candidate.credential;
    if (!credential) {
      // Not inside the location's lock: many locations may be minted at once, all waiting for this one renewal.
      const agency = await readCredentialOf(db, connection.id, "");
      if (agency?.isStale) await renewRow(agency);
      credential = await single(`${connection.id}/${wanted}`, async () => {
        const made = await readCredentialOf(db, connection.id, wanted);
        return made ?? mint(connection, wanted, newId());
      });
    }
    if (credential.status === "paused" && credential.isHeldBack) {
      throw new AppError(
        "location_inactive",
        credential.statusReason ? { message: credential.statusReason } : {},
      );
    }
    if (credential.isStale || credential.status !== "working") credential = await renewRow(credential);
    return credential;
  }

  function leaseOf(credential: UsableCredential, upstreamCompanyId: string | null): TokenLease {
    return {
      accessToken: secretsOf(credential).accessToken,
      connectionId: credential.connectionId,
      credentialId: credential.id,
      version: credential.version,
      locationId: credential.locationId,
      resource: credential.locationId || upstreamCompanyId || credential.connectionId,
    };
  }

  /** A refused new API key: the one before it is tried while the overlap lasts. */
  function previousKeyFor(credential: UsableCredential, lease: TokenLease): TokenLease | null {
    if (credential.version !== lease.version || !credential.hasPrevious) return null;
    const { previousToken } = secretsOf(credential);
    return previousToken === null ? null : { ...lease, accessToken: previousToken };
  }

  return {
    async lease(caller: UpstreamCaller, operation: Operation, locationId: string | null) {
      const target =
        operation.token === "agency" || (operation.token === "either" && locationId === null)
          ? null
          : locationId;
      if (operation.token === "location" && locationId === null) {
        throw new AppError("invalid_input", { message: "locationId: name the location this is for." });
      }
      const candidates = pick(await readCandidates(db, caller.companyId, target), target);
      const chosen = choose(candidates, operation.scope);
      const credential = await credentialFor(chosen, target);
      if (operation.scope !== null && !credential.scopes.includes(operation.scope))
        throw missingScope(operation.scope);
      return leaseOf(credential, target ?? chosen.connection.upstreamCompanyId);
    },
    async renew(lease: TokenLease) {
      const credential = await readCredential(db, lease.credentialId);
      if (!credential) throw new AppError("not_connected");
      const previous = previousKeyFor(credential, lease);
      if (previous) return previous;
      const renewed = credential.version > lease.version ? credential : await renewRow(credential);
      return { ...leaseOf(renewed, null), resource: lease.resource };
    },
    async renewCredential(credentialId: string, seenVersion: number) {
      const credential = await readCredential(db, credentialId);
      if (credential && credential.version === seenVersion) await renewRow(credential);
    },
    close: () => endpoint.close(),
  };
}

class AgencyTokenEnded extends Error {
  constructor(readonly agency: UsableCredential) {
    super("the agency's token has ended");
  }
}

const needsReauth = (reason: string | null, traceId: string | null = null) =>
  new AppError("needs_reauth", { traceId, ...(reason === null ? {} : { message: withNextStep(reason) }) });

/** The connections that can serve the target at all: a location's own first, then the agency's. */
function pick(candidates: Candidate[], locationId: string | null): Candidate[] {
  const byConnection = new Map<string, Candidate>();
  for (const { connection, credential } of candidates) {
    const serves =
      locationId === null
        ? connection.kind === "agency_oauth" ||
          (connection.kind === "api_key" && connection.locationId === null)
        : connection.locationId === locationId || connection.kind === "agency_oauth";
    if (!serves) continue;
    const wanted = connection.kind === "agency_oauth" ? (locationId ?? "") : "";
    const fits = credential?.locationId === wanted ? credential : null;
    const known = byConnection.get(connection.id);
    if (!known || (fits && !known.credential))
      byConnection.set(connection.id, { connection, credential: fits });
  }
  return [...byConnection.values()].sort(
    (a, b) => rank(a.connection, locationId) - rank(b.connection, locationId),
  );
}

const rank = (connection: ConnectionRow, locationId: string | null): number =>
  locationId !== null && connection.locationId === locationId
    ? 0
    : connection.kind === "agency_oauth"
      ? 1
      : 2;

/** The first connection that works and was granted the scope; else the refusal that says most. */
function choose(candidates: Candidate[], scope: string | null): Candidate {
  const working = candidates.filter(({ connection }) => connection.status === "working");
  // A location's token is minted anew with whatever the agency was granted since.
  const granted = ({ connection }: Candidate) => scope === null || connection.scopes.includes(scope);
  const fit = working.find(granted);
  if (fit) return fit;
  if (working.length > 0) throw missingScope(scope);
  const ended = candidates.find(({ connection }) => connection.status === "needs_reauth");
  if (ended) throw needsReauth(ended.connection.statusReason);
  throw new AppError(candidates.length > 0 ? "connection_paused" : "not_connected");
}
