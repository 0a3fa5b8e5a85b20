import type { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { mergeSettings, readSettings } from "@/lib/company/repository";
import { type Context, requireRole } from "@/lib/context";
import { getLocation } from "@/lib/locations/get-location";
import { readQuietHours, saveQuietHours } from "./quiet-repository";
import type { quietHours, quietHoursReply, rememberQuietHours } from "./schema";

type Hours = z.output<typeof quietHours>;
type Reply = z.output<typeof quietHoursReply>;

const NONE = "none";

/** The quiet hours that imports of a location begin with: its own, else the company's. */
export async function recallQuietHours(ctx: Context, asked: { locationId: string }): Promise<Reply> {
  const location = await getLocation(ctx, asked.locationId);
  const own = await readQuietHours(ctx.db, location.id);
  if (own !== null) return { quietHours: hoursOf(own), from: "location" };
  const { quietHours } = await readSettings(ctx.db, ctx.companyId);
  return quietHours === null
    ? { quietHours: null, from: "nobody" }
    : { quietHours: hoursOf(quietHours), from: "company" };
}

/**
 * Remembers quiet hours for the next files: of the location (also that it has none), or, by an admin, of every location
 * without its own.
 */
export async function rememberHours(
  ctx: Context,
  input: z.output<typeof rememberQuietHours>,
): Promise<Reply> {
  const location = await getLocation(ctx, input.locationId);
  const text = input.quietHours && `${input.quietHours.from}-${input.quietHours.to}`;
  if (input.scope === "company") requireRole(ctx, "admin");
  const before = await recallQuietHours(ctx, input);
  await ctx.db.transaction(async (tx) => {
    if (input.scope === "company") await mergeSettings(tx, ctx.companyId, { quietHours: text });
    else await saveQuietHours(tx, location.id, text ?? NONE);
    await recordAudit(tx, ctx, {
      action: "import.quiet_hours",
      targetKind: input.scope,
      targetId: input.scope === "company" ? ctx.companyId : location.id,
      targetName: input.scope === "company" ? null : location.name,
      locationId: input.scope === "company" ? null : location.id,
      before: { quietHours: before.quietHours },
      after: { quietHours: input.quietHours },
    });
  });
  return recallQuietHours(ctx, input);
}

function hoursOf(text: string): Hours | null {
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  return from && to ? { from, to } : null;
}
