import { newHex24 } from "../ids";
import type { CsvMediaRecord, CsvRow, CsvRowRecord } from "../records";
import type { Account } from "../world/accounts";
import type { PostRecord } from "../world/posts";
import { instantOf } from "../zone";
import { detailsOf } from "./details";
import { mediaNeeded, videoNeeded } from "./limits";
import { readTime } from "./time";

type Surroundings = { accounts: readonly Account[]; timeZone: string; now: number };

/** One row of a file as the import keeps it, with the first thing that is wrong in it. */
export function checkRow(row: CsvRow, { accounts, timeZone, now }: Surroundings): CsvRowRecord {
  const cell = (name: string) => row[`All Social/${name}`] ?? "";
  const when = cell("postAtSpecificTime");
  const wall = when === "" ? null : readTime(when);
  const scheduleAt = wall === null ? null : instantOf(timeZone, wall);
  const medias = mediasOf(cell);
  const type = typeOf(row, accounts);
  const link = cell("OGmetaUrl");
  const errorMessage =
    (when !== "" && wall === null ? `Invalid date: ${when}` : undefined) ??
    (scheduleAt !== null && scheduleAt <= now ? "Schedule date must be in the future" : undefined) ??
    contentError(cell("content"), medias, link, type) ??
    medias.find((media) => media.error !== undefined)?.error ??
    platformError(accounts, medias, type) ??
    flagError(row);
  return {
    _id: newHex24(now),
    accountIds: accounts.map((account) => account.id),
    summary: cell("content"),
    medias: medias.map((media) => platformErrors(media, accounts)),
    ...(link === "" ? {} : { link: isUrl(link) ? { url: link } : { url: link, error: "InvalidLink" } }),
    scheduleAt,
    type,
    ...(cell("followUpComment") === "" ? {} : { followUpComment: cell("followUpComment") }),
    tags: list(cell("tags")),
    ...(cell("category") === "" ? {} : { category: cell("category") }),
    details: detailsOf(row, type),
    ...(errorMessage === undefined ? {} : { errorMessage }),
  };
}

function list(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function mediasOf(cell: (name: string) => string): CsvMediaRecord[] {
  const thumbnail = cell("thumbnailUrl");
  return [
    ...list(cell("imageUrls")).map((url) =>
      media(url, /\.png(\?|$)/i.test(url) ? "image/png" : "image/jpeg"),
    ),
    ...list(cell("gifUrl")).map((url) => media(url, "image/gif")),
    ...list(cell("videoUrls")).map((url) => ({
      ...media(url, "video/mp4"),
      ...(thumbnail === "" ? {} : { thumbnail }),
    })),
  ];
}

function media(url: string, type: string): CsvMediaRecord {
  const error = mediaError(url, type);
  return { url, type, ...(error === undefined ? {} : { error }) };
}

function mediaError(url: string, type: string): string | undefined {
  if (!isUrl(url)) return "Media URL is invalid";
  const host = new URL(url).hostname;
  if (/(^|\.)(drive|docs)\.google\.com$|(^|\.)dropbox\.com$/.test(host)) {
    return "Share links of Google Drive and Dropbox are not supported. Use a direct, public URL.";
  }
  if (/broken|403/.test(url)) return "Media could not be downloaded";
  const wrong = type.startsWith("video/") ? /\.(png|jpe?g|gif|webp)(\?|$)/i : /\.(mp4|mov|webm|pdf)(\?|$)/i;
  return wrong.test(url) ? "Media type is not supported in this column" : undefined;
}

function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

function typeOf(row: CsvRow, accounts: readonly Account[]): PostRecord["type"] {
  const groups = new Set(accounts.map((account) => account.platform));
  const said = [
    groups.has("facebook") ? row["Facebook/type"] : undefined,
    groups.has("instagram") ? row["Instagram/type"] : undefined,
  ].map((text) => text?.toLowerCase());
  if (said.includes("story")) return "story";
  return said.includes("reel") ? "reel" : "post";
}

function contentError(
  content: string,
  medias: readonly CsvMediaRecord[],
  link: string,
  type: PostRecord["type"],
): string | undefined {
  if (content.trim() === "" && medias.length === 0 && link === "") return "Content or media is required";
  const kinds = new Set(
    medias.map(({ type: kind }) => (kind === "image/gif" ? "gif" : (kind.split("/", 1)[0] ?? ""))),
  );
  if (kinds.size > 1) return "Only one kind of media is allowed in a post";
  if (kinds.has("gif") && medias.length > 1) return "Only one GIF is allowed in a post";
  if (medias.length > 10) return "Maximum 10 media files are allowed";
  if (type === "reel" && !(medias.length === 1 && kinds.has("video")))
    return "A reel needs exactly one video";
  return type === "story" && medias.length === 0 ? "A story needs an image or a video" : undefined;
}

function platformError(
  accounts: readonly Account[],
  medias: readonly CsvMediaRecord[],
  type: PostRecord["type"],
): string | undefined {
  const video = medias.some((media) => media.type.startsWith("video/"));
  const gif = medias.some((media) => media.type === "image/gif");
  for (const { platform } of accounts) {
    if (mediaNeeded.has(platform) && medias.length === 0) return `Media is required for ${platform}`;
    if (videoNeeded.has(platform) && !video) return `A video is required for ${platform}`;
    if (platform === "google" && (video || gif)) return "Videos and GIFs are not supported for google";
    if (platform === "google" && medias.length > 1) return "Only one image is allowed for google";
    if (platform === "pinterest" && (video || medias.length > 1))
      return "Only one image is allowed for pinterest";
    if (platform === "instagram" && gif) return "GIFs are not supported for instagram";
    if (platform === "twitter" && medias.length > 4) return "Maximum 4 media files are allowed for twitter";
    if (platform === "linkedin" && medias.length > 9) return "Maximum 9 media files are allowed for linkedin";
    if (platform === "facebook" && type === "story" && medias.length > 1) {
      return "Only one media file is allowed in a facebook story";
    }
  }
  return undefined;
}

function platformErrors(media: CsvMediaRecord, accounts: readonly Account[]): CsvMediaRecord {
  const has = (platform: string) => accounts.some((account) => account.platform === platform);
  return {
    ...media,
    ...(media.type === "image/gif" && has("instagram") ? { instagramError: "imageType" } : {}),
    ...(media.type !== "image/png" && media.type !== "image/jpeg" && has("google")
      ? { gmbError: "imageType" }
      : {}),
  };
}

function flagError(row: CsvRow): string | undefined {
  for (const [key, value] of Object.entries(row)) {
    const name = key.split("/")[1] ?? "";
    const isFlag =
      /^(enable|promote|postAsPdf|notifyAll|videoDisclosure|mediaOptimization|applyWatermark)/.test(name);
    if (isFlag && value !== "" && !/^(true|false)$/i.test(value)) return `${name} must be true or false`;
  }
  return undefined;
}
