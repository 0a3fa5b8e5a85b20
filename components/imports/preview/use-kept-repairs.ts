"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { z } from "zod";
import { sentenceOf } from "@/components/states/error-state";
import { ApiError, api } from "@/lib/http/api-client";
import type { FileUpload, Upload } from "./upload-file";
import { readingOf } from "./use-schedule";
import type { Sheet } from "./use-sheet";
import type { Goal } from "./use-target";

const PAUSE_MS = 1_200;
const AGAIN_MS = 8_000;
const saved = z.object({ revision: z.number() });

export type Keeping =
  | { step: "nothing" }
  /** Repairs that only this tab knows of. */
  | { step: "saving" }
  /** Repairs are there, and so much of the file. */
  | { step: "sending"; sent: number; parts: number }
  | { step: "kept" }
  | { step: "failed"; sentence: string; final: boolean };

/** Whether closing the tab now would lose something. */
export const isOnlyHere = (keeping: Keeping, changes: number): boolean =>
  keeping.step === "nothing" ? changes > 0 : keeping.step !== "kept";

type Kept = {
  sheet: Sheet;
  goal: Goal & { choices: number };
  upload: FileUpload;
  locationId: string | null;
  /** Where the repairs that this page began with are kept already; null: nowhere. */
  keptAt: string | null;
  /** Scheduling sends the same repairs by itself. */
  paused: boolean;
};

/**
 * Keeps repairs on the server while somebody makes them: first the repairs, then the file behind them, so that a reload or
 * another browser goes on from there. The address names the import as soon as there is one.
 */
export function useKeptRepairs({ sheet, goal, upload, locationId, keptAt, paused }: Kept): Keeping {
  const [keeping, setKeeping] = useState<Keeping>({ step: keptAt === null ? "nothing" : "kept" });
  const latest = useRef({ sheet, goal, locationId });
  latest.current = { sheet, goal, locationId };
  const busy = useRef(false);
  const again = useRef(false);
  const over = useRef(false);
  /** Repairs were made since the last ones were sent. */
  const newer = useRef(false);
  const [tries, setTries] = useState(0);

  const fail = useCallback((error: unknown) => {
    const final = error instanceof ApiError && error.status >= 400 && error.status < 500;
    over.current = final;
    setKeeping({ step: "failed", sentence: sentenceOf(error), final });
    if (!final) setTimeout(() => setTries((count) => count + 1), AGAIN_MS);
  }, []);

  const keep = useCallback(async () => {
    if (busy.current) {
      again.current = true;
      return;
    }
    busy.current = true;
    try {
      let one: Upload | null = null;
      do {
        again.current = false;
        newer.current = false;
        const { locationId: at, ...now } = latest.current;
        if (at === null) return;
        const opened = await upload.open(at);
        await upload.inTurn(async () => {
          const reply = await api(`/api/imports/${opened.batchId}/draft`, {
            method: "PUT",
            json: {
              revision: opened.revision,
              reading: readingOf(await now.sheet.call("changes"), now.goal),
            },
            schema: saved,
          });
          opened.revision = reply.revision;
        });
        one = opened;
        // Another location chosen meanwhile becomes an import of its own.
        if (latest.current.locationId === at) showAddress(at, one.batchId);
      } while (again.current);
      // The file follows by itself; repairs made meanwhile do not wait for it.
      void send(upload, one, (next) => !newer.current && setKeeping(next)).catch(fail);
    } catch (error) {
      fail(error);
    } finally {
      busy.current = false;
    }
  }, [upload, fail]);

  const complete = sheet.summary?.complete === true;
  const moved = keptAt !== null && locationId !== null && locationId !== keptAt;
  const touched = sheet.changes > 0 || goal.choices > 0 || moved;
  const stamp = `${sheet.changes} ${goal.choices} ${locationId} ${tries}`;
  useEffect(() => {
    if (!complete || !touched || paused || over.current || stamp.includes("null")) return;
    newer.current = true;
    setKeeping({ step: "saving" });
    const timer = setTimeout(() => void keep(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [complete, touched, paused, stamp, keep]);

  return keeping;
}

/** Tells how far the file is, until all of it is there. */
async function send(upload: FileUpload, one: Upload, show: (next: Keeping) => void): Promise<void> {
  await upload.send(one, {
    onProgress: (sent, parts) => show({ step: "sending", sent, parts }),
    onTrouble: () => undefined,
  });
  show({ step: "kept" });
}

/** A reload finds the repairs by their address; the page itself stays as it is. */
function showAddress(locationId: string, batchId: string): void {
  const search = new URLSearchParams({ locationId, batchId });
  const wanted = `/imports/new?${search}`;
  if (window.location.pathname === "/imports/new" && window.location.search !== `?${search}`)
    window.history.replaceState(null, "", wanted);
}
