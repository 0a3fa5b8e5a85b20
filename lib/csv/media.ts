import type { Fields } from "./formats";
import { listUrls } from "./row";

export type MediaKind = "none" | "images" | "gif" | "videos" | "mixed";

export type Media = {
  kind: MediaKind;
  images: string[];
  gif: string[];
  videos: string[];
  /** The images are one URL on a host that is known to be sound. */
  plain?: boolean;
};

const NO_URLS: string[] = [];
Object.freeze(NO_URLS);

/** What three cells hold. One media kind a row; the upstream takes no mixture. */
export function mediaOf(imageCell: string, gifCell: string, videoCell: string): Media {
  const plain = imageCell !== "" && plainUrl !== null && plainUrl.test(imageCell);
  const images = imageCell === "" ? NO_URLS : plain ? [imageCell] : listUrls(imageCell);
  const gif = gifCell === "" ? NO_URLS : listUrls(gifCell);
  const videos = videoCell === "" ? NO_URLS : listUrls(videoCell);
  const kinds = (images.length > 0 ? 1 : 0) + (gif.length > 0 ? 1 : 0) + (videos.length > 0 ? 1 : 0);
  let kind: MediaKind = "none";
  if (kinds > 1) kind = "mixed";
  else if (images.length > 0) kind = "images";
  else if (gif.length > 0) kind = "gif";
  else if (videos.length > 0) kind = "videos";
  return { kind, images, gif, videos, plain };
}

/** What a row shows besides its caption. */
export function readMedia(fields: Fields): Media {
  return mediaOf(fields.imageUrls ?? "", fields.gifUrl ?? "", fields.videoUrls ?? "");
}

const SHARE_HOSTS =
  /^https?:\/\/(?:[a-z0-9-]+\.)*(?:drive\.google\.com|docs\.google\.com|dropbox\.com|1drv\.ms|onedrive\.live\.com)\//i;

/** Share pages of Drive, Dropbox and OneDrive are no pictures: the upstream refuses them. */
export function isShareLink(url: string): boolean {
  if (!SHARE_HOSTS.test(url)) return false;
  // Dropbox serves the file itself under these.
  return !/[?&](raw|dl)=1/.test(url) || /google|1drv|onedrive/i.test(url);
}

const PAGE_HOSTS =
  /^https?:\/\/(?:www\.|m\.)?(?:youtube\.com\/(?:watch|shorts)|youtu\.be\/|vimeo\.com\/\d|instagram\.com\/(?:p|reel)\/|facebook\.com\/|tiktok\.com\/@|canva\.com\/design|photos\.app\.goo\.gl\/|photos\.google\.com\/|(?:www\.)?icloud\.com\/|we\.tl\/|wetransfer\.com\/|imgur\.com\/(?:a|gallery)\/|unsplash\.com\/photos\/|pexels\.com\/photo\/)/i;

const PAGE_ORIGINS =
  /youtu|vimeo|instagram|facebook|tiktok|canva|goo\.gl|google|icloud|we\.tl|wetransfer|imgur|unsplash|pexels/i;

/** Pages that show a picture or a video instead of being it. */
export const isPageLink = (url: string): boolean => PAGE_HOSTS.test(url);

const INSIDE =
  /^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[|[a-z0-9-]+(?:[:/]|$)|[^/]+\.(?:local|internal|lan|test)(?:[:/]|$))/i;

/** Addresses that only machines of one network can reach. */
export const isInsideAddress = (url: string): boolean => INSIDE.test(url);

const ORDINARY = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#][\x21-\x7e]*)?$/i;

export function isWebUrl(text: string): boolean {
  if (ORDINARY.test(text)) return true;
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) && URL.canParse(text);
}

const ENDINGS = new Map<string, "images" | "gif" | "videos">([
  ["gif", "gif"],
  ...["png", "jpg", "jpeg", "webp", "avif", "heic", "bmp", "tiff"].map((one) => [one, "images"] as const),
  ...["mp4", "mov", "m4v", "webm", "avi", "mkv", "mpeg", "mpg", "wmv"].map((one) => [one, "videos"] as const),
]);

/** What a URL's ending says it is; null: it does not say. */
export function kindOfUrl(url: string): "images" | "gif" | "videos" | null {
  const { length } = url;
  // `.jpg` and its like, in either case, without making a string.
  if (url.charCodeAt(length - 4) === 46) {
    const letters =
      ((url.charCodeAt(length - 3) | 32) << 16) |
      ((url.charCodeAt(length - 2) | 32) << 8) |
      (url.charCodeAt(length - 1) | 32);
    if (letters === JPG || letters === PNG) return "images";
    if (letters === MP4) return "videos";
  }
  const query = url.indexOf("?");
  const hash = url.indexOf("#");
  const end = query !== -1 ? query : hash !== -1 ? hash : length;
  const dot = url.lastIndexOf(".", end);
  if (dot === -1 || end - dot > 6) return null;
  return ENDINGS.get(url.slice(dot + 1, end).toLowerCase()) ?? null;
}

const JPG = 0x6a7067;
const PNG = 0x706e67;
// The digit 4 has the bit set that makes a letter small.
const MP4 = 0x6d7034;

export type UrlTrouble = "share" | "page" | "inside" | "none" | null;

const MOST_ORIGINS = 8;
const goodOrigins: string[] = [];
/** One URL on a host that nothing is wrong with, and nothing that may separate URLs. */
let plainUrl: RegExp | null = null;
/** The same, of a picture. */
let plainImage: RegExp | null = null;

/** Whether a cell holds one picture that nothing is wrong with; false where only a closer look tells. */
export const isPlainImage = (cell: string): boolean => plainImage?.test(cell) === true;

/**
 * Files name a few hosts again and again: the first ones that are no share, page or inside address go into one pattern,
 * which then answers for most cells. (The parser's cells are slices of a larger text, on which a pattern is fast and
 * `startsWith` is not.)
 */
function learnOrigin(origin: string): void {
  if (goodOrigins.length >= MOST_ORIGINS || goodOrigins.includes(origin)) return;
  goodOrigins.push(origin);
  const hosts = goodOrigins.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  plainUrl = new RegExp(`^(?:${hosts})[/?#][!-+\\--:<-{}~]*$`);
  plainImage = new RegExp(`^(?:${hosts})[/?#][!-+\\--:<-{}~]*\\.(?:jpg|png)$`);
}

/** What is wrong with a URL as media; "none": it is no URL. */
export function troubleOf(url: string): UrlTrouble {
  if (!isWebUrl(url)) return isInsideAddress(url) ? "inside" : "none";
  const slash = url.indexOf("/", 8);
  const origin = slash === -1 ? url : url.slice(0, slash);
  const probe = `${origin}/`;
  if (!SHARE_HOSTS.test(probe) && !PAGE_ORIGINS.test(probe) && !INSIDE.test(probe)) {
    learnOrigin(origin);
    return null;
  }
  if (isShareLink(url)) return "share";
  if (isInsideAddress(url)) return "inside";
  return isPageLink(url) ? "page" : null;
}
