"use client";

import { useState } from "react";
import { z } from "zod";
import type { Summary } from "@/lib/csv/import-session";
import type { ResultOf } from "@/lib/csv/worker/protocol";
import { number } from "@/lib/format";
import { ApiError, api } from "@/lib/http/api-client";
import { type BatchView, batchView } from "@/lib/imports/schema";
import type { FileUpload, Upload } from "./upload-file";
import type { Sheet } from "./use-sheet";
import type { Goal } from "./use-target";

export type Progress =
  | { step: "idle" }
  | { step: "reading" }
  | { step: "uploading"; sent: number; parts: number; trouble: boolean }
  | { step: "checking"; rows: number; total: number | null }
  | { step: "scheduling" }
  | { step: "asking" }
  /** `openAt`: the import that somebody scheduled meanwhile; there is nothing to try again here. */
  | { step: "stopped"; sentence: string; openAt: string | null };

/** Whom to ask before anything is scheduled. */
export type Asking = { approverId: string | null; note: string | null };

const asked = z.object({ batchId: z.string(), version: z.number(), revision: z.number() });
const scheduled = z.object({ batchId: z.string(), csvs: z.number() });
const nothing = z.object({});
const LOOK_MS = 500;

type Checked = { batchId: string; version: number; rows: number; ready: number };

/**
 * Sends the file in parts, lets the server read and check it anew, and schedules only what both count alike, or asks
 * somebody to approve it first. What has arrived is not sent again when somebody tries once more.
 */
export function useSchedule(upload: FileUpload, sheet: Sheet) {
  const [progress, setProgress] = useState<Progress>({ step: "idle" });

  async function send(locationId: string): Promise<Upload> {
    setProgress({ step: "reading" });
    const one = await upload.open(locationId);
    let at = { sent: one.arrived.size, parts: one.parts, trouble: false };
    const show = (next: Partial<typeof at>) => {
      at = { ...at, ...next };
      setProgress({ step: "uploading", ...at });
    };
    await upload.send(one, {
      onProgress: (sent, parts) => show({ sent, parts }),
      onTrouble: (trouble) => show({ trouble }),
    });
    return one;
  }

  async function check(one: Upload, goal: Goal, rows: number): Promise<Checked> {
    const { batchId } = one;
    setProgress({ step: "checking", rows: 0, total: rows });
    const version = await upload.inTurn(async () => {
      const reply = await api(`/api/imports/${batchId}/check`, {
        method: "POST",
        json: readingOf(await sheet.call("changes"), goal),
        schema: asked,
      });
      one.revision = reply.revision;
      return reply.version;
    });
    for (;;) {
      const batch = await api(`/api/imports/${batchId}`, { schema: batchView });
      if (batch.version !== version)
        throw new Stopped(
          "Another page had this file checked at the same moment. Nothing was scheduled from here; try again.",
        );
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
    let batchId: string | null = null;
    try {
      const one = await send(locationId);
      batchId = one.batchId;
      const found = await check(one, goal, summary.rows);
      if (found.rows !== summary.rows || found.ready !== summary.ready) {
        setProgress({ step: "stopped", sentence: differs(found, summary), openAt: null });
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
      const closed = error instanceof ApiError && error.code === "already_running";
      setProgress({ step: "stopped", sentence: sentence(error), openAt: closed ? batchId : null });
      return null;
    }
  }

  return { progress, schedule, reset: () => setProgress({ step: "idle" }) };
}

/** What the server makes the same rows by. */
export const readingOf = (changes: ResultOf<"changes">, goal: Goal) => ({
  ...changes,
  accountIds: goal.accountIds,
  targets: goal.places.map(({ id, accountIds }) => ({ locationId: id, accountIds })),
  quietHours: goal.quietHours,
});

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
