import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Line = [collection: string, key: string, value: unknown];

/** Keeps what people change. `put` with undefined forgets the key. */
export type Store = {
  put(collection: string, key: string, value: unknown): void;
  /** Every entry known at start, in the order it was first written. */
  load(): Map<string, Map<string, unknown>>;
  clear(): void;
  flush(): void;
  readonly folder: string | null;
};

export function memoryStore(): Store {
  return { put: () => {}, load: () => new Map(), clear: () => {}, flush: () => {}, folder: null };
}

const flushAfterMs = 25;
const compactAfterLines = 20_000;
const compactAfterBytes = 64 * 1024 * 1024;

/**
 * A journal of changes beside a compacted image of them. Lines reach the disk within some 25 ms, the image
 * is replaced by a rename, and a half-written last line is ignored: a kill loses a blink at most.
 */
export function journalStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const imagePath = join(folder, "state.json");
  const journalPath = join(folder, "journal.jsonl");
  const entries = read(imagePath, journalPath);
  let pending: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let lines = 0;
  let bytes = 0;

  compact();

  function compact(): void {
    const image: Line[] = [];
    for (const [collection, rows] of entries) {
      for (const [key, value] of rows) image.push([collection, key, value]);
    }
    const text = image.map((line) => JSON.stringify(line)).join("\n");
    writeFileSync(`${imagePath}.new`, text, { mode: 0o600 });
    renameSync(`${imagePath}.new`, imagePath);
    writeFileSync(journalPath, "", { mode: 0o600 });
    pending = [];
    lines = 0;
    bytes = 0;
  }

  // Written in one go, not behind the event loop's back: lines of one key must keep their order to the end.
  function write(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (pending.length === 0) return;
    const text = pending.join("");
    pending = [];
    try {
      if (lines > compactAfterLines || bytes > compactAfterBytes) compact();
      else appendFileSync(journalPath, text);
    } catch (error) {
      console.error(
        `The sandbox could not save its state: ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  return {
    folder,
    put(collection, key, value) {
      apply(entries, [collection, key, value]);
      const line = `${JSON.stringify([collection, key, value === undefined ? null : value])}\n`;
      pending.push(line);
      lines += 1;
      bytes += line.length;
      timer ??= setTimeout(write, flushAfterMs);
    },
    load: () => entries,
    clear() {
      entries.clear();
      compact();
    },
    flush: write,
  };
}

function apply(entries: Map<string, Map<string, unknown>>, [collection, key, value]: Line): void {
  let rows = entries.get(collection);
  if (!rows) {
    rows = new Map();
    entries.set(collection, rows);
  }
  if (value === null || value === undefined) rows.delete(key);
  else rows.set(key, value);
}

function read(...paths: string[]): Map<string, Map<string, unknown>> {
  const entries = new Map<string, Map<string, unknown>>();
  for (const path of paths) {
    if (!existsSync(path)) continue;
    for (const text of readFileSync(path, "utf8").split("\n")) {
      const line = parseLine(text);
      if (line) apply(entries, line);
    }
  }
  return entries;
}

function parseLine(text: string): Line | null {
  if (text === "") return null;
  try {
    const line: unknown = JSON.parse(text);
    if (!Array.isArray(line) || typeof line[0] !== "string" || typeof line[1] !== "string") return null;
    return [line[0], line[1], line[2]];
  } catch {
    return null;
  }
}
