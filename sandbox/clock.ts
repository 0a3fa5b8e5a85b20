/**
 * Two times: `now` is the world's (posts, tokens, figures) and may be held still by a test;
 * `wall` always moves (CSV steps, rate-limit windows), so that a still world does not hang.
 */
export type Clock = {
  now(): number;
  wall(): number;
  advance(ms: number): void;
  set(nowMs: number | null): void;
};

export function createClock(fixedIso?: string): Clock {
  let fixed = fixedIso === undefined ? null : Date.parse(fixedIso);
  let shift = 0;
  if (fixed !== null && Number.isNaN(fixed)) {
    throw new Error(`"${fixedIso}" is no time; write it like 2026-06-01T09:00:00Z.`);
  }
  return {
    now: () => (fixed ?? Date.now()) + shift,
    wall: () => Date.now(),
    advance(ms) {
      shift += ms;
    },
    set(nowMs) {
      fixed = nowMs;
      shift = 0;
    },
  };
}
