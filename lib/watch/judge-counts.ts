import { number, plural } from "@/lib/format";
import type { CountKind } from "./count-repository";
import type { SubjectKind } from "./schema";

export const LIMITS = {
  refusal: { count: 20, minutes: 1 },
  failed_factor: { count: 5, minutes: 10 },
  export: { count: 6, minutes: 10 },
  exported_row: { count: 20_001, minutes: 10 },
} as const satisfies Record<CountKind, { count: number; minutes: number }>;

const KIND = {
  refusal: "refusals",
  failed_factor: "failed_factors",
  export: "bulk_export",
  exported_row: "bulk_export",
} as const satisfies Record<CountKind, string>;

/** Whether so many in the kind's window are unusual, in one sentence beside the habit; null where they are not. */
export function judgeCount(
  about: SubjectKind,
  kind: CountKind,
  window: { count: number; habitMost: number },
): { kind: (typeof KIND)[CountKind]; what: string; next: string } | null {
  const { count, habitMost } = window;
  if (count < LIMITS[kind].count) return null;
  const habit = `${habitMost === 0 ? "none" : `at most ${number(habitMost)}`} in the 30 days before`;
  const next =
    about === "api_key"
      ? "Ask who runs its script; pause or rotate the key if nobody does."
      : "Ask them whether it was them; if not, disable them at once, then send a new password link.";
  const told = {
    refusal: `${plural(count, "request")} refused within a minute, ${habit}.`,
    failed_factor: `${plural(count, "wrong password or code", "wrong passwords or codes")} within 10 minutes, ${habit}.`,
    export: `${plural(count, "export")} within 10 minutes, ${habit}.`,
    exported_row: `${plural(count, "row")} exported within 10 minutes, ${habit}.`,
  } satisfies Record<CountKind, string>;
  return { kind: KIND[kind], what: told[kind], next };
}
