import { type DateOrder, readDate } from "./dates";
import { FIELD_LABELS, type FieldKey, type Fields } from "./formats";
import { ISSUES, type Issue, type IssueCode } from "./issues";
import {
  countCaption,
  countHashtags,
  FOLLOW_UP_PLATFORMS,
  limitsOf,
  networkName,
  TITLE_LIMITS,
} from "./limits";
import { isShareLink, isWebUrl, readMedia } from "./media";
import { postTypeOn, readBoolean, type TargetAccount } from "./row";

export type Report = (
  code: IssueCode,
  field: FieldKey | null,
  message: string,
  more?: { platforms?: string[]; limit?: number; actual?: number },
) => void;

/** Collects a row's issues with their severity from the one table. */
export function reporter(row: number, issues: Issue[]): Report {
  return (code, field, message, more = {}) => {
    const { platforms = [], ...numbers } = more;
    issues.push({ row, field, code, severity: ISSUES[code][0], message, platforms, ...numbers });
  };
}

const WORDS: Partial<Record<FieldKey, readonly string[]>> = {
  facebookType: ["post", "story", "reel"],
  instagramType: ["post", "story", "reel"],
  googleEventType: ["call_to_action", "event", "offer"],
  googleActionType: ["none", "order", "book", "shop", "learn_more", "call", "sign_up"],
  youtubePrivacyLevel: ["private", "public", "unlisted"],
  youtubeType: ["video", "short"],
  tiktokPrivacyLevel: ["everyone", "friends", "only_me"],
};

const BOOLEANS: readonly FieldKey[] = [
  "mediaOptimization",
  "applyWatermark",
  "linkedinPostAsPdf",
  "tiktokPromoteOtherBrand",
  "tiktokEnableComment",
  "tiktokEnableDuet",
  "tiktokEnableStitch",
  "tiktokVideoDisclosure",
  "tiktokPromoteYourBrand",
  "communityNotifyAllGroupMembers",
];

/** Cells that hold one of a few words, or true and false. */
export function checkWords(fields: Fields, report: Report): void {
  for (const [key, words] of Object.entries(WORDS) as [FieldKey, readonly string[]][]) {
    const cell = fields[key]?.trim().toLowerCase();
    if (!cell || words.includes(cell)) continue;
    report(
      "type_unknown",
      key,
      `${FIELD_LABELS[key]} reads “${fields[key]}”; use one of ${words.join(", ")}.`,
    );
  }
  for (const key of BOOLEANS) {
    const cell = fields[key];
    if (!cell || cell.trim() === "" || readBoolean(cell) !== null) continue;
    report("boolean_unknown", key, `${FIELD_LABELS[key]} reads “${cell}”; use true or false.`);
  }
}

/** Each URL by itself: a public address of a file, not a page that shows one. */
export function checkUrls(fields: Fields, report: Report): void {
  const media = readMedia(fields);
  const lists = [
    ["imageUrls", media.images],
    ["gifUrl", media.gif],
    ["videoUrls", media.videos],
  ] as const;
  for (const [field, urls] of lists) {
    for (const url of urls) {
      if (isShareLink(url))
        report(
          "media_share_link",
          field,
          "Share links of Drive or Dropbox are refused; a direct, public URL is needed.",
        );
      else if (!isWebUrl(url))
        report(
          "media_not_a_url",
          field,
          `“${short(url)}” is no web address; media needs one that starts with https://.`,
        );
    }
  }
  for (const field of ["link", "googleActionUrl", "googleRedeemOnlineUrl", "pinterestLink"] as const) {
    const cell = fields[field]?.trim();
    if (cell && !isWebUrl(cell))
      report("link_not_a_url", field, `“${short(cell)}” is no web address; write it with https://.`);
  }
  if (media.kind === "mixed") {
    report("media_kinds_mixed", "imageUrls", "A row takes images, one GIF or videos; this one mixes them.");
  } else if (media.gif.length > 1) {
    report("too_many_media", "gifUrl", `A row takes one GIF, this has ${media.gif.length}.`, {
      limit: 1,
      actual: media.gif.length,
    });
  } else if (media.videos.length > 10 || media.images.length > 10) {
    const actual = Math.max(media.videos.length, media.images.length);
    report(
      "too_many_media",
      media.videos.length > 10 ? "videoUrls" : "imageUrls",
      `A row takes at most 10 media, this has ${actual}.`,
      { limit: 10, actual },
    );
  }
  if (media.kind !== "none" && fields.link?.trim()) {
    report("link_in_caption", "link", "With media the link goes into the caption instead of a preview.");
  }
}

/** What each network allows, for the networks this row goes to. */
export function checkNetworks(fields: Fields, accounts: readonly TargetAccount[], report: Report): void {
  const media = readMedia(fields);
  const caption = fields.content ?? "";
  const seen = new Set<string>();
  for (const { platform } of accounts) {
    if (seen.has(platform)) continue;
    seen.add(platform);
    const type = postTypeOn(platform, fields);
    const limits = limitsOf(platform, type);
    const name = type === "post" ? networkName(platform) : `${networkName(platform)} ${type}`;
    const platforms = [platform];

    if (limits.caption === 0) {
      if (caption.trim())
        report("caption_ignored", "content", `A ${name} shows no caption; the text is left out there.`, {
          platforms,
        });
    } else if (caption.length > limits.caption || platform === "twitter") {
      const actual = countCaption(platform, caption);
      if (actual > limits.caption) {
        report(
          "caption_too_long",
          "content",
          `${name} allows ${thousands(limits.caption)} characters, this has ${thousands(actual)}.`,
          { platforms, limit: limits.caption, actual },
        );
      }
    }
    if (limits.hashtags !== null) {
      const actual = countHashtags(caption);
      if (actual > limits.hashtags) {
        report(
          "too_many_hashtags",
          "content",
          `${name} allows ${limits.hashtags} hashtags, this has ${actual}.`,
          { platforms, limit: limits.hashtags, actual },
        );
      }
    }
    checkMediaOn(name, limits, media, report, platforms);
    if (fields.followUpComment?.trim() && !FOLLOW_UP_PLATFORMS.has(platform)) {
      report(
        "comment_ignored",
        "followUpComment",
        `${name} takes no follow-up comment; it is left out there.`,
        { platforms },
      );
    }
  }
}

function checkMediaOn(
  name: string,
  limits: ReturnType<typeof limitsOf>,
  media: ReturnType<typeof readMedia>,
  report: Report,
  platforms: string[],
): void {
  if (limits.videoOnly) {
    if (media.videos.length !== 1 || media.kind !== "videos") {
      report(
        "video_needed",
        "videoUrls",
        `${name} needs exactly one video, this has ${media.videos.length === 0 ? "none" : media.videos.length}.`,
        { platforms, limit: 1, actual: media.videos.length },
      );
    }
    return;
  }
  if (limits.mediaNeeded && media.kind === "none") {
    report(
      "media_needed",
      "imageUrls",
      `${name} needs an image${limits.video ? " or video" : ""}, this has none.`,
      { platforms },
    );
  }
  if (media.kind === "gif" && !limits.gif)
    report("gif_refused", "gifUrl", `${name} takes no GIF.`, { platforms });
  if (media.kind === "videos" && !limits.video)
    report("video_refused", "videoUrls", `${name} takes no video.`, { platforms });
  if (media.images.length > limits.images) {
    report(
      "too_many_media",
      "imageUrls",
      `${name} allows ${limits.images} ${limits.images === 1 ? "image" : "images"}, this has ${media.images.length}.`,
      { platforms, limit: limits.images, actual: media.images.length },
    );
  }
}

/** Fields that only one network knows. */
export function checkOwnFields(
  fields: Fields,
  accounts: readonly TargetAccount[],
  order: DateOrder,
  report: Report,
): void {
  const goesTo = (platform: string) => accounts.some((account) => account.platform === platform);
  if (goesTo("google")) checkGoogle(fields, order, report);
  const title = (key: FieldKey, limit: number, platform: string) => {
    const length = fields[key]?.length ?? 0;
    if (length > limit) {
      report(
        "title_too_long",
        key,
        `${FIELD_LABELS[key]} allows ${thousands(limit)} characters, this has ${thousands(length)}.`,
        { platforms: [platform], limit, actual: length },
      );
    }
  };
  if (goesTo("linkedin")) title("linkedinPdfTitle", TITLE_LIMITS.linkedinPdf, "linkedin");
  if (goesTo("youtube")) {
    title("youtubeTitle", TITLE_LIMITS.youtube, "youtube");
    if (!fields.youtubeTitle?.trim())
      report(
        "title_needed",
        "youtubeTitle",
        "YouTube shows a title; without one it takes the start of the caption.",
        { platforms: ["youtube"] },
      );
  }
  if (goesTo("pinterest")) {
    title("pinterestTitle", TITLE_LIMITS.pinterest, "pinterest");
    title("pinterestLink", TITLE_LIMITS.pinterestLink, "pinterest");
    if (fields.pinterestBoard?.trim())
      report(
        "board_unsupported",
        "pinterestBoard",
        "The import takes no board: pins go to the account's default board.",
        { platforms: ["pinterest"] },
      );
  }
}

function checkGoogle(fields: Fields, order: DateOrder, report: Report): void {
  const platforms = ["google"];
  const kind = fields.googleEventType?.trim().toLowerCase() || "call_to_action";
  const missing = (keys: readonly FieldKey[]) => keys.filter((key) => !fields[key]?.trim());
  const name = (keys: readonly FieldKey[]) =>
    keys.map((key) => FIELD_LABELS[key].replace(/^Google /, "")).join(", ");
  if (kind === "call_to_action") {
    const action = fields.googleActionType?.trim().toLowerCase();
    if (action && action !== "none" && action !== "call" && !fields.googleActionUrl?.trim()) {
      report("google_action_url", "googleActionUrl", "A Google button needs its link, the cell is empty.", {
        platforms,
      });
    }
    return;
  }
  if (kind === "event") {
    const lacks = missing(["googleTitle", "googleStartDate", "googleEndDate"]);
    if (lacks[0])
      report(
        "google_event_fields",
        lacks[0],
        `A Google event needs ${name(lacks)}, ${lacks.length === 1 ? "the cell is" : "the cells are"} empty.`,
        { platforms },
      );
    const length = fields.googleTitle?.length ?? 0;
    if (length > TITLE_LIMITS.googleEvent) {
      report(
        "title_too_long",
        "googleTitle",
        `A Google event title allows ${TITLE_LIMITS.googleEvent} characters, this has ${length}.`,
        { platforms, limit: TITLE_LIMITS.googleEvent, actual: length },
      );
    }
  } else if (kind === "offer") {
    const lacks = missing(["googleOfferTitle", "googleStartDate", "googleEndDate"]);
    if (lacks[0])
      report(
        "google_offer_fields",
        lacks[0],
        `A Google offer needs ${name(lacks)}, ${lacks.length === 1 ? "the cell is" : "the cells are"} empty.`,
        { platforms },
      );
  }
  const start = readDate(fields.googleStartDate ?? "", order);
  const end = readDate(fields.googleEndDate ?? "", order);
  if (start.kind === "invalid")
    report(
      "google_dates",
      "googleStartDate",
      `“${fields.googleStartDate}” is no date; write YYYY-MM-DD HH:mm:ss.`,
      { platforms },
    );
  if (end.kind === "invalid")
    report(
      "google_dates",
      "googleEndDate",
      `“${fields.googleEndDate}” is no date; write YYYY-MM-DD HH:mm:ss.`,
      { platforms },
    );
  if (start.kind === "read" && end.kind === "read" && end.local <= start.local) {
    report("google_dates", "googleEndDate", "The Google end is not after its start.", { platforms });
  }
}

const thousands = (value: number): string => value.toLocaleString("en-GB");
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);
