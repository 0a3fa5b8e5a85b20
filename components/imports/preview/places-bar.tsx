"use client";

import { CircleAlert } from "lucide-react";
import type { AccountsReply, AccountView } from "@/lib/accounts/schema";
import type { Summary } from "@/lib/csv/import-session";
import type { LocationCell } from "@/lib/csv/session-summary";
import { list, number, plural } from "@/lib/format";
import { AccountsPicker } from "./accounts-picker";
import { usePhone } from "./use-phone";

export type PlaceTarget = {
  id: string;
  name: string;
  timezone: string;
  accountIds: string[];
  groups: AccountsReply["groups"];
};

type PlacesBarProps = {
  summary: Summary;
  home: { name: string; timezone: string };
  places: readonly PlaceTarget[];
  /** By position among the locations, 0 the file's own. */
  accountsOf: (place: number) => readonly AccountView[];
  cells: readonly LocationCell[];
  onAccounts: (locationId: string, ids: string[]) => void;
};

/** How the `location` column splits the file: rows by location, each with its own accounts and clock, and names nobody knows. */
export function PlacesBar({ summary, home, places, accountsOf, cells, onAccounts }: PlacesBarProps) {
  const phone = usePhone();
  const lost = cells.filter(({ id }) => id === null);
  const lostRows = lost.reduce((sum, { rows }) => sum + rows, 0);
  const rowsAt = (index: number) => summary.places[index]?.rows ?? 0;
  return (
    <section
      aria-label="Rows by location"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]"
    >
      <span>
        <b className="font-medium">{home.name}</b>{" "}
        <span className="text-muted tabular-nums">{plural(rowsAt(0) - lostRows, "row")}</span>
      </span>
      {places.map((place, index) => (
        <span
          key={place.id}
          className="flex items-center gap-2 max-md:basis-full max-md:justify-between md:border-l md:pl-4"
          title={`Times in ${place.timezone}`}
        >
          <span className="min-w-0">
            <b className="font-medium">{place.name}</b>{" "}
            <span className="text-muted tabular-nums">{plural(rowsAt(index + 1), "row")}</span>
          </span>
          <AccountsPicker
            compact={phone}
            accounts={accountsOf(index + 1)}
            groups={place.groups}
            chosen={place.accountIds}
            loading={false}
            label={`Accounts of ${place.name}`}
            onChange={(ids) => onAccounts(place.id, ids)}
          />
        </span>
      ))}
      {lost.length > 0 && (
        <span className="flex basis-full items-center gap-1.5">
          <CircleAlert className="size-3.5 shrink-0 text-bad" aria-hidden />
          {number(lostRows)} {lostRows === 1 ? "row names" : "rows name"} no location you may use:{" "}
          {list(
            lost.map(({ cell }) => cell),
            3,
          )}
        </span>
      )}
    </section>
  );
}
