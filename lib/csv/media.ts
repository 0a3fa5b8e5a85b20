import type { Fields } from "./formats";
import { listUrls } from "./row";

export type Media = {
  kind: "none" | "images" | "gif" | "videos" | "mixed";
  images: string[];
  gif: string[];
  videos: string[];
};

/** What a row shows besides its caption. One media kind a row; the upstream takes no mixture. */
export function readMedia(fields: Fields): Media {
  const images = listUrls(fields.imageUrls);
  const gif = listUrls(fields.gifUrl);
  const videos = listUrls(fields.videoUrls);
  const kinds = [images, gif, videos].filter((list) => list.length > 0).length;
  const kind =
    kinds === 0
      ? "none"
      : kinds > 1
        ? "mixed"
        : images.length > 0
          ? "images"
          : gif.length > 0
            ? "gif"
            : "videos";
  return { kind, images, gif, videos };
}

const SHARE_HOSTS =
  /^https?:\/\/(?:[a-z0-9-]+\.)*(?:drive\.google\.com|docs\.google\.com|dropbox\.com|1drv\.ms|onedrive\.live\.com)\//i;

/** Share pages of Drive, Dropbox and OneDrive are no pictures: the upstream refuses them. */
export function isShareLink(url: string): boolean {
  if (!SHARE_HOSTS.test(url)) return false;
  // Dropbox serves the file itself under these.
  return !/[?&](raw|dl)=1/.test(url) || /google|1drv|onedrive/i.test(url);
}

export function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) && URL.canParse(text);
}
