import { z } from "zod";
import { ApiError, api } from "@/lib/http/api-client";
import { batchView, MAX_PART_BYTES } from "@/lib/imports/schema";
import { forgetUpload, knownUpload, rememberUpload } from "../open-uploads";

const opened = z.object({ batchId: z.string(), partBytes: z.number(), parts: z.number() });
const received = z.object({ received: z.number() });

const TRIES = 10;
const PAUSE_MS = 800;
const LONGEST_PAUSE_MS = 15_000;

export type Upload = { batchId: string; locationId: string; parts: number; arrived: Set<number> };

type Told = {
  onProgress: (sent: number, parts: number) => void;
  /** The connection is lost, and the same part is tried again by itself. */
  onTrouble: (trouble: boolean) => void;
};

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** SHA-256 over the SHA-256 of each part: tells whether a file is the one whose upload was begun. */
export async function hashOf(file: File): Promise<string> {
  const parts = Math.ceil(file.size / MAX_PART_BYTES);
  const digests = new Uint8Array(parts * 32);
  for (let part = 0; part < parts; part++) {
    const bytes = await file.slice(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES).arrayBuffer();
    digests.set(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), part * 32);
  }
  return hex(await crypto.subtle.digest("SHA-256", digests));
}

/** Opens an import for the file, or takes up the one that was begun with the same file before a reload. */
export async function openUpload(file: File, locationId: string): Promise<Upload> {
  const fileHash = await hashOf(file);
  const known = knownUpload(locationId, fileHash);
  if (known) {
    const batch = await api(`/api/imports/${known}`, { schema: batchView }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) return null;
      throw error;
    });
    if (batch?.status === "receiving" && batch.fileHash === fileHash)
      return {
        batchId: known,
        locationId,
        parts: Math.ceil(file.size / MAX_PART_BYTES),
        arrived: new Set(batch.parts),
      };
    forgetUpload(known);
  }
  const { batchId, parts } = await api("/api/imports", {
    method: "POST",
    json: { locationId, fileName: file.name, fileSize: file.size, fileHash },
    schema: opened,
  });
  rememberUpload({ batchId, locationId, fileHash, fileName: file.name, openedAt: new Date().toISOString() });
  return { batchId, locationId, parts, arrived: new Set() };
}

/** Sends the parts that have not arrived, each until it is acknowledged; a lost connection is waited for. */
export async function sendParts(file: File, upload: Upload, { onProgress, onTrouble }: Told): Promise<void> {
  for (let part = 0; part < upload.parts; part++) {
    if (upload.arrived.has(part)) continue;
    onProgress(upload.arrived.size, upload.parts);
    const bytes = file.slice(part * MAX_PART_BYTES, (part + 1) * MAX_PART_BYTES);
    await patiently(
      () => api(`/api/imports/${upload.batchId}/parts/${part}`, { method: "PUT", bytes, schema: received }),
      onTrouble,
    );
    upload.arrived.add(part);
  }
  onProgress(upload.parts, upload.parts);
  forgetUpload(upload.batchId);
}

async function patiently<T>(call: () => Promise<T>, onTrouble: Told["onTrouble"]): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const value = await call();
      if (attempt > 1) onTrouble(false);
      return value;
    } catch (error) {
      const hopeless = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (hopeless || attempt === TRIES) throw error;
      onTrouble(true);
      await online(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}

/** Waits so long, or until the browser says that it has a network again. */
function online(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
  });
}
