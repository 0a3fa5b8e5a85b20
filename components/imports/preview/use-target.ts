"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { AccountView } from "@/lib/accounts/schema";
import type { Target } from "@/lib/csv/import-session";
import type { TargetAccount } from "@/lib/csv/row";
import { defaultAccounts } from "@/lib/imports/default-accounts";
import type { LocationSummary } from "@/lib/locations/schema";
import { accountsQuery, existingQuery, quietQuery } from "../queries";

export type Days = { from: string; to: string };
export type QuietHours = { from: string; to: string };
export type Goal = Pick<ReturnType<typeof useTarget>, "accountIds" | "places" | "quietHours">;

const accountOf = ({ id, name, platform, type, isExpired }: AccountView): TargetAccount => ({
  id,
  name,
  platform,
  type,
  isExpired,
});

/** What was chosen for the file before: accounts by location, and quiet hours. */
export type KeptGoal = { own: Record<string, string[]>; quietHours: QuietHours | null };

/** Where the rows go besides the chosen location, and between which days: known once the file is read. */
export type FileFacts = { places: readonly LocationSummary[]; days: Days | null };

/**
 * Where the rows go: locations, accounts, quiet hours and what is scheduled there already, and the same as the worker wants
 * it (null until the accounts are known).
 */
export function useTarget(
  location: LocationSummary | null,
  directory: readonly LocationSummary[],
  facts: FileFacts,
  kept: KeptGoal | null = null,
) {
  const locationId = location?.id ?? null;
  const reply = useQuery({ ...accountsQuery(locationId ?? ""), enabled: locationId !== null });
  const [own, setOwn] = useState<Record<string, string[]>>(kept?.own ?? {});
  const [chosenHours, setQuietHours] = useState<QuietHours | null | undefined>(kept?.quietHours);
  const [spared, setSpared] = useState<Record<string, readonly string[]>>({});
  const [choices, setChoices] = useState(0);
  const usual = useQuery({ ...quietQuery(locationId ?? ""), enabled: locationId !== null });
  const quietHours = useSame(chosenHours === undefined ? (usual.data?.quietHours ?? null) : chosenHours);
  const [now, refresh] = useNow();
  const others = useMemo(
    () => facts.places.filter(({ id }) => id !== locationId),
    [facts.places, locationId],
  );
  const theirs = useQueries({ queries: others.map(({ id }) => accountsQuery(id)) });
  const { days } = facts;
  const all = locationId === null ? [] : [locationId, ...others.map(({ id }) => id)];
  const existing = useQueries({
    queries: all.map((id) => ({
      ...existingQuery(id, days ?? { from: "", to: "" }),
      enabled: days !== null,
    })),
  });

  const accounts = reply.data?.accounts;
  const chosen = (id: string, found: readonly AccountView[] | undefined) =>
    // Accounts that were kept may have gone since.
    found
      ? (own[id]?.filter((one) => found.some((account) => account.id === one)) ??
        withoutPlatforms(found, spared[id] ?? NONE))
      : [];
  const choose = (id: string, ids: string[]) => {
    setOwn((before) => ({ ...before, [id]: ids }));
    setChoices((count) => count + 1);
  };
  const accountIds = useSame(chosen(locationId ?? "", accounts));
  const keys = useSame(
    existing.map((query) => query.data?.keys ?? NONE),
    sameItems,
  );
  const places = useSame(
    others.flatMap((place, index) => {
      const found = theirs[index]?.data;
      return found
        ? [
            {
              id: place.id,
              name: place.name,
              timezone: place.timezone,
              accounts: found.accounts.map(accountOf),
              accountIds: chosen(place.id, found.accounts),
              groups: found.groups,
            },
          ]
        : [];
    }),
  );
  const names = useSame(directory.map(({ id, name }) => ({ id, name })));
  const target = useMemo<Target | null>(() => {
    if (!location || !accounts) return null;
    const existingOf = (id: string) => {
      const at = [location.id, ...others.map((one) => one.id)].indexOf(id);
      return [...(keys[at] ?? NONE)];
    };
    return {
      home: { id: location.id, name: location.name },
      accounts: accounts.map(accountOf),
      accountIds,
      timezone: location.timezone,
      now,
      existing: existingOf(location.id),
      groups: reply.data?.groups ?? [],
      quietHours,
      places: places.map((place) => ({ ...place, existing: existingOf(place.id) })),
      directory: names,
    };
  }, [location, accounts, accountIds, now, keys, places, names, quietHours, others, reply.data]);
  return {
    target,
    accounts: accounts ?? [],
    groups: reply.data?.groups ?? [],
    stale: reply.data?.stale ?? null,
    syncedAt: reply.data?.syncedAt ?? null,
    accountIds,
    setAccountIds: (ids: string[]) => {
      if (locationId) choose(locationId, ids);
    },
    /** Networks that take no row of the file, as far as nobody chose accounts: left out where another one stays. */
    spared: locationId !== null && own[locationId] === undefined ? (spared[locationId] ?? NONE) : NONE,
    spare: useCallback(
      (platforms: readonly string[]) => {
        if (locationId) setSpared((before) => ({ ...before, [locationId]: platforms }));
      },
      [locationId],
    ),
    isPreset: locationId !== null && own[locationId] === undefined,
    /** The other locations that rows go to, those whose accounts are known. */
    places,
    placeAccounts: useSame(theirs.flatMap((query) => query.data?.accounts ?? [])),
    /** Accounts of a location by its position, 0 the file's own. */
    accountsAt: (place: number): readonly AccountView[] => {
      if (place === 0) return accounts ?? [];
      const at = others.findIndex(({ id }) => id === places[place - 1]?.id);
      return theirs[at]?.data?.accounts ?? [];
    },
    setPlaceAccounts: choose,
    /** Accounts of some location are still being read. */
    waiting: theirs.some((query) => query.isPending),
    /** The first location whose rows are not compared with what is scheduled already, and why; null: all are. */
    notCompared: failureOf(existing, [location?.name ?? "", ...others.map(({ name }) => name)]),
    quietHours,
    setQuietHours: (hours: QuietHours | null) => {
      setQuietHours(hours);
      setChoices((count) => count + 1);
    },
    /** Counts up whenever a person chooses accounts or quiet hours. */
    choices,
    query: reply,
    /** Judges by the clock of now what has passed. */
    refresh,
  };
}

const NONE: readonly string[] = [];

function failureOf(
  queries: readonly { error: Error | null }[],
  names: readonly string[],
): { name: string; error: Error } | null {
  const at = queries.findIndex(({ error }) => error !== null);
  const error = queries[at]?.error;
  return error ? { name: names[at] ?? "", error } : null;
}

/** The preset accounts but those of some networks, which never are all of them. */
export function withoutPlatforms(found: readonly AccountView[], platforms: readonly string[]): string[] {
  const preset = defaultAccounts(found);
  const rest = preset.filter((id) =>
    found.some((account) => account.id === id && !platforms.includes(account.platform)),
  );
  return rest.length === 0 ? preset : rest;
}

const sameText = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** The value of the drawing before while it says the same: what is worked out anew each time is not sent anew. */
export function useSame<T>(value: T, same: (a: T, b: T) => boolean = sameText): T {
  const [kept, keep] = useState(value);
  if (kept === value || same(kept, value)) return kept;
  keep(value);
  return value;
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
