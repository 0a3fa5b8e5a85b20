"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { memo, type ReactNode } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { cn } from "@/components/ui/cn";
import { type Issue, readMedia, rowLabel } from "@/lib/csv";
import type { SessionRow } from "@/lib/csv/import-session";
import { MediaThumb } from "./media-thumb";
import {
  dateOf,
  GRID_COLUMNS,
  type GridColumn,
  hasBadAddress,
  issuesByColumn,
  kindOf,
  sortedIssues,
  tagsOf,
} from "./row-words";

export const GRID_TEMPLATE =
  "grid grid-cols-[52px_132px_minmax(160px,1fr)_80px_112px_60px_96px_minmax(196px,0.6fr)]";

const MARKS = 4;
const TINT = {
  error: "bg-bad-soft shadow-[inset_0_-2px_var(--bad)]",
  warning: "bg-warn-soft shadow-[inset_0_-2px_var(--warn)]",
} as const;

export const cellId = (index: number, at: number): string => `cell-${index}-${at}`;

type GridRowProps = {
  /** null: still on its way. */
  row: SessionRow | null;
  index: number;
  top: number;
  height: number;
  /** Set while this row is the active one. */
  activeColumn: GridColumn | null;
  /** Lies over the active cell while it is edited. */
  editor: ReactNode;
  checked: boolean;
  platformOf: (accountId: string) => string;
};

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, height, activeColumn } = props;
  const selected = activeColumn !== null;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={{ height, transform: `translateY(${top}px)` }}
      className={cn(
        GRID_TEMPLATE,
        "absolute inset-x-0 top-0 cursor-default border-b text-[13px] leading-[18px]",
        selected ? "z-[1] bg-primary-soft shadow-[inset_3px_0_var(--primary)]" : "hover:bg-sunken/50",
        row?.excluded && "text-muted",
      )}
    >
      {row ? (
        <Cells {...props} row={row} />
      ) : (
        <td className="col-span-8 flex items-center pl-4">
          <span className="h-3 w-2/3 animate-pulse rounded bg-sunken" />
          <span className="sr-only">Loading</span>
        </td>
      )}
    </tr>
  );
});

function Cells(props: GridRowProps & { row: SessionRow }) {
  const { row, index, activeColumn, editor, checked } = props;
  const issues = checked ? issuesByColumn(row) : new Map<GridColumn, Issue>();
  const worst = checked ? sortedIssues(row)[0] : undefined;
  const cells: Record<GridColumn, ReactNode> = {
    date: <DateCell row={row} />,
    caption: <Caption text={row.fields.content ?? row.fields.link ?? ""} short={props.height < 50} />,
    media: <MediaThumb media={readMedia(row.fields)} broken={checked && hasBadAddress(row)} />,
    accounts: (
      <span className="min-w-0">
        {row.fields.location && (
          <span className="block truncate text-muted" title={row.fields.location}>
            {row.fields.location}
          </span>
        )}
        <AccountMarks ids={row.accountIds} checked={checked} platformOf={props.platformOf} />
      </span>
    ),
    kind: <span className="truncate">{kindOf(row)}</span>,
    tags: <Tags tags={tagsOf(row)} />,
  };
  return (
    <>
      <th
        scope="row"
        className={cn(
          "flex items-center justify-end pr-3 font-normal text-meta text-muted tabular-nums",
          activeColumn !== null && "font-semibold text-primary",
        )}
      >
        {rowLabel(row.row)}
      </th>
      {GRID_COLUMNS.map((column, at) => {
        const issue = issues.get(column);
        const hasKeys = activeColumn === column;
        return (
          <td
            key={column}
            id={cellId(index, at)}
            data-at={at}
            className={cn(
              "relative flex min-w-0 items-center px-2 -outline-offset-2",
              issue && TINT[issue.severity],
              hasKeys && "outline-2 outline-primary",
              row.excluded && column === "caption" && "line-through",
            )}
          >
            {hasKeys && editor ? editor : cells[column]}
          </td>
        );
      })}
      <td className="flex min-w-0 items-center px-2 text-[12px] leading-4">
        <span className="flex min-w-0 items-start gap-1.5">
          <IssueWords row={row} issue={worst} more={checked ? row.issues.length - 1 : 0} />
        </span>
      </td>
    </>
  );
}

function DateCell({ row }: { row: SessionRow }) {
  const { day, time } = dateOf(row);
  return (
    <span className="min-w-0">
      <span className="block truncate">{day}</span>
      <span className="block truncate text-muted tabular-nums">{time}</span>
    </span>
  );
}

/** Two lines; a line's end inside the caption shows as a sign. */
function Caption({ text, short }: { text: string; short: boolean }) {
  if (text === "") return <span className="text-muted">no caption</span>;
  return (
    <span className={short ? "truncate" : "line-clamp-2 break-words"}>
      {text.slice(0, 240).replace(/\r?\n/g, " ↵ ")}
    </span>
  );
}

type AccountMarksProps = {
  ids: readonly string[];
  checked: boolean;
  platformOf: (accountId: string) => string;
};

export function AccountMarks({ ids, checked, platformOf }: AccountMarksProps) {
  if (!checked) return <span className="text-muted">…</span>;
  if (ids.length === 0) return <span className="text-muted">none</span>;
  const platforms = [...new Set(ids.map((id) => platformOf(id)))];
  const shown = platforms.length > MARKS ? MARKS - 1 : MARKS;
  return (
    <span className="flex items-center gap-0.5">
      {platforms.slice(0, shown).map((platform) => (
        <PlatformMark key={platform} platform={platform} size={20} />
      ))}
      {platforms.length > shown && (
        <span className="pl-0.5 text-meta text-muted">+{platforms.length - shown}</span>
      )}
    </span>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  const [first] = tags;
  if (!first) return null;
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className="truncate rounded border bg-surface px-1.5 text-[12px] text-muted">{first}</span>
      {tags.length > 1 && <span className="text-meta text-muted">+{tags.length - 1}</span>}
    </span>
  );
}

function IssueWords({ row, issue, more }: { row: SessionRow; issue: Issue | undefined; more: number }) {
  if (row.excluded) return <span>Left out</span>;
  if (!issue) return null;
  const Icon = issue.severity === "error" ? CircleAlert : TriangleAlert;
  return (
    <>
      <Icon
        className={cn("mt-px size-3.5 shrink-0", issue.severity === "error" ? "text-bad" : "text-warn")}
        aria-label={issue.severity}
      />
      <span className="wrap-anywhere line-clamp-2" title={issue.message}>
        {issue.message}
      </span>
      {more > 0 && <span className="shrink-0 text-muted">+{more}</span>}
    </>
  );
}
