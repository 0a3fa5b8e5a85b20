import type { ImportSession, Summary, Target } from "../import-session";

/** The session's methods that a page may call through the worker. */
export type Method =
  | "summary"
  | "window"
  | "nextError"
  | "setTarget"
  | "setColumns"
  | "edit"
  | "editBlock"
  | "exclude"
  | "splitFor"
  | "previewRepair"
  | "applyRepair"
  | "undo"
  | "redo"
  | "changes"
  | "restore"
  | "columnSamples"
  | "locationCells"
  | "correctedCsv"
  | "errorReport";

export type ArgsOf<M extends Method> = Parameters<ImportSession[M]>;
export type ResultOf<M extends Method> = ReturnType<ImportSession[M]>;

export type ToWorker =
  | { kind: "open"; id: number; file: File; target: Target }
  | { kind: "call"; id: number; method: Method; args: unknown[] };

export type FromWorker =
  | { kind: "progress"; summary: Summary }
  /** Later progress: only this goes on while a file is read, and a whole summary takes long to copy. */
  | { kind: "further"; rows: number; bytes: number }
  | { kind: "done"; id: number; value: unknown }
  | { kind: "failed"; id: number; message: string; line: number | null };
