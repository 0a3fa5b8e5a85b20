import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import type { FieldKey } from "@/lib/csv";
import { getLocation } from "@/lib/locations/get-location";
import { readMapping, saveMapping } from "./mapping-repository";
import { rememberedColumns } from "./schema";

type Header = { locationId: string; header: string };

const keyOf = (ctx: Context, { locationId, header }: Header) => ({
  companyId: ctx.companyId,
  locationId,
  headerHash: createHash("sha256").update(header).digest("hex"),
});

/** How a person read the columns of the same header (`headerKey`) at this location before; null: nobody did. */
export async function recallColumns(ctx: Context, input: Header): Promise<(FieldKey | null)[] | null> {
  await getLocation(ctx, input.locationId);
  const known = rememberedColumns.safeParse(await readMapping(ctx.db, keyOf(ctx, input)));
  return known.success ? known.data : null;
}

/** Remembers how the columns of a header are read at a location. */
export async function rememberColumns(
  ctx: Context,
  input: Header & { columns: (FieldKey | null)[] },
): Promise<void> {
  await getLocation(ctx, input.locationId);
  await saveMapping(ctx.db, keyOf(ctx, input), input.columns);
}
