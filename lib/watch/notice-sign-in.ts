import { createHash } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { Context } from "@/lib/context";
import { plural } from "@/lib/format";
import { openAlert, type Unusual } from "./open-alert";
import { saveSessionCountry, seePlace } from "./place-repository";

type SignIn = { userId: string; companyId: string; name: string; sessionId: string };

/**
 * Notes from which device and country a person signed in, and opens an alert for one they never used. The first sign-in
 * of all is nobody's surprise. Call it in the sign-in's transaction, before its audit entry.
 */
export async function noticeSignIn(
  tx: Transaction,
  ctx: Pick<Context, "clock" | "address" | "requestId" | "userAgent" | "country">,
  { userId, companyId, name, sessionId }: SignIn,
): Promise<void> {
  const country = ctx.country ?? null;
  const places = [
    { kind: "device" as const, value: deviceOf(ctx.userAgent), ours: "new_device" as const },
    ...(country ? [{ kind: "country" as const, value: country, ours: "new_country" as const }] : []),
  ];
  if (country) await saveSessionCountry(tx, sessionId, country);
  const subject = { kind: "person" as const, id: userId, name };
  const found: Unusual[] = [];
  for (const { kind, value, ours } of places) {
    const { isNew, known } = await seePlace(tx, { subjectId: userId, companyId, kind, value });
    if (!isNew || known === 0) continue;
    const what =
      kind === "device"
        ? `Signed in with a browser never used before; ${plural(known, "other is", "others are")} known.`
        : `Signed in from ${countryName(value)}, never before; ${plural(known, "other country is", "other countries are")} known.`;
    found.push({ subject, kind: ours, what, next: NEXT, each: true });
  }
  // After all places: an alert locks the audit, and nobody who holds that may wait for a place.
  for (const unusual of found) await openAlert(tx, { ...ctx, companyId }, unusual);
}

const NEXT = "Ask them whether it was them; if not, disable them at once, then send a new password link.";

/** The browser and system without their version numbers, which change every few weeks. */
function deviceOf(userAgent: string | null): string {
  const kind = (userAgent ?? "unknown").replace(/\d+(?:[._]\d+)*/g, "0");
  return createHash("sha256").update(kind).digest("hex");
}

const NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

function countryName(code: string): string {
  return NAMES.of(code) ?? code;
}
