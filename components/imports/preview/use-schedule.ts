"use client";

import { useRef, useState } from "react";
import { z } from "zod";
import type { Summary } from "@/lib/csv/import-session";
import { number } from "@/lib/format";
import { ApiError, api } from "@/lib/http/api-client";
import { type BatchView, batchView } from "@/lib/imports/schema";
import { openUpload, sendParts, type Upload } from "./upload-file";
import type { Sheet } from "./use-sheet";
import type { Goal } from "./use-target";

export type Progress =
  | { step: "idle" }
  | { step: "reading" }
  | { step: "uploading"; sent: number; parts: number; trouble: boolean }
  | { step: "checking"; rows: number; total: number | null }
  | { step: "scheduling" }
  | { step: "asking" }
  | { step: "stopped"; sentence: string };

/** Whom to ask before anything is scheduled. */
export type Asking = { approverId: string | null; note: string | null };

const asked = z.object({ batchId: z.string(), version: z.number() });
const scheduled = z.object({ batchId: z.string(), csvs: z.number() });
const nothing = z.object({});
const LOOK_MS = 500;

type Checked = { batchId: string; version: number; rows: number; ready: number };

/**
 * Sends the file in parts, lets the server read and check it anew, and schedules only what both count alike, or asks
 * somebody to approve it first. What has arrived is not sent again when somebody tries once more.
 */
export function useSchedule(file: File, sheet: Sheet) {
  const [progress, setProgress] = useState<Progress>({ step: "idle" });
  const upload = useRef<Upload | null>(null);

  async function send(locationId: string): Promise<string> {
    const known = upload.current;
    if (known?.locationId !== locationId) {
      setProgress({ step: "reading" });
      upload.current = await openUpload(file, locationId);
    }
    const one = upload.current;
    if (!one) throw new Error("the upload was not opened");
    let at = { sent: one.arrived.size, parts: one.parts, trouble: false };
    const show = (next: Partial<typeof at>) => {
      at = { ...at, ...next };
      setProgress({ step: "uploading", ...at });
    };
    await sendParts(file, one, {
      onProgress: (sent, parts) => show({ sent, parts }),
      onTrouble: (trouble) => show({ trouble }),
    });
    return one.batchId;
  }

  async function check(batchId: string, goal: Goal, rows: number): Promise<Checked> {
    setProgress({ step: "checking", rows: 0, total: rows });
    const changes = await sheet.call("changes");
    const { version } = await api(`/api/imports/${batchId}/check`, {
      method: "POST",
      json: {
        ...changes,
        accountIds: goal.accountIds,
        targets: goal.places.map(({ id, accountIds }) => ({ locationId: id, accountIds })),
        quietHours: goal.quietHours,
      },
      schema: asked,
    });
    for (;;) {
      const batch = await api(`/api/imports/${batchId}`, { schema: batchView });
      if (batch.version !== version)
        throw new Stopped("Somebody had this file checked in another way meanwhile. Try again.");
      if (batch.status === "ready") return { batchId, version, ...sumOf(batch) };
      if (batch.status !== "checking")
        throw new Stopped(batch.statusReason ?? "The check was cancelled. Nothing was scheduled.");
      setProgress({ step: "checking", rows: batch.check?.rows ?? 0, total: batch.check?.total ?? null });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** The batch's id when it was scheduled or shown to an approver; null when it stopped, with the reason in `progress`. */
  async function schedule(
    locationId: string,
    goal: Goal,
    summary: Summary,
    asking: Asking | null,
  ): Promise<string | null> {
    try {
      const batchId = await send(locationId);
      const found = await check(batchId, goal, summary.rows);
      if (found.rows !== summary.rows || found.ready !== summary.ready) {
        setProgress({ step: "stopped", sentence: differs(found, summary) });
        return null;
      }
      const named = { version: found.version, group: true };
      setProgress({ step: asking ? "asking" : "scheduling" });
      if (asking)
        await api(`/api/imports/${batchId}/approval`, {
          method: "POST",
          json: { ...named, ...asking },
          schema: nothing,
        });
      else await api(`/api/imports/${batchId}/schedule`, { method: "POST", json: named, schema: scheduled });
      return batchId;
    } catch (error) {
      setProgress({ step: "stopped", sentence: sentence(error) });
      return null;
    }
  }

  return { progress, schedule, reset: () => setProgress({ step: "idle" }) };
}

class Stopped extends Error {}

/** A file of several locations counts in all of them. */
function sumOf(batch: BatchView): { rows: number; ready: number } {
  return batch.siblings.reduce(
    (sum, one) => ({ rows: sum.rows + one.counts.rows, ready: sum.ready + one.ready }),
    { rows: batch.counts.rows, ready: batch.ready },
  );
}

function differs(found: { rows: number; ready: number }, here: Summary): string {
  return `The server counts ${number(found.ready)} ready rows of ${number(found.rows)}, this page ${number(here.ready)} of ${number(here.rows)}. Nothing was scheduled. Times may have passed meanwhile: the rows are being checked again here, look at them and schedule once more.`;
}

const sentence = (error: unknown): string =>
  error instanceof ApiError || error instanceof Stopped
    ? error.message
    : "Something failed on this page. Nothing was scheduled; try again.";
