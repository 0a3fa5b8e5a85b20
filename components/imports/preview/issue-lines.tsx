"use client";

import { CircleAlert, Redo2, Search, TriangleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { NativeSelect } from "@/components/ui/native-select";
import type { IssueCode } from "@/lib/csv";
import type { Summary } from "@/lib/csv/import-session";
import { number } from "@/lib/format";
import type { Preview } from "./use-preview";

/** How many rows have which issue, each kind a filter; then all or only issues, search, undo and redo. */
export function IssueLines({ preview, summary }: { preview: Preview; summary: Summary }) {
  const withIssue = summary.errorRows + summary.warningRows;
  return (
    <div className="flex gap-x-6 gap-y-2 max-lg:flex-col lg:items-start">
      <div className="flex min-w-0 flex-1 gap-2 max-md:hidden md:flex-col">
        <IssueLine severity="error" rows={summary.errorRows} preview={preview} summary={summary} />
        <IssueLine severity="warning" rows={summary.warnedRows} preview={preview} summary={summary} />
      </div>
      <div className="flex gap-2 max-lg:flex-wrap lg:flex-col">
        <AllOrIssues preview={preview} all={summary.rows} withIssue={preview.checked ? withIssue : null} />
        <NativeSelect
          aria-label="Kind of issue"
          className="w-36 md:hidden"
          value={preview.filter.code ?? ""}
          onChange={({ target }) =>
            preview.show({ code: target.value === "" ? null : (target.value as IssueCode) })
          }
        >
          <option value="">All kinds</option>
          {summary.codes.map((one) => (
            <option key={one.code} value={one.code}>
              {one.title} {one.rows}
            </option>
          ))}
        </NativeSelect>
        <div className="flex items-center gap-1 max-md:min-w-0 max-md:flex-1">
          <FindField preview={preview} />
          <IconButton
            label="Undo"
            size="sm"
            disabled={!summary.canUndo}
            onClick={() => void preview.sheet.change("undo")}
          >
            <Undo2 aria-hidden />
          </IconButton>
          <IconButton
            label="Redo"
            size="sm"
            disabled={!summary.canRedo}
            onClick={() => void preview.sheet.change("redo")}
          >
            <Redo2 aria-hidden />
          </IconButton>
        </div>
      </div>
    </div>
  );
}

const FEW_KINDS = 4;

type LineProps = { severity: "error" | "warning"; rows: number; preview: Preview; summary: Summary };

function IssueLine({ severity, rows, preview, summary }: LineProps) {
  const Icon = severity === "error" ? CircleAlert : TriangleAlert;
  const tone =
    !preview.checked || rows === 0 ? "text-muted" : severity === "error" ? "text-bad" : "text-warn";
  const codes = preview.checked ? summary.codes.filter((one) => one.severity === severity) : [];
  const [all, setAll] = useState(false);
  // One more than the few is shown as well: a button in its place would save nothing.
  const folds = codes.length > FEW_KINDS + 1;
  const shown = codes.filter(
    (one, index) => all || !folds || index < FEW_KINDS || one.code === preview.filter.code,
  );
  return (
    <div className="flex min-w-0 items-start gap-2">
      <span className="flex h-[28px] min-w-36 shrink-0 items-center gap-1.5 rounded-control border bg-surface px-2.5 font-medium text-[13px]">
        <Icon className={cn("size-3.5 shrink-0", tone)} aria-hidden />
        {severity === "error" ? "Errors" : "Warnings"}
        <span className={cn("ml-auto pl-1.5 tabular-nums", tone)}>
          {preview.checked ? number(rows) : "…"}
        </span>
      </span>
      <ul className="flex min-w-0 flex-1 flex-wrap gap-0.5 py-px">
        {shown.map((one) => {
          const on = preview.filter.code === one.code;
          return (
            <li key={one.code} className="shrink-0">
              <button
                type="button"
                aria-pressed={on}
                onClick={() => preview.show({ code: on ? null : one.code })}
                className={cn(
                  "flex h-[26px] items-center gap-1.5 whitespace-nowrap rounded-control px-1.5 text-[13px] text-muted -outline-offset-2 hover:bg-sunken hover:text-foreground",
                  on && "bg-primary-soft text-primary hover:bg-primary-soft hover:text-primary",
                )}
              >
                {one.title}
                <b className={cn("font-medium tabular-nums", !on && "text-foreground")}>{number(one.rows)}</b>
              </button>
            </li>
          );
        })}
        {folds && (
          <li className="shrink-0">
            <button
              type="button"
              aria-expanded={all}
              aria-label={`${all ? "Fewer" : `${codes.length - shown.length} more`} kinds of ${severity}s`}
              onClick={() => setAll(!all)}
              className="h-[26px] whitespace-nowrap rounded-control px-2 text-[13px] text-muted underline decoration-dotted underline-offset-4 -outline-offset-2 hover:text-foreground"
            >
              {all ? "Fewer" : `${codes.length - shown.length} more`}
            </button>
          </li>
        )}
        {preview.checked && codes.length === 0 && (
          <li className="px-1.5 text-[13px] text-muted leading-[26px]">none</li>
        )}
      </ul>
    </div>
  );
}

function AllOrIssues({
  preview,
  all,
  withIssue,
}: {
  preview: Preview;
  all: number;
  withIssue: number | null;
}) {
  const choices = [
    { only: "all", label: "All", count: all },
    { only: "issues", label: "Only issues", count: withIssue },
  ] as const;
  return (
    <fieldset className="flex rounded-control border bg-surface max-md:basis-full">
      <legend className="sr-only">Rows to show</legend>
      {choices.map(({ only, label, count }) => (
        <button
          key={only}
          type="button"
          aria-pressed={preview.filter.only === only}
          onClick={() => preview.show({ only })}
          className="min-h-[26px] flex-1 whitespace-nowrap rounded-[5px] px-2.5 text-[13px] text-muted -outline-offset-2 hover:text-foreground aria-pressed:bg-primary-soft aria-pressed:font-medium aria-pressed:text-primary pointer-coarse:min-h-11"
        >
          {label} <span className="tabular-nums">{count === null ? "…" : number(count)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function FindField({ preview }: { preview: Preview }) {
  return (
    <label className="relative flex min-w-0 flex-1 items-center">
      <Search className="pointer-events-none absolute left-2 size-3.5 text-muted" aria-hidden />
      <span className="sr-only">Find rows</span>
      <input
        type="search"
        data-search
        value={preview.search}
        placeholder="Find"
        onChange={({ target }) => preview.show({ search: target.value })}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            preview.show({ search: "" });
            event.currentTarget.blur();
          }
        }}
        className="h-[28px] w-full min-w-20 rounded-control border bg-surface pr-7 pl-7 text-[13px] pointer-coarse:h-11"
      />
      {preview.search === "" && <Kbd className="pointer-events-none absolute right-1.5 max-md:hidden">/</Kbd>}
    </label>
  );
}
