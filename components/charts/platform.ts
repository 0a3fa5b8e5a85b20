export { platformLabel, platformShortLabel } from "@/lib/upstream/contract/words";

/** The five networks agencies post to most own a series colour each; the others share a neutral one. */
const COLORS: Record<string, string> = {
  instagram: "var(--s1)",
  facebook: "var(--s2)",
  linkedin: "var(--s3)",
  google: "var(--s4)",
  tiktok: "var(--s5)",
  "tiktok-business": "var(--s5)",
};

/** The colour of a platform in every chart and mark: it follows the key, never the order of a list. */
export function platformColor(platform: string): string {
  return COLORS[platform] ?? "var(--line-strong)";
}

const SERIES = ["var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)", "var(--s5)"] as const;

/** Colours for things that are not platforms (metrics, accounts): fixed by the list of all keys, not of those shown. */
export function seriesColors(allKeys: readonly string[]): (key: string) => string {
  const places = new Map(allKeys.map((key, index) => [key, SERIES[index]]));
  return (key) => places.get(key) ?? "var(--line-strong)";
}
