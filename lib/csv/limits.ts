import { countForX, countHashtags } from "./count";

/** What one network takes in one kind of post. Null: no limit; 0: none allowed. From CONTRACT.md's table. */
export type Limits = {
  caption: number;
  hashtags: number | null;
  images: number;
  gif: boolean;
  video: boolean;
  /** At least one picture or video. */
  mediaNeeded: boolean;
  /** Exactly one video and nothing else. */
  videoOnly: boolean;
  dailyCap: number | null;
};

const post = {
  hashtags: null,
  images: 10,
  gif: true,
  video: true,
  mediaNeeded: false,
  videoOnly: false,
  dailyCap: null,
};
const oneVideo = { ...post, images: 0, gif: false, mediaNeeded: true, videoOnly: true };

const TABLE: Record<string, Limits> = {
  "facebook/post": { ...post, caption: 62_000 },
  "facebook/reel": { ...oneVideo, caption: 62_000 },
  "facebook/story": { ...post, caption: 0, images: 1, gif: false, mediaNeeded: true },
  "instagram/post": { ...post, caption: 2_200, hashtags: 30, gif: false, mediaNeeded: true, dailyCap: 25 },
  "instagram/reel": { ...oneVideo, caption: 2_200, hashtags: 30, dailyCap: 25 },
  "instagram/story": { ...post, caption: 0, images: 10, gif: false, mediaNeeded: true, dailyCap: 25 },
  "linkedin/post": { ...post, caption: 3_000, images: 9, dailyCap: 200 },
  "google/post": { ...post, caption: 1_500, images: 1, gif: false, video: false, dailyCap: 100 },
  "twitter/post": { ...post, caption: 280, images: 4 },
  "tiktok/post": { ...oneVideo, caption: 150, dailyCap: 15 },
  "tiktok-business/post": { ...oneVideo, caption: 2_200, dailyCap: 15 },
  "youtube/post": { ...oneVideo, caption: 5_000 },
  "pinterest/post": { ...post, caption: 500, images: 1, gif: false, video: false, mediaNeeded: true },
  "community/post": { ...post, caption: 100_000 },
  "threads/post": { ...post, caption: 500 },
  "bluesky/post": { ...post, caption: 300 },
};

const FALLBACK: Limits = { ...post, caption: 62_000 };

export const TITLE_LIMITS = {
  linkedinPdf: 100,
  googleEvent: 58,
  youtube: 100,
  pinterest: 100,
  pinterestLink: 2_048,
} as const;

/** Networks that take a follow-up comment. */
export const FOLLOW_UP_PLATFORMS: ReadonlySet<string> = new Set([
  "facebook",
  "instagram",
  "linkedin",
  "youtube",
  "community",
]);

export function limitsOf(platform: string, type: string): Limits {
  return TABLE[`${platform}/${type}`] ?? TABLE[`${platform}/post`] ?? FALLBACK;
}

export { platformShortLabel as networkName } from "@/lib/upstream/contract/words";

let segmenter: Intl.Segmenter | null = null;

/** What a reader sees as one character each; made when it is first needed, which most files never do. */
function graphemesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), (part) => part.segment);
}

/**
 * Characters as the network counts them. X: a link is 23, an emoji and a wide character 2 each. Bluesky: what a reader
 * sees as one character. The others: UTF-16 units, as their own counters do.
 */
export function countCaption(platform: string, text: string): number {
  if (platform === "twitter") return countForX(text);
  if (platform === "bluesky") return graphemesOf(text).length;
  return text.length;
}

/** Cuts a caption so that the network counts at most `limit`, at a word's end where one is near. */
export function trimCaption(platform: string, text: string, limit: number): string {
  if (countCaption(platform, text) <= limit) return text;
  const parts = graphemesOf(text);
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countCaption(platform, `${parts.slice(0, middle).join("").trimEnd()}…`) <= limit) low = middle;
    else high = middle - 1;
  }
  const cut = parts.slice(0, low).join("");
  const space = cut.search(/\s\S*$/);
  return `${(space > cut.length - 25 && space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

export { countHashtags };
