"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useState } from "react";
import { platformLabel, platformShortLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import type { AccountView } from "@/lib/accounts/schema";
import { rowLabel } from "@/lib/csv/derived-rows";
import type { SessionRow } from "@/lib/csv/import-session";
import { plural } from "@/lib/format";
import { PostCard } from "./post-card";
import { RowAccounts } from "./row-accounts";
import { RowFields } from "./row-fields";
import { dateOf, sortedIssues } from "./row-words";
import { RuleCard } from "./rule-card";
import type { Preview } from "./use-preview";

/** Past this many the tabs that are not open show their mark alone: all stay in sight. */
const FEW_TABS = 3;

type RowPanelProps = {
  preview: Preview;
  row: SessionRow;
  /** Of the row's location. */
  accounts: readonly AccountView[];
  /** Inside a sheet, which brings its own head. */
  bare?: boolean;
};

/** The rule first, in words; then the post as each of its networks shows it; then every field of the row. */
export function RowPanel({ preview, row, accounts, bare = false }: RowPanelProps) {
  const mine = accounts.filter((account) => row.accountIds.includes(account.id));
  const issues = preview.checked ? sortedIssues(row) : [];
  const platforms = [...new Set(mine.map((account) => account.platform))].sort(
    (a, b) => errorsOn(row, b) - errorsOn(row, a),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const platform = chosen && platforms.includes(chosen) ? chosen : (platforms[0] ?? null);
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      {!bare && <PanelHead preview={preview} row={row} facts={factsOf(row, mine.length)} />}
      {platforms.length > 0 && (
        <div
          role="tablist"
          aria-label="Networks"
          className={cn("flex shrink-0 gap-1 overflow-x-auto border-b", !bare && "px-3")}
        >
          {platforms.map((one) => {
            const errors = errorsOn(row, one);
            return (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === platform}
                title={platformLabel(one)}
                onClick={() => setChosen(one)}
                className="-mb-px flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-2 font-medium text-[13px] text-muted -outline-offset-2 hover:text-foreground aria-selected:border-primary aria-selected:text-foreground pointer-coarse:h-11"
              >
                <PlatformMark platform={one} size={18} decorative />
                <span className={cn(one !== platform && platforms.length > FEW_TABS && "sr-only")}>
                  {platforms.length > FEW_TABS ? platformShortLabel(one) : platformLabel(one)}
                </span>
                {errors > 0 && (
                  <span className="rounded-full bg-bad-soft px-1.5 text-[11px] text-bad leading-4">
                    {errors}
                    <span className="sr-only"> {errors === 1 ? "error" : "errors"}</span>
                  </span>
                )}
              </button>
            );
          })}
        </div>
      )}
      <div
        className={cn(
          "flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto [&>*]:shrink-0",
          bare ? "pt-3" : "p-4",
        )}
      >
        {row.excluded && (
          <p className="rounded-control bg-sunken px-3 py-2 text-muted">
            This row is left out: nothing of it is sent. Space takes it in again.
          </p>
        )}
        {issues
          .filter((issue) => issue.platforms.length === 0 || !platform || issue.platforms.includes(platform))
          .map((issue) => (
            <RuleCard
              key={`${issue.code} ${issue.field} ${issue.message}`}
              issue={issue}
              row={row}
              preview={preview}
              others={mine.filter((account) => !issue.platforms.includes(account.platform)).length}
            />
          ))}
        {preview.checked && !row.excluded && <RowAccounts row={row} preview={preview} accounts={accounts} />}
        {platform && <PostCard row={row} platform={platform} accounts={mine} issues={issues} />}
        <RowFields key={row.row} row={row} preview={preview} />
      </div>
    </div>
  );
}

export function factsOf(row: SessionRow, accounts: number): string {
  const errors = row.issues.filter((issue) => issue.severity === "error").length;
  const warnings = row.issues.length - errors;
  const { day, time } = dateOf(row);
  return [
    row.scheduledLocal ? `${day}, ${time}` : day,
    plural(accounts, "account"),
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
  ].join(" · ");
}

const errorsOn = (row: SessionRow, platform: string): number =>
  row.issues.filter((issue) => issue.severity === "error" && issue.platforms.includes(platform)).length;

function PanelHead({ preview, row, facts }: { preview: Preview; row: SessionRow; facts: string }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1 px-4 pt-2.5 pb-1.5">
      <h2 className="min-w-0 flex-1 font-semibold text-card">Row {rowLabel(row.row)}</h2>
      <IconButton label="Row before (K)" size="sm" onClick={() => preview.move(-1)}>
        <ChevronUp aria-hidden />
      </IconButton>
      <IconButton label="Next row (J)" size="sm" onClick={() => preview.move(1)}>
        <ChevronDown aria-hidden />
      </IconButton>
      <IconButton label="Close (Esc)" size="sm" onClick={preview.closePanel}>
        <X aria-hidden />
      </IconButton>
      <p className="basis-full text-meta text-muted">{facts}</p>
    </div>
  );
}
