import { ImportSession } from "../import-session";
import { ReadRefusal } from "../refusal";
import { createZone } from "../zone";
import type { FromWorker, ToWorker } from "./protocol";

type WorkerScope = {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage: (message: FromWorker) => void;
};

const scope = globalThis as unknown as WorkerScope;
let session: ImportSession | null = null;

scope.onmessage = ({ data }) => {
  void handle(data).then(
    (value) => scope.postMessage({ kind: "done", id: data.id, value }),
    (error: unknown) =>
      scope.postMessage({
        kind: "failed",
        id: data.id,
        message: error instanceof Error ? error.message : String(error),
        line: error instanceof ReadRefusal ? error.line : null,
      }),
  );
};

/** The first clock of a worker takes the browser longer than the first rows: it is loaded before a file is there. */
createZone("UTC").toLocal(0);

async function handle(message: ToWorker): Promise<unknown> {
  if (message.kind === "open") {
    const { file, target } = message;
    const slice = async (from: number, to: number) =>
      new Uint8Array(await file.slice(from, to).arrayBuffer());
    const stream = () => chunksOf(file);
    session = new ImportSession({ name: file.name, size: file.size, slice, stream }, target);
    let first = true;
    return session.read((summary) => {
      const { rows, bytes } = summary;
      scope.postMessage(first ? { kind: "progress", summary } : { kind: "further", rows, bytes });
      first = false;
    });
  }
  if (!session) throw new Error("No file is open.");
  const method = session[message.method] as (...args: unknown[]) => unknown;
  return method.apply(session, message.args);
}

/** The browser reads a stream ahead: several times as fast as asking for one slice after another. */
async function* chunksOf(file: File): AsyncGenerator<Uint8Array, void, void> {
  const reader = file.stream().getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
