import { countForX, countHashtags } from "./count";
import type { IssueList } from "./issues";
import { countCaption, type Limits } from "./limits";
import type { Media } from "./media";
import type { Plan, PlannedNetwork } from "./plan";
import { isBlankCell, thousands, trimmed } from "./row";
import { FIELD_INDEX, type Values } from "./values";

const CONTENT = FIELD_INDEX.content;
const LINK = FIELD_INDEX.link;
const COMMENT = FIELD_INDEX.followUpComment;
const FACEBOOK_TYPE = FIELD_INDEX.facebookType;
const INSTAGRAM_TYPE = FIELD_INDEX.instagramType;
const WIDE = /[^\0-\u02ff]/;
const X_LINK_LENGTH = 23;

/** What each network allows, for the networks this row goes to. */
export function checkNetworks(values: Values, plan: Plan, media: Media, issues: IssueList): void {
  const caption = values[CONTENT] ?? "";
  const link = media.kind === "none" ? "" : trimmed(values[LINK] ?? "");
  const comment = !isBlankCell(values[COMMENT] ?? "");
  const { networks } = plan;
  for (let index = 0; index < networks.length; index++) {
    const network = networks[index];
    if (!network) continue;
    const type = typeOn(network, values);
    const limits = network.byType[type] ?? network.byType.post;
    if (!limits) continue;
    const name = type === "post" ? network.name : `${network.name} ${type}`;
    checkCaption(name, network.platform, limits, caption, link, issues);
    if (limits.hashtags !== null && caption.length > limits.hashtags * 2) {
      const actual = caption.includes("#") ? countHashtags(caption) : 0;
      if (actual > limits.hashtags)
        issues.add(
          "too_many_hashtags",
          "content",
          `${name} allows ${limits.hashtags} hashtags, this has ${actual}.`,
          network.platform,
          limits.hashtags,
          actual,
        );
    }
    checkMedia(name, network.platform, limits, media, issues);
    if (comment && !network.takesComment)
      issues.add(
        "comment_ignored",
        "followUpComment",
        `${name} takes no follow-up comment; it is left out there.`,
        network.platform,
      );
  }
}

function typeOn(network: PlannedNetwork, values: Values): string {
  if (network.platform !== "facebook" && network.platform !== "instagram") return "post";
  const cell = values[network.platform === "facebook" ? FACEBOOK_TYPE : INSTAGRAM_TYPE] ?? "";
  if (cell === "" || cell === "post") return "post";
  const type = cell.trim().toLowerCase();
  return type === "reel" || type === "story" ? type : "post";
}

function checkCaption(
  name: string,
  platform: string,
  limits: Limits,
  caption: string,
  link: string,
  issues: IssueList,
): void {
  if (limits.caption === 0) {
    if (caption.trim())
      issues.add(
        "caption_ignored",
        "content",
        `A ${name} shows no caption; the text is left out there.`,
        platform,
      );
    return;
  }
  // With media the upstream puts the link below the caption, where it counts.
  if (platform === "twitter") {
    if (fitsX(caption, limits.caption - (link === "" ? 0 : 1 + X_LINK_LENGTH))) return;
  } else if (caption.length + (link === "" ? 0 : link.length + 1) <= limits.caption) return;
  const own = countCaption(platform, caption);
  const extra = link === "" ? 0 : 1 + (platform === "twitter" ? X_LINK_LENGTH : link.length);
  if (own + extra <= limits.caption) return;
  const withLink = own <= limits.caption ? " with its link" : "";
  issues.add(
    "caption_too_long",
    "content",
    `${name} allows ${thousands(limits.caption)} characters, this has ${thousands(own + extra)}${withLink}.`,
    platform,
    limits.caption,
    own + extra,
  );
}

/**
 * Whether X takes the caption; sure of it without weighing each character where the caption is plain and short. `narrow`:
 * it is known to hold narrow characters only.
 */
export function fitsX(caption: string, room: number, narrow = false): boolean {
  const { length } = caption;
  if (length <= room && (narrow || !WIDE.test(caption))) {
    // Narrow characters weigh 1; a link as short as t.co weighs 19 more than its letters.
    let most = length;
    for (let dot = caption.indexOf("."); dot !== -1 && most <= room; dot = caption.indexOf(".", dot + 1))
      most += X_LINK_LENGTH - 4;
    if (most <= room) return true;
  }
  return countForX(caption) <= room;
}

function checkMedia(name: string, platform: string, limits: Limits, media: Media, issues: IssueList): void {
  if (limits.videoOnly) {
    const actual = media.videos.length;
    if (actual === 1 && media.kind === "videos") return;
    const has =
      actual > 0 && media.kind === "videos" ? actual : actual > 0 ? "other media beside it" : "none";
    issues.add(
      "video_needed",
      "videoUrls",
      `${name} needs exactly one video, this has ${has}.`,
      platform,
      1,
      actual,
    );
    return;
  }
  if (media.kind === "none") {
    if (limits.mediaNeeded)
      issues.add(
        "media_needed",
        "imageUrls",
        `${name} needs an image${limits.video ? " or video" : ""}, this has none.`,
        platform,
      );
    return;
  }
  if (media.kind === "gif" && !limits.gif)
    issues.add("gif_refused", "gifUrl", `${name} takes no GIF.`, platform);
  if (media.kind === "videos" && !limits.video)
    issues.add("video_refused", "videoUrls", `${name} takes no video.`, platform);
  const actual = media.images.length;
  if (actual > limits.images)
    issues.add(
      "too_many_media",
      "imageUrls",
      `${name} allows ${limits.images} ${limits.images === 1 ? "image" : "images"}, this has ${actual}.`,
      platform,
      limits.images,
      actual,
    );
}
