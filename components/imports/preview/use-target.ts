"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { AccountView } from "@/lib/accounts/schema";
import type { Target } from "@/lib/csv/import-session";
import type { LocationSummary } from "@/lib/locations/schema";
import { accountsQuery } from "../queries";

/** Networks that take nothing but one video: chosen unasked, they would make an error of every other row. */
const VIDEO_ONLY = new Set(["youtube", "tiktok", "tiktok-business"]);

/** Which accounts rows go to that name none: the assigned ones, else every one that works and takes ordinary posts. */
export function preselect(accounts: readonly AccountView[]): string[] {
  const assigned = accounts.filter((account) => account.assigned);
  const working = accounts.filter((account) => !account.isExpired && !VIDEO_ONLY.has(account.platform));
  return (assigned.length > 0 ? assigned : working).map((account) => account.id);
}

/** Where the rows go: location and accounts, and the same as the worker wants it (null until the accounts are known). */
export function useTarget(location: LocationSummary | null) {
  const locationId = location?.id ?? null;
  const reply = useQuery({ ...accountsQuery(locationId ?? ""), enabled: locationId !== null });
  const [own, setOwn] = useState<{ locationId: string; ids: string[] } | null>(null);
  const accounts = reply.data?.accounts;
  const accountIds = useMemo(() => {
    if (own && own.locationId === locationId) return own.ids;
    return accounts ? preselect(accounts) : [];
  }, [own, locationId, accounts]);
  const [now, refresh] = useNow();
  const target = useMemo<Target | null>(
    () =>
      location && accounts
        ? {
            accounts: accounts.map(({ id, name, platform, type, isExpired }) => ({
              id,
              name,
              platform,
              type,
              isExpired,
            })),
            accountIds,
            timezone: location.timezone,
            now,
            existing: [],
          }
        : null,
    [location, accounts, accountIds, now],
  );
  return {
    target,
    accounts: accounts ?? [],
    groups: reply.data?.groups ?? [],
    stale: reply.data?.stale ?? null,
    syncedAt: reply.data?.syncedAt ?? null,
    accountIds,
    setAccountIds: (ids: string[]) => locationId && setOwn({ locationId, ids }),
    query: reply,
    /** Judges by the clock of now what has passed. */
    refresh,
  };
}

const FIVE_MINUTES = 5 * 60_000;

/** Times pass while somebody repairs a file: what is past is judged anew every five minutes. */
function useNow(): [number, () => void] {
  const [now, setNow] = useState(() => Date.now());
  const refresh = useCallback(() => setNow(Date.now()), []);
  useEffect(() => {
    const timer = setInterval(refresh, FIVE_MINUTES);
    return () => clearInterval(timer);
  }, [refresh]);
  return [now, refresh];
}
