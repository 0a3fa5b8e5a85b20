import type { Platform } from "../world/platforms";

/** Caption lengths; what is longer is cut without a word, as upstream does. */
export const captionLimit: Record<Platform, number> = {
  facebook: 62_000,
  instagram: 2_200,
  linkedin: 3_000,
  google: 1_500,
  twitter: 280,
  tiktok: 150,
  "tiktok-business": 2_200,
  youtube: 5_000,
  pinterest: 500,
  community: 100_000,
  threads: 500,
};

export const mediaNeeded: ReadonlySet<Platform> = new Set([
  "instagram",
  "tiktok",
  "tiktok-business",
  "youtube",
  "pinterest",
]);

export const videoNeeded: ReadonlySet<Platform> = new Set(["tiktok", "tiktok-business", "youtube"]);

export const followUpAllowed: ReadonlySet<Platform> = new Set([
  "facebook",
  "instagram",
  "linkedin",
  "youtube",
  "community",
]);

export function trimmed(summary: string, platform: Platform): string {
  return Array.from(summary).slice(0, captionLimit[platform]).join("");
}
