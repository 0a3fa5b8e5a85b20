import { platformColor } from "@/components/charts/platform";
import type { Series } from "@/lib/reports/schema";

const PALETTE = ["var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)", "var(--s5)"] as const;
const NEUTRAL = "var(--line-strong)";

/**
 * A colour for each series, by its key: a platform keeps its own colour; whoever has none, or shares one, gets a free one in
 * the order of the keys, so that the same lines look the same on every visit.
 */
export function colorsOf(series: readonly Pick<Series, "key" | "platform">[]): Map<string, string> {
  const colors = new Map<string, string>();
  const taken = new Set<string>();
  const inKeyOrder = [...series].sort((a, b) => a.key.localeCompare(b.key));
  for (const { key, platform } of inKeyOrder) {
    const own = platform ? platformColor(platform) : NEUTRAL;
    if (own !== NEUTRAL && !taken.has(own)) {
      colors.set(key, own);
      taken.add(own);
    }
  }
  for (const { key, platform } of inKeyOrder) {
    if (colors.has(key)) continue;
    const free = platform ? PALETTE.find((color) => !taken.has(color)) : undefined;
    colors.set(key, free ?? NEUTRAL);
    if (free) taken.add(free);
  }
  return colors;
}
