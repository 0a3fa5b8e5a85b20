import { type Context, requireRole } from "@/lib/context";
import { SCOPES } from "@/lib/upstream/contract/scopes";
import { describeVault } from "./describe-vault";
import {
  type ConnectionsReply,
  type ConnectionView,
  FEATURE_SCOPES,
  type ScopeUse,
  type TokenView,
} from "./schema";
import * as read from "./view-repository";

const QUOTA = 200_000;
const AHEAD_MS = 15 * 60_000;

type Credential = Awaited<ReturnType<typeof read.readCredentialFacts>>[number];
type Use = Awaited<ReturnType<typeof read.readScopeUse>>[number];
type Today = Awaited<ReturnType<typeof read.readCallsToday>>[number];

/** Everything the Connections page shows; no secret is opened for it. */
export async function listConnections(ctx: Context): Promise<ConnectionsReply> {
  requireRole(ctx, "admin");
  const { db, companyId } = ctx;
  const cards = await read.readConnectionCards(db, companyId);
  const ids = cards.map(({ connection }) => connection.id);
  const [credentials, uses, today, places, work, timezone, refreshes, vault] = await Promise.all([
    read.readCredentialFacts(db, companyId),
    read.readScopeUse(db, ids),
    read.readCallsToday(db, ids),
    read.readLocationNames(db, companyId),
    read.readRunningWork(db, companyId),
    read.readCompanyTimezone(db, companyId),
    read.readRefreshCounts(db, companyId),
    describeVault(ctx),
  ]);
  const connections = cards.map(({ connection, addedBy, locationName }): ConnectionView => {
    const mine = credentials.filter((one) => one.connectionId === connection.id);
    const own = mine.find((one) => one.locationId === "");
    const calls = today.filter((one) => one.connectionId === connection.id);
    const ownCalls = calls.filter((one) => connection.kind !== "agency_oauth" || one.locationId === "");
    return {
      id: connection.id,
      kind: connection.kind,
      label: connection.label,
      locationId: connection.locationId,
      locationName,
      addedBy,
      addedAt: connection.createdAt.toISOString(),
      status: connection.status,
      statusReason: connection.statusReason ?? own?.statusReason ?? null,
      scopes: connection.scopes.map((name) => scopeUse(name, connection.id, uses)),
      missingScopes: FEATURE_SCOPES.filter((name) => !connection.scopes.includes(name)).map((name) => ({
        name,
        label: SCOPES[name].label,
        feature: SCOPES[name].feature,
      })),
      lastRefreshAt: own?.refreshedAt?.toISOString() ?? null,
      nextRefreshAt: own ? nextRefresh(own) : null,
      accessExpiresAt: own?.accessExpiresAt?.toISOString() ?? null,
      callsToday: sum(ownCalls, "calls"),
      refusalsToday: sum(ownCalls, "refusals"),
      quota: QUOTA,
      rotationDays: connection.rotationDays,
      rotationDueAt: connection.rotationDueAt?.toISOString() ?? null,
      overlapUntil: own?.previousUntil?.toISOString() ?? null,
      tokens: connection.kind === "agency_oauth" ? tokensOf(places, mine, calls) : [],
      dependents: dependentsOf(connection.kind, connection.locationId, locationName, places, work),
    };
  });
  return {
    connections: connections.sort((a, b) => urgency(a) - urgency(b)),
    vault,
    timezone,
    refreshes,
  };
}

const ORDER = { needs_reauth: 0, paused: 1, working: 2, removed: 3 };
const urgency = (view: ConnectionView) => ORDER[view.status];

function scopeUse(name: string, connectionId: string, uses: Use[]): ScopeUse {
  const use = uses.find((one) => one.connectionId === connectionId && one.scope === name);
  const known = Object.entries(SCOPES).find(([scope]) => scope === name)?.[1];
  return {
    name,
    label: known?.label ?? name,
    use: use === undefined ? "never" : use.calls > 0 ? "used" : "unused",
    calls: use?.calls ?? 0,
    lastUsedAt: use?.lastAt.toISOString() ?? null,
  };
}

function tokensOf(
  places: { id: string; name: string }[],
  credentials: Credential[],
  calls: Today[],
): TokenView[] {
  return places.map(({ id, name }) => {
    const token = credentials.find((one) => one.locationId === id);
    return {
      locationId: id,
      locationName: name,
      status: token?.status ?? "not_minted",
      statusReason: token?.statusReason ?? null,
      retryAt: token?.retryAt?.toISOString() ?? null,
      lastRefreshAt: token?.refreshedAt?.toISOString() ?? null,
      nextRefreshAt: token?.status === "working" ? nextRefresh(token) : null,
      callsToday: sum(
        calls.filter((one) => one.locationId === id),
        "calls",
      ),
    };
  });
}

function nextRefresh(credential: Credential): string | null {
  if (credential.accessExpiresAt === null || credential.status !== "working") return null;
  return new Date(credential.accessExpiresAt.getTime() - AHEAD_MS).toISOString();
}

function sum(rows: Today[], field: "calls" | "refusals"): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

type Work = Awaited<ReturnType<typeof read.readRunningWork>>;

function dependentsOf(
  kind: ConnectionView["kind"],
  locationId: string | null,
  locationName: string | null,
  places: { id: string }[],
  work: Work,
): string[] {
  const reach = locationId === null ? new Set(places.map(({ id }) => id)) : new Set([locationId]);
  const running = (rows: { locationId: string; running: number }[]) =>
    rows.filter((row) => reach.has(row.locationId)).reduce((total, row) => total + row.running, 0);
  const imports = running(work.imports);
  const captures = running(work.captures);
  const who =
    kind === "api_key" && locationId === null
      ? "Snapshots and locations of the agency"
      : locationId === null
        ? `Snapshots, accounts, posts and imports of ${reach.size} ${reach.size === 1 ? "location" : "locations"}`
        : `Snapshots, accounts, posts and imports of ${locationName ?? locationId}`;
  return [
    who,
    ...(imports > 0 ? [`${imports} ${imports === 1 ? "import" : "imports"} under way`] : []),
    ...(captures > 0 ? [`${captures} ${captures === 1 ? "capture" : "captures"} under way`] : []),
  ];
}
