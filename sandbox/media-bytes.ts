import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxState } from "./state";

/** Uploaded media lie in the data folder, or in memory where there is none. */
export function keepBytes(state: SandboxState, id: string, bytes: Uint8Array): void {
  if (state.store.folder === null) {
    state.mediaBytes.set(id, bytes);
    return;
  }
  const folder = join(state.store.folder, "media");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, id), bytes);
}

export function readBytes(state: SandboxState, id: string): Uint8Array | null {
  if (!/^[0-9a-f]{24}$/.test(id)) return null;
  if (state.store.folder === null) return state.mediaBytes.get(id) ?? null;
  const path = join(state.store.folder, "media", id);
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
}
