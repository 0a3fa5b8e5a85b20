"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Filter, SessionRow } from "@/lib/csv/import-session";
import type { Sheet } from "./use-sheet";

const BLOCK = 100;

type Rows = {
  /** How many rows the filter shows. */
  total: number;
  at: (index: number) => SessionRow | undefined;
  /** Fetches what is missing between two indexes. */
  need: (from: number, to: number) => void;
};

/**
 * The rows in sight, fetched from the worker by blocks as they scroll in. After a change the old rows stay until the new
 * ones are there, so nothing flickers.
 */
export function useRows(sheet: Sheet, filter: Filter): Rows {
  const { call, revision } = sheet;
  const key = `${revision}|${filter.only}|${filter.code}|${filter.search}`;
  const [total, setTotal] = useState(0);
  const [, redraw] = useState(0);
  const blocks = useRef(new Map<number, { key: string; rows: SessionRow[] }>());
  const asked = useRef(new Set<string>());
  const present = useRef(key);
  const range = useRef({ from: 0, to: BLOCK - 1 });
  present.current = key;

  const fetchBlock = useCallback(
    (block: number) => {
      const name = `${key}#${block}`;
      if (asked.current.has(name)) return;
      asked.current.add(name);
      void call("window", block * BLOCK, BLOCK, filter)
        .then((found) => {
          if (present.current !== key) return;
          blocks.current.set(block, { key, rows: found.rows });
          setTotal(found.total);
          redraw((count) => count + 1);
        })
        .catch(() => asked.current.delete(name));
    },
    [call, filter, key],
  );

  const need = useCallback(
    (from: number, to: number) => {
      range.current = { from, to };
      for (let block = Math.floor(from / BLOCK); block <= Math.floor(Math.max(from, to) / BLOCK); block++)
        fetchBlock(block);
    },
    [fetchBlock],
  );

  useEffect(() => {
    asked.current.clear();
    if (revision === 0) return;
    // Blocks of an older revision out of sight are fetched again when they come into it.
    need(range.current.from, range.current.to);
  }, [need, revision]);

  const at = (index: number): SessionRow | undefined =>
    blocks.current.get(Math.floor(index / BLOCK))?.rows[index % BLOCK];
  return { total, at, need };
}
