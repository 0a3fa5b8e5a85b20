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

const newWorker = (): Worker => new Worker(new URL("./csv-worker.ts", import.meta.url), { type: "module" });

/** How long a worker that nobody waits for any more is kept: the page that opens the file comes after the one that took it. */
const KEPT_MS = 10_000;
/** Waits for the file that is opened next. */
let ready: Worker | null = null;
let holders = 0;

/**
 * Starts a worker ahead of the file it will read: its start takes about half as long as reading 100,000 rows, and while a
 * person looks for a file that time costs nothing. Answers how to say that no file is awaited any more.
 */
export function prepareSheetWorker(): () => void {
  holders++;
  ready ??= prepared();
  return () => {
    holders--;
    setTimeout(() => {
      if (holders > 0) return;
      ready?.terminate();
      ready = null;
    }, KEPT_MS);
  };
}

function prepared(): Worker {
  const worker = newWorker();
  // One that cannot start is forgotten: the next one, started with the file, says so to whom it concerns.
  worker.onerror = () => {
    if (ready === worker) ready = null;
  };
  return worker;
}

function takeWorker(): Worker {
  const worker = ready ?? newWorker();
  ready = null;
  return worker;
}

/** Takes the worker that reads and keeps the rows; a page only ever sees the rows it shows. */
export function startSheetWorker(): SheetWorker {
  const worker = takeWorker();
  const waiting = new Map<number, Waiting>();
  let progress: ((summary: Summary) => void) | null = null;
  let first: Summary | null = null;
  let nextId = 1;

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === "progress") {
      first = data.summary;
      progress?.(first);
      return;
    }
    if (data.kind === "further") {
      if (first) progress?.({ ...first, rows: data.rows, bytes: data.bytes });
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
      first = null;
      return ask({ kind: "open", id: nextId++, file, target }) as Promise<Summary>;
    },
    call: <M extends Method>(method: M, ...args: ArgsOf<M>) =>
      ask({ kind: "call", id: nextId++, method, args }) as Promise<ResultOf<M>>,
    close: () => worker.terminate(),
  };
}
