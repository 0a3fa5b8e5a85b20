import { randomUUID } from "node:crypto";
import { newId20 } from "./ids";
import type { KeyRecord } from "./records";
import type { SandboxState } from "./state";

/** After a rotation the old key lives on for so long. */
const overlapMs = 7 * 86_400_000;

export function createKey(
  state: SandboxState,
  about: Pick<KeyRecord, "name" | "kind" | "companyId" | "locationId" | "scopes">,
): KeyRecord {
  const id = newId20();
  return state.keys.set(id, { ...about, id, token: `pit-${randomUUID()}`, createdAt: state.clock.now() });
}

export function rotateKey(state: SandboxState, id: string, keepOld: boolean): KeyRecord | null {
  const key = state.keys.get(id);
  if (!key) return null;
  const { previous: _, ...rest } = key;
  const now = state.clock.now();
  return state.keys.set(id, {
    ...rest,
    token: `pit-${randomUUID()}`,
    rotatedAt: now,
    ...(keepOld ? { previous: { token: key.token, until: now + overlapMs } } : {}),
  });
}
