import { type MixValue, surelyBetter, surelyWorse } from "./posting-schema";

/** Two-sided 95 % of Student's t for small samples; from 20 posts on the normal distribution is near enough. */
const T_95 = [
  12.7, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1,
];

/** Half the width of the 95 % interval around a mean; null for fewer than two posts. */
export function marginOf(sample: { posts: number; deviation: number | null }): number | null {
  if (sample.posts < 2 || sample.deviation === null) return null;
  return ((T_95[sample.posts - 2] ?? 1.96) * sample.deviation) / Math.sqrt(sample.posts);
}

/** A suggestion never asks for more than half as much again, nor for less than half, of what is posted now. */
const MOST = 1.5;
const LEAST = 0.5;

/**
 * The share each value would have if more were posted of what does better than an average post with 95 % confidence, and less
 * of what does worse; what is uncertain keeps its weight. Null for a dimension where nothing is certain, and for tags, of
 * which a post may have several.
 */
export function suggestMix(rows: readonly Omit<MixValue, "suggested">[]): MixValue[] {
  const weights = rows.map(weightOf);
  return rows.map((row, index) => {
    const members = rows.flatMap((other, at) => (other.dimension === row.dimension ? [at] : []));
    const certain = members.some((at) => (weights[at] ?? 1) !== 1);
    const total = members.reduce((sum, at) => sum + (rows[at]?.share ?? 0) * (weights[at] ?? 1), 0);
    // A single value has nothing to trade its share with.
    if (row.dimension === "tag" || !certain || members.length < 2 || total === 0) {
      return { ...row, suggested: null };
    }
    return { ...row, suggested: (row.share * (weights[index] ?? 1)) / total };
  });
}

function weightOf({ index, low, high }: Omit<MixValue, "suggested">): number {
  if (index === null) return 1;
  if (surelyBetter(low)) return Math.min(MOST, index);
  if (surelyWorse(high)) return Math.max(LEAST, index);
  return 1;
}
