"use client";

import { useRef, useState } from "react";
import { z } from "zod";
import type { Summary } from "@/lib/csv/import-session";
import { number } from "@/lib/format";
import { ApiError, api } from "@/lib/http/api-client";
import type { Sheet } from "./use-sheet";

export type Progress =
  | { step: "idle" }
  | { step: "uploading"; sent: number; parts: number }
  | { step: "checking" }
  | { step: "scheduling" }
  | { step: "stopped"; sentence: string };

const opened = z.object({ batchId: z.string(), partBytes: z.number(), parts: z.number() });
const received = z.object({ received: z.number() });
const checkedReply = z.object({
  version: z.number(),
  rows: z.number(),
  ready: z.number(),
  skipped: z.number(),
});
const scheduled = z.object({ batchId: z.string(), csvs: z.number() });

const TRIES = 3;
const PAUSE_MS = 800;

type Upload = z.output<typeof opened> & { locationId: string; file: File; arrived: Set<number> };

/**
 * Sends the file in parts, lets the server read and check it anew, and schedules only what both count alike. What has
 * arrived is not sent again when somebody tries once more.
 */
export function useSchedule(file: File, sheet: Sheet) {
  const [progress, setProgress] = useState<Progress>({ step: "idle" });
  const upload = useRef<Upload | null>(null);

  async function open(locationId: string): Promise<Upload> {
    const known = upload.current;
    if (known && known.locationId === locationId && known.file === file) return known;
    const started = await api("/api/imports", {
      method: "POST",
      json: { locationId, fileName: file.name, fileSize: file.size },
      schema: opened,
    });
    upload.current = { ...started, locationId, file, arrived: new Set() };
    return upload.current;
  }

  async function send(one: Upload): Promise<void> {
    for (let part = 0; part < one.parts; part++) {
      if (one.arrived.has(part)) continue;
      setProgress({ step: "uploading", sent: one.arrived.size, parts: one.parts });
      const bytes = file.slice(part * one.partBytes, (part + 1) * one.partBytes);
      await patiently(() =>
        api(`/api/imports/${one.batchId}/parts/${part}`, { method: "PUT", bytes, schema: received }),
      );
      one.arrived.add(part);
    }
    setProgress({ step: "uploading", sent: one.parts, parts: one.parts });
  }

  /** The batch's id when it was scheduled; null when it stopped before, with the reason in `progress`. */
  async function schedule(
    locationId: string,
    accountIds: readonly string[],
    summary: Summary,
  ): Promise<string | null> {
    try {
      const one = await open(locationId);
      await send(one);
      setProgress({ step: "checking" });
      const changes = await sheet.call("changes");
      const found = await api(`/api/imports/${one.batchId}/check`, {
        method: "POST",
        json: { ...changes, accountIds },
        schema: checkedReply,
      });
      if (found.rows !== summary.rows || found.ready !== summary.ready) {
        setProgress({ step: "stopped", sentence: differs(found, summary) });
        return null;
      }
      setProgress({ step: "scheduling" });
      const done = await api(`/api/imports/${one.batchId}/schedule`, {
        method: "POST",
        json: { version: found.version },
        schema: scheduled,
      });
      return done.batchId;
    } catch (error) {
      setProgress({ step: "stopped", sentence: sentence(error) });
      return null;
    }
  }

  return { progress, schedule, reset: () => setProgress({ step: "idle" }) };
}

async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const hopeless = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (hopeless || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}

function differs(found: { rows: number; ready: number }, here: Summary): string {
  return `The server counts ${number(found.ready)} ready rows of ${number(found.rows)}, this page ${number(here.ready)} of ${number(here.rows)}. Nothing was scheduled. Times may have passed meanwhile: the rows are being checked again here, look at them and schedule once more.`;
}

const sentence = (error: unknown): string =>
  error instanceof ApiError
    ? error.message
    : "Something failed on this page. Nothing was scheduled; try again.";
