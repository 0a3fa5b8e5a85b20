import type { Summary, Target } from "../import-session";
import type { ArgsOf, FromWorker, Method, ResultOf, ToWorker } from "./protocol";

export class SheetRefused extends Error {
  override name = "SheetRefused";
  constructor(
    message: string,
    readonly line: number | null,
  ) {
    super(message);
  }
}

export type SheetWorker = {
  /** Reads the file in the worker. `onProgress` hears of the first rows at once. Throws `SheetRefused`. */
  open: (file: File, target: Target, onProgress: (summary: Summary) => void) => Promise<Summary>;
  call: <M extends Method>(method: M, ...args: ArgsOf<M>) => Promise<ResultOf<M>>;
  close: () => void;
};

type Waiting = { resolve: (value: unknown) => void; reject: (error: unknown) => void };

/** Starts the worker that reads and keeps the rows; a page only ever sees the rows it shows. */
export function startSheetWorker(): SheetWorker {
  const worker = new Worker(new URL("./csv-worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let progress: ((summary: Summary) => void) | null = null;
  let nextId = 1;

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "progress") {
      progress?.(data.summary);
      return;
    }
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.kind === "done") one?.resolve(data.value);
    else one?.reject(new SheetRefused(data.message, data.line));
  };
  worker.onerror = (event) => {
    for (const one of waiting.values())
      one.reject(new SheetRefused(event.message || "The file could not be read in this browser.", null));
    waiting.clear();
  };

  function ask(message: ToWorker): Promise<unknown> {
    return new Promise((resolve, reject) => {
      waiting.set(message.id, { resolve, reject });
      worker.postMessage(message);
    });
  }

  return {
    open: (file, target, onProgress) => {
      progress = onProgress;
      return ask({ kind: "open", id: nextId++, file, target }) as Promise<Summary>;
    },
    call: <M extends Method>(method: M, ...args: ArgsOf<M>) =>
      ask({ kind: "call", id: nextId++, method, args }) as Promise<ResultOf<M>>,
    close: () => worker.terminate(),
  };
}
