/** What a shape must stand out from its page to be seen well (WCAG 1.4.11). */
export const VISIBLE = 3;
const STEP = 0.04;

/** The pages that the agency's stripe stands on: paper and e-mails, and the share page at night. */
export const PAGES = { light: "#ffffff", dark: "#121317" } as const;

type Rgb = [number, number, number];

const read = (color: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as Rgb;
const write = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

function luminance(color: string): number {
  const [red, green, blue] = read(color).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How far two colours (`#rrggbb`) stand apart: 1 is the same, 21 black on white. */
export function contrastOf(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * The edge that the stripe of this colour gets on a page where it would hardly be seen: the same hue, darker or lighter until
 * it can. Null where the colour needs none.
 */
export function edgeOf(color: string, page: string): string | null {
  if (contrastOf(color, page) >= VISIBLE) return null;
  const away = luminance(page) > 0.5 ? 0 : 255;
  const from = read(color);
  for (let share = STEP; share < 1; share += STEP) {
    const shade = write(from.map((part) => part + (away - part) * share) as Rgb);
    if (contrastOf(shade, page) >= VISIBLE) return shade;
  }
  return write([away, away, away]);
}
