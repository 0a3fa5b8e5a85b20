"use client";

import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import type { AccountView } from "@/lib/accounts/schema";
import type { FieldKey, IssueCode } from "@/lib/csv";
import type { Filter, SessionRow } from "@/lib/csv/import-session";
import { columnOf, editsOf, GRID_COLUMNS, sortedIssues } from "./row-words";
import { useRows } from "./use-rows";
import type { Sheet } from "./use-sheet";

const CAPTION = GRID_COLUMNS.indexOf("caption");

/** What the preview shows and which row and cell are active; every part of the page works on this. */
export function usePreview(sheet: Sheet, accounts: readonly AccountView[], checked: boolean) {
  const [only, setOnly] = useState<Filter["only"]>("all");
  const [code, setCode] = useState<IssueCode | null>(null);
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search);
  const filter = useMemo<Filter>(() => ({ only, code, search: wanted }), [only, code, wanted]);
  const rows = useRows(sheet, filter);
  const [active, setActive] = useState<number | null>(null);
  const [column, setColumn] = useState(CAPTION);
  const [editing, setEditing] = useState(false);
  const [panel, setPanel] = useState(false);
  const [wantedField, setWantedField] = useState<FieldKey | null>(null);
  const grid = useRef<HTMLTableElement>(null);
  const platforms = useMemo(
    () => new Map(accounts.map((account) => [account.id, account.platform])),
    [accounts],
  );

  const platformOf = useCallback((accountId: string) => platforms.get(accountId) ?? "", [platforms]);

  const shown = active === null ? null : Math.min(active, rows.total - 1);
  const row: SessionRow | null = shown === null || shown < 0 ? null : (rows.at(shown) ?? null);

  const select = useCallback((index: number | null, at?: number) => {
    setEditing(false);
    setWantedField(null);
    setActive(index);
    setPanel(index !== null);
    if (at !== undefined) setColumn(at);
  }, []);

  function focusGrid(): void {
    grid.current?.focus({ preventScroll: true });
  }

  function move(by: number): void {
    if (rows.total === 0) return;
    const next = active === null ? 0 : Math.min(rows.total - 1, Math.max(0, active + by));
    rows.need(next, next);
    select(next);
    focusGrid();
  }

  async function nextError(): Promise<void> {
    const index = await sheet.call("nextError", active ?? -1, filter);
    if (index < 0) {
      // The filter hides every row with an error: they are found among all.
      if (filter.code !== null || filter.search !== "") show({ only: "issues", code: null, search: "" });
      return;
    }
    rows.need(index, index);
    const [found] = (await sheet.call("window", index, 1, filter)).rows;
    const worst = found && sortedIssues(found)[0];
    // Enter then edits what is wrong.
    select(index, worst && GRID_COLUMNS.indexOf(columnOf(worst)));
    focusGrid();
  }

  /** `null`: another kind of filter. The active row belongs to the rows that were shown. */
  function show(next: { only?: Filter["only"]; code?: IssueCode | null; search?: string }): void {
    if (next.only !== undefined) setOnly(next.only);
    if (next.code !== undefined) setCode(next.code);
    if (next.search !== undefined) setSearch(next.search);
    setActive(null);
    setPanel(false);
    setEditing(false);
  }

  return {
    sheet,
    rows,
    filter,
    search,
    filtered: only !== "all" || code !== null || search.trim() !== "",
    checked,
    active: shown,
    row,
    column,
    editing,
    panel,
    grid,
    select,
    move,
    nextError,
    show,
    closePanel: () => {
      setPanel(false);
      focusGrid();
    },
    moveColumn: (by: number) => setColumn((at) => Math.min(GRID_COLUMNS.length - 1, Math.max(0, at + by))),
    startEditing: () => setEditing(row !== null && !row.excluded),
    stopEditing: () => {
      setEditing(false);
      focusGrid();
    },
    saveCell: (changed: SessionRow, field: FieldKey, value: string) => {
      setEditing(false);
      focusGrid();
      const edits = editsOf(changed, field, value);
      return edits.length === 1
        ? sheet.change("edit", changed.row, field, value)
        : sheet.change("editBlock", edits);
    },
    /** The field of the panel that takes the keys next. */
    wantedField: wantedField,
    focusField: (field: FieldKey) => {
      setPanel(true);
      setWantedField(null);
      // The same field may be asked for twice: the wish has to go away first.
      requestAnimationFrame(() => setWantedField(field));
    },
    toggleExcluded: async () => {
      if (row) await sheet.change("exclude", [row.row], !row.excluded);
    },
    platformOf,
  };
}

export type Preview = ReturnType<typeof usePreview>;
