import { z } from "zod";

export const MAX_LOGO_BYTES = 512 * 1024;
/** The product's own accent, where an agency chose none. */
export const STANDARD_COLOR = "#2d54bc";

export const brandColor = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, "Give the colour as #rrggbb, for example #2d54bc.")
  .transform((color) => color.toLowerCase());

export const changeBrandInput = z.strictObject({ color: brandColor.nullable() });

export const brandView = z.object({
  agency: z.string(),
  /** Null: the product's own. */
  color: z.string().nullable(),
  logo: z.object({ contentType: z.string(), size: z.number().int(), updatedAt: z.string() }).nullable(),
});
export type BrandView = z.output<typeof brandView>;

/** What a reader without a sign-in sees of the agency; the logo as a `data:` address. */
export const publicBrand = z.object({ color: z.string().nullable(), logo: z.string().nullable() });
export type PublicBrand = z.output<typeof publicBrand>;
