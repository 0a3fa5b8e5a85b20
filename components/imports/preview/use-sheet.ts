"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { KeptChanges, Summary, Target } from "@/lib/csv/import-session";
import { SheetRefused, type SheetWorker, startSheetWorker } from "@/lib/csv/worker/client";
import type { ArgsOf, Method, ResultOf } from "@/lib/csv/worker/protocol";

/** Calls of the worker's session that change its rows and answer with the new counts. */
type Mutation =
  | "edit"
  | "editBlock"
  | "exclude"
  | "splitFor"
  | "applyRepair"
  | "undo"
  | "redo"
  | "setColumns";

export type Refusal = { message: string; line: number | null };

export type Sheet = {
  /** null until the first rows are there. */
  summary: Summary | null;
  refusal: Refusal | null;
  /** Counts up whenever rows may have changed. */
  revision: number;
  /** Counts up with every change a person makes. */
  changes: number;
  call: <M extends Method>(method: M, ...args: ArgsOf<M>) => Promise<ResultOf<M>>;
  change: <M extends Mutation>(method: M, ...args: ArgsOf<M>) => Promise<void>;
  /** A change that nobody made: the page prepares the rows. */
  prepare: <M extends Mutation>(method: M, ...args: ArgsOf<M>) => Promise<void>;
};

const NO_TARGET: Target = { accounts: [], accountIds: [], timezone: "UTC", now: 0, existing: [] };

/**
 * Opens the file in the worker at once, before the accounts are known, and checks again with every other target. The
 * rows stay in the worker; the page holds counts and asks for the rows it shows. Rows repaired before (`kept`) are shown
 * only with their repairs.
 */
export function useSheet(file: File, target: Target | null, kept: KeptChanges | null = null): Sheet {
  const worker = useRef<SheetWorker | null>(null);
  const wanted = useRef(target);
  const [summary, setSummary] = useState<Summary | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [revision, setRevision] = useState(0);
  const [changes, setChanges] = useState(0);
  const restored = useRef(kept === null);

  const show = useCallback((next: Summary) => {
    setSummary(next);
    setRevision((count) => count + 1);
  }, []);

  useEffect(() => {
    const started = startSheetWorker();
    worker.current = started;
    let live = true;
    setSummary(null);
    setRefusal(null);
    let first = true;
    started
      .open(file, wanted.current ?? NO_TARGET, (progress) => {
        if (!live || kept) return;
        // The first chunk brings rows; the next ones only move the bar.
        if (first) show(progress);
        else setSummary(progress);
        first = false;
      })
      .then((opened) => (kept ? started.call("restore", kept) : opened))
      .then((opened) => {
        restored.current = true;
        if (live) show(opened);
      })
      .catch((error: unknown) => live && setRefusal(refusalOf(error)));
    return () => {
      live = false;
      started.close();
      worker.current = null;
    };
  }, [file, kept, show]);

  useEffect(() => {
    wanted.current = target;
    if (!target) return;
    let live = true;
    worker.current
      ?.call("setTarget", target)
      .then((next) => live && restored.current && show(next))
      .catch((error: unknown) => live && setRefusal(refusalOf(error)));
    return () => {
      live = false;
    };
  }, [target, show]);

  const call = useCallback<Sheet["call"]>(async (method, ...args) => {
    if (!worker.current) throw new SheetRefused("The file was closed.", null);
    return worker.current.call(method, ...args);
  }, []);

  const prepare = useCallback<Sheet["prepare"]>(
    async (method, ...args) => {
      show((await call(method, ...args)) as Summary);
    },
    [call, show],
  );

  const change = useCallback<Sheet["change"]>(
    async (method, ...args) => {
      await prepare(method, ...args);
      setChanges((count) => count + 1);
    },
    [prepare],
  );

  return { summary, refusal, revision, changes, call, change, prepare };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof SheetRefused) return { message: error.message, line: error.line };
  return { message: "The file could not be read in this browser.", line: null };
}
