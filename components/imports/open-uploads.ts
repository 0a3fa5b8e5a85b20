import { z } from "zod";

const KEY = "import-uploads";
const MOST = 10;

const openUpload = z.object({
  batchId: z.string(),
  locationId: z.string(),
  fileHash: z.string(),
  fileName: z.string(),
  openedAt: z.string(),
});
type OpenUpload = z.output<typeof openUpload>;

/** Uploads that this browser began and has not ended, the newest first: the same file chosen again goes on with them. */
function openUploads(): OpenUpload[] {
  try {
    const known = openUpload.array().safeParse(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    return known.success ? known.data : [];
  } catch {
    // Without storage (private windows) an upload simply starts anew.
    return [];
  }
}

function save(uploads: readonly OpenUpload[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(uploads.slice(0, MOST)));
  } catch {
    // As above.
  }
}

export const rememberUpload = (upload: OpenUpload): void =>
  save([upload, ...openUploads().filter(({ batchId }) => batchId !== upload.batchId)]);

export const forgetUpload = (batchId: string): void =>
  save(openUploads().filter((upload) => upload.batchId !== batchId));

export const knownUpload = (locationId: string, fileHash: string): string | null =>
  openUploads().find((upload) => upload.locationId === locationId && upload.fileHash === fileHash)?.batchId ??
  null;
