import { type Context, requireRole } from "@/lib/context";
import { plural } from "@/lib/format";
import type { Scope } from "@/lib/upstream/contract";
import { SCOPES } from "@/lib/upstream/contract/scopes";
import { describeVault } from "./describe-vault";
import { whatHappened } from "./reason";
import type { ConnectionRow } from "./repository";
import {
  type ConnectionsReply,
  type ConnectionView,
  FEATURE_SCOPES,
  type ScopeUse,
  type TokenView,
} from "./schema";
import { servingConnection } from "./serving";
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
  const rows = cards.map(({ connection }) => connection);
  const connections = cards.map(({ connection, addedBy, locationName }): ConnectionView => {
    const mine = credentials.filter((one) => one.connectionId === connection.id);
    const own = mine.find((one) => one.locationId === "");
    // A token that nobody accepts any more ended already, whatever its clock says.
    const ended = connection.status === "needs_reauth" || own?.status === "needs_reauth";
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
      statusReason: reasonOf(connection.statusReason ?? own?.statusReason ?? null),
      scopes: connection.scopes.map((name) => scopeUse(name, connection.id, uses)),
      missingScopes: FEATURE_SCOPES.filter((name) => !connection.scopes.includes(name)).map((name) => ({
        name,
        label: SCOPES[name].label,
        feature: SCOPES[name].feature,
      })),
      lastRefreshAt: own?.refreshedAt?.toISOString() ?? null,
      nextRefreshAt: own && !ended ? nextRefresh(own) : null,
      accessExpiresAt: ended ? null : (own?.accessExpiresAt?.toISOString() ?? null),
      callsToday: sum(ownCalls, "calls"),
      refusalsToday: sum(ownCalls, "refusals"),
      quota: QUOTA,
      rotationDays: connection.rotationDays,
      rotationDueAt: connection.rotationDueAt?.toISOString() ?? null,
      overlapUntil: own?.previousUntil?.toISOString() ?? null,
      tokens: connection.kind === "agency_oauth" ? tokensOf(places, mine, calls) : [],
      dependents: dependentsOf(connection, rows, locationName, places, work),
    };
  });
  return {
    connections: connections.sort((a, b) => urgency(a) - urgency(b)),
    vault,
    timezone,
    refreshes,
  };
}

const reasonOf = (stored: string | null) => (stored === null ? null : whatHappened(stored));

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

/** Only what would go through this connection: another one may serve a location first. */
function dependentsOf(
  connection: ConnectionRow,
  all: ConnectionRow[],
  locationName: string | null,
  places: { id: string }[],
  work: Work,
): string[] {
  const { id, kind, locationId } = connection;
  const serves = (location: string, scope?: Scope) => servingConnection(all, location, scope)?.id === id;
  const running = (rows: { locationId: string; running: number }[], scope: Scope) =>
    rows.filter((row) => serves(row.locationId, scope)).reduce((total, row) => total + row.running, 0);
  const imports = running(work.imports, "socialplanner/csv.write");
  const captures = running(work.captures, "socialplanner/statistics.readonly");
  const reach = places.filter((place) => serves(place.id)).length;
  const who =
    kind === "api_key" && locationId === null
      ? "Snapshots and locations of the agency"
      : locationId === null
        ? `Snapshots, accounts, posts and imports of ${plural(reach, "location")}`
        : `Snapshots, accounts, posts and imports of ${locationName ?? locationId}`;
  return [
    who,
    ...(imports > 0 ? [`${imports} ${imports === 1 ? "import" : "imports"} under way`] : []),
    ...(captures > 0 ? [`${captures} ${captures === 1 ? "capture" : "captures"} under way`] : []),
  ];
}
