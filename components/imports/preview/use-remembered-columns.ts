"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FieldKey } from "@/lib/csv/formats";
import { headerKey } from "@/lib/csv/header";
import { columnsQuery, rememberColumns } from "../queries";
import type { Sheet } from "./use-sheet";

export type RememberedColumns = {
  /** The columns are read as somebody chose for the same header before. */
  applied: boolean;
  /** Keeps a person's own reading for the next file with this header. */
  keep: (columns: (FieldKey | null)[]) => void;
  /** Goes back to what the columns are by themselves. */
  drop: () => void;
};

/** Reads the columns as they were read last time for the same header at the location, unless something was edited already. */
export function useRememberedColumns(
  sheet: Sheet,
  locationId: string | null,
  kept: boolean,
): RememberedColumns {
  const { summary, change, prepare } = sheet;
  const dirty = sheet.changes > 0;
  const client = useQueryClient();
  const header = summary?.complete ? headerKey(summary.map) : "";
  const query = useQuery({
    ...columnsQuery(locationId ?? "", header),
    enabled: locationId !== null && header !== "",
  });
  const columns = query.data?.columns ?? null;
  const [applied, setApplied] = useState(false);
  /** How the columns were recognised without a memory. */
  const own = useRef<(FieldKey | null)[] | null>(null);
  // Repairs that were kept bring their own reading of the columns.
  const settled = useRef(kept);
  const map = summary?.complete ? summary.map : null;

  useEffect(() => {
    if (!columns || !map || dirty || settled.current || columns.length !== map.columns.length) return;
    settled.current = true;
    if (columns.every((key, index) => key === map.columns[index])) return;
    own.current = map.columns;
    setApplied(true);
    void prepare("setColumns", columns);
  }, [columns, map, dirty, prepare]);

  return {
    applied,
    keep: (next) => {
      settled.current = true;
      setApplied(false);
      if (locationId === null || header === "") return;
      // Not being remembered costs nobody anything: the next file asks anew.
      void rememberColumns(locationId, header, next).catch(() => undefined);
      client.setQueryData(columnsQuery(locationId, header).queryKey, { columns: next });
    },
    drop: () => {
      setApplied(false);
      if (own.current) void change("setColumns", own.current);
    },
  };
}
