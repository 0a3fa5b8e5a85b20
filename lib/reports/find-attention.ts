import type { Standstill } from "@/lib/connections/find-standstills";
import { plural } from "@/lib/format";
import { daysBetween } from "@/lib/snapshots/days";
import { platformLabel } from "@/lib/upstream/contract/words";
import type { PostingRow, WaitingImport } from "./coverage-repository";
import type { ScopeCoverage } from "./read-coverage";
import { type Attention, type LocationRow, MOVER_MIN_REACH, SILENT_DAYS } from "./schema";

const count = new Intl.NumberFormat("en-GB");
const dayText = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const written = (day: string) => dayText.format(new Date(`${day}T00:00:00Z`));

type Input = {
  locations: readonly LocationRow[];
  covered: ScopeCoverage;
  posting: readonly PostingRow[];
  imports: readonly WaitingImport[];
  standstills: readonly Standstill[];
  /** Who may not mend a connection is told whom to ask. */
  isAdmin: boolean;
  now: Date;
  today: string;
};

/** What needs a person, worst first: connections, expired accounts, failing captures, lost reach, silence, waiting imports. */
export function findAttention(input: Input): Attention[] {
  const names = new Map(input.locations.map(({ locationId, name }) => [locationId, name]));
  const nameOf = (id: string) => names.get(id) ?? id;
  return [
    ...input.standstills.map((each) => stopped(each, nameOf, input.isAdmin)),
    ...expired(input.covered),
    ...failing(input.covered),
    ...fallen(input.locations),
    ...silent(input.posting, input.today, nameOf),
    ...input.imports.map(
      (each): Attention => ({
        kind: "import_waits",
        locationId: each.location_id,
        locationName: nameOf(each.location_id),
        sentence: `${each.file_name}, ${count.format(each.row_count)} rows. ${each.status_reason ?? "Some rows need a decision."}`,
        since: each.updated_at,
        href: `/imports/${each.id}`,
      }),
    ),
  ];
}

function stopped(stop: Standstill, nameOf: (id: string) => string, isAdmin: boolean): Attention {
  const { status, standing, label } = stop;
  const until = status === "paused" ? "it is resumed" : "it is authorized again";
  const [only] = standing;
  const places = standing.length === 1 && only ? nameOf(only) : plural(standing.length, "location");
  const what =
    standing.length > 0
      ? `Captures, imports and posts of ${places} stand still until ${until}.`
      : stop.kind === "api_key" && stop.locationId === null
        ? `Nothing is asked with this key until ${until}.`
        : "Another connection does its work meanwhile.";
  return {
    kind: status === "paused" ? "connection_paused" : "connection_ended",
    locationId: stop.locationId,
    locationName: label,
    locationIds: standing,
    sentence: what,
    since: stop.since,
    href: isAdmin ? "/connections" : null,
  };
}

function expired({ coverage, accounts }: ScopeCoverage): Attention[] {
  return coverage.failing
    .filter(({ kind }) => kind === "expired")
    .map((failure) => ({
      kind: "expired",
      locationId: failure.locationId,
      locationName: failure.locationName,
      sentence: `${platformLabel(failure.platform)} ${failure.name}: nothing is captured or posted there until it is reconnected.`,
      since: isoOf(accounts.find(({ id }) => id === failure.accountId)?.expires_at ?? null),
      href: `/locations/${failure.locationId}#accounts`,
    }));
}

function isoOf(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString();
}

function failing({ coverage, captures }: ScopeCoverage): Attention[] {
  const whole = coverage.failedLocations.map(
    ({ locationId, name, reason }): Attention => ({
      kind: "capture_failed",
      locationId,
      locationName: name,
      sentence: reason,
      since: captures.get(locationId)?.finishedAt ?? null,
      href: `/snapshots?locationId=${encodeURIComponent(locationId)}`,
    }),
  );
  const single = coverage.failing
    .filter(({ kind }) => kind === "upstream")
    .map(
      (failure): Attention => ({
        kind: "capture_failed",
        locationId: failure.locationId,
        locationName: failure.locationName,
        sentence: `${platformLabel(failure.platform)} ${failure.name}: ${failure.reason}`,
        since: captures.get(failure.locationId)?.finishedAt ?? null,
        href: `/snapshots?locationId=${encodeURIComponent(failure.locationId)}`,
      }),
    );
  return [...whole, ...single];
}

function fallen(locations: readonly LocationRow[]): Attention[] {
  return locations.flatMap(({ locationId, name, reach }) => {
    const { value, previous, percent } = reach;
    if (value === null || previous === null || percent === null) return [];
    if (previous < MOVER_MIN_REACH || value * 3 > previous * 2) return [];
    return [
      {
        kind: "reach_fell" as const,
        locationId,
        locationName: name,
        sentence: `Reach down ${Math.abs(percent).toFixed(1)}%: ${count.format(previous)} to ${count.format(value)}.`,
        since: null,
        href: `/snapshots?locationId=${encodeURIComponent(locationId)}`,
      },
    ];
  });
}

function silent(posting: readonly PostingRow[], today: string, nameOf: (id: string) => string): Attention[] {
  return posting.flatMap(({ location_id, last_post_day, reported_days }) => {
    // Without reports of these days nobody knows whether there were posts.
    if (reported_days < SILENT_DAYS) return [];
    const days = last_post_day ? daysBetween(last_post_day, today) - 1 : null;
    if (days !== null && days <= SILENT_DAYS) return [];
    const sentence =
      days === null || last_post_day === null
        ? "No post is known in the last 180 days."
        : `The last post was ${written(last_post_day)}, ${days} days ago.`;
    return [
      {
        kind: "no_posts" as const,
        locationId: location_id,
        locationName: nameOf(location_id),
        sentence,
        since: null,
        href: `/posts?locationId=${encodeURIComponent(location_id)}`,
      },
    ];
  });
}
