import { z } from "zod";
import { ApiError, api } from "@/lib/http/api-client";
import { type DraftView, draftView } from "@/lib/imports/draft-schema";
import { MAX_PART_BYTES } from "@/lib/imports/schema";
import { forgetUpload, knownUpload, rememberUpload } from "../open-uploads";

const opened = z.object({ batchId: z.string(), partBytes: z.number(), parts: z.number() });
const received = z.object({ received: z.number() });

const TRIES = 10;
const PAUSE_MS = 800;
const LONGEST_PAUSE_MS = 15_000;

export type Upload = {
  batchId: string;
  locationId: string;
  parts: number;
  arrived: Set<number>;
  /** Of the repairs kept with it; 0: none yet. */
  revision: number;
};

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

/**
 * The file on its way to the server: opened once a location, its parts sent once, whoever asks for it (the repairs that are
 * kept, or scheduling).
 */
export class FileUpload {
  private present: Upload | null;
  private opening: { locationId: string; upload: Promise<Upload> } | null = null;
  private sending: Promise<void> | null = null;
  private readonly told = new Set<Told>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly file: File,
    kept: DraftView | null,
  ) {
    this.present = kept && uploadOf(kept);
  }

  /** Keeping repairs and having them checked both name the revision they know: one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** Opens an import at the location; one that was opened for another location is forgotten, if nothing was made of it. */
  async open(locationId: string): Promise<Upload> {
    if (this.present?.locationId === locationId) return this.present;
    if (this.opening?.locationId !== locationId)
      this.opening = { locationId, upload: openUpload(this.file, locationId) };
    try {
      const upload = await this.opening.upload;
      const before = this.present;
      this.present = upload;
      this.sending = null;
      if (before && before !== upload) void forgetDraft(before.batchId);
      return upload;
    } finally {
      this.opening = null;
    }
  }

  /** Sends what has not arrived. A second caller hears of the same parts. */
  async send(upload: Upload, told: Told): Promise<void> {
    this.told.add(told);
    told.onProgress(upload.arrived.size, upload.parts);
    try {
      this.sending ??= sendParts(this.file, upload, {
        onProgress: (sent, parts) => {
          for (const one of this.told) one.onProgress(sent, parts);
        },
        onTrouble: (trouble) => {
          for (const one of this.told) one.onTrouble(trouble);
        },
      });
      await this.sending;
    } catch (error) {
      this.sending = null;
      throw error;
    } finally {
      this.told.delete(told);
    }
  }
}

const uploadOf = (draft: DraftView): Upload => ({
  batchId: draft.batchId,
  locationId: draft.locationId,
  parts: draft.partsOf,
  arrived: new Set(draft.parts),
  revision: draft.kept?.revision ?? 0,
});

/** What cannot be forgotten was checked: it stays in the history. */
const forgetDraft = (batchId: string): Promise<unknown> => {
  forgetUpload(batchId);
  return api(`/api/imports/${batchId}/draft`, { method: "DELETE", schema: z.object({}) }).catch(() => null);
};

/** Opens an import for the file, or takes up the one that was begun with the same file and never repaired. */
async function openUpload(file: File, locationId: string): Promise<Upload> {
  const fileHash = await hashOf(file);
  const known = knownUpload(locationId, fileHash);
  if (known) {
    const draft = await api(`/api/imports/${known}/draft`, { schema: draftView }).catch((error: unknown) => {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) return null;
      throw error;
    });
    // Repairs of another time are not written over: they wait in the list of open files.
    if (draft?.receiving && draft.kept === null && draft.fileHash === fileHash) return uploadOf(draft);
    forgetUpload(known);
  }
  const { batchId, parts } = await api("/api/imports", {
    method: "POST",
    json: { locationId, fileName: file.name, fileSize: file.size, fileHash },
    schema: opened,
  });
  rememberUpload({ batchId, locationId, fileHash, fileName: file.name, openedAt: new Date().toISOString() });
  return { batchId, locationId, parts, arrived: new Set(), revision: 0 };
}

/** Sends the parts that have not arrived, each until it is acknowledged; a lost connection is waited for. */
async function sendParts(file: File, upload: Upload, { onProgress, onTrouble }: Told): Promise<void> {
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
