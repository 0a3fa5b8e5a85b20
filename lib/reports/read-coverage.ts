import type { Context } from "@/lib/context";
import { statisticsCover } from "@/lib/snapshots/read-figures";
import {
  type LastCapture,
  readLastCaptures,
  readScopeAccounts,
  type ScopeAccount,
} from "./coverage-repository";
import type { FiguresScope } from "./repository";
import type { Coverage, NamedFailure } from "./schema";

export type ScopeCoverage = {
  accounts: ScopeAccount[];
  captures: Map<string, LastCapture>;
  /** Why an account has no figures, by account id. */
  failures: Map<string, NamedFailure>;
  /** But for what depends on the period. */
  coverage: Omit<Coverage, "fewDays">;
};

/** Which accounts of the scope are complete, which fail and why, and how fresh the figures are. */
export async function readCoverage(
  ctx: Context,
  scope: FiguresScope,
  locations: readonly { id: string; name: string }[],
): Promise<ScopeCoverage> {
  const [accounts, captures] = await Promise.all([
    readScopeAccounts(ctx.db, scope),
    readLastCaptures(ctx.db, scope),
  ]);
  const names = new Map(locations.map(({ id, name }) => [id, name]));
  const failures = new Map<string, NamedFailure>();
  for (const account of accounts) {
    const failure = failureOf(account, captures.get(account.location_id));
    if (failure) {
      const locationName = names.get(account.location_id) ?? account.location_id;
      failures.set(account.id, { ...failure, locationId: account.location_id, locationName });
    }
  }
  const all = [...failures.values()];
  const notCovered = all.filter(({ kind }) => kind === "not_covered");
  for (const account of accounts) {
    if (failures.has(account.id) || statisticsCover(account)) continue;
    const { id: accountId, location_id: locationId, name, platform } = account;
    const locationName = names.get(locationId) ?? locationId;
    const reason = "The network has no daily statistics: single days are known at most.";
    notCovered.push({ accountId, name, platform, kind: "not_covered", reason, locationId, locationName });
  }
  const failing = all.filter(({ kind }) => kind !== "not_covered");
  const failedLocations = [...captures.values()]
    .filter(({ status }) => status === "failed")
    .map(({ locationId, error }) => ({
      locationId,
      name: names.get(locationId) ?? locationId,
      reason: error ?? "The last capture failed.",
    }));
  const dead = new Set(failedLocations.map(({ locationId }) => locationId));
  const without = new Set(notCovered.map(({ accountId }) => accountId));
  const covered = accounts.filter(({ id }) => !without.has(id));
  const complete = covered.filter(
    ({ id, location_id }) => !failures.has(id) && captures.has(location_id) && !dead.has(location_id),
  );
  const ends = [...captures.values()].flatMap(({ status, finishedAt }) =>
    status !== "failed" && finishedAt ? [finishedAt] : [],
  );
  return {
    accounts,
    captures,
    failures,
    coverage: {
      accounts: covered.length,
      complete: complete.length,
      failing,
      notCovered,
      failedLocations,
      updatedAt: ends.sort().at(-1) ?? null,
    },
  };
}

const dayText = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

function failureOf(
  account: ScopeAccount,
  capture: LastCapture | undefined,
): Omit<NamedFailure, "locationId" | "locationName"> | null {
  const { id: accountId, name, platform } = account;
  if (account.is_expired) {
    const on = account.expires_at ? ` on ${dayText.format(new Date(account.expires_at))}` : "";
    return {
      accountId,
      name,
      platform,
      kind: "expired",
      reason: `Authorization expired${on}. Reconnect the account.`,
    };
  }
  // What a capture said of an expiry is outdated once the account is connected again.
  const failure = capture?.failures.find((each) => each.accountId === account.id && each.kind !== "expired");
  if (failure) return failure;
  if (!capture && !statisticsCover(account)) {
    const reason = "The Social Media API has no daily statistics for this kind of account.";
    return { accountId, name, platform, kind: "not_covered", reason };
  }
  return null;
}
