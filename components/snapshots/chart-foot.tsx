"use client";

import { platformLabel } from "@/components/charts/platform";
import { StatusTag } from "@/components/ui/status-tag";
import { age, day, list, plural } from "@/lib/format";
import { withoutDailyText } from "@/lib/reports/coverage-words";
import type { Report } from "@/lib/reports/schema";

const NAMED = 3;

/** How fresh and how complete: the age, how many accounts of how many, who fails and why, who was silent when. */
export function ChartFoot({ report }: { report: Report }) {
  const { coverage, silences } = report;
  const failing = coverage.failing.slice(0, NAMED);
  return (
    <>
      {/* The server's words may be a minute older than the browser's. */}
      <span suppressHydrationWarning>
        {coverage.updatedAt ? `Updated ${age(coverage.updatedAt)}` : "Not captured yet"}
      </span>
      <span>
        {coverage.complete} of {plural(coverage.accounts, "account")} captured
      </span>
      {failing.map((failure) => (
        <StatusTag key={failure.accountId} tone="warn" className="max-w-full">
          {platformLabel(failure.platform)} {failure.name}: {shortReason(failure.kind, failure.reason)}
        </StatusTag>
      ))}
      {coverage.failing.length > NAMED && <span>and {coverage.failing.length - NAMED} more</span>}
      {coverage.failedLocations.map(({ locationId, name, reason }) => (
        <StatusTag key={locationId} tone="bad">
          {name}: {reason}
        </StatusTag>
      ))}
      {[...silentAccounts(silences)].map(([account, stretches]) => (
        <span key={account}>
          {account} did not report {list(stretches)}
        </span>
      ))}
      {withoutDailyText(coverage) && <span>{withoutDailyText(coverage)}</span>}
    </>
  );
}

function silentAccounts(silences: Report["silences"]): Map<string, string[]> {
  const accounts = new Map<string, string[]>();
  for (const { name, platform, from, to } of [...silences].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const account = `${platformLabel(platform)} ${name}`;
    accounts.set(account, [...(accounts.get(account) ?? []), silentDays(from, to)]);
  }
  return accounts;
}

function shortReason(kind: string, reason: string): string {
  return kind === "expired" ? "authorization expired" : reason;
}

function silentDays(from: string, to: string): string {
  const end = day(to, { year: false });
  if (from === to) return end;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))}–${end}`
    : `${day(from, { year: false })} – ${end}`;
}
