import { type Clock, type DateOrder, localOf, parseDate, toUpstreamDate } from "./dates";
import { FIELD_LABELS, type FieldKey } from "./formats";
import type { IssueList } from "./issues";
import { TITLE_LIMITS } from "./limits";
import { isWebUrl, kindOfUrl, type Media, troubleOf } from "./media";
import type { Plan } from "./plan";
import { isBlankCell, readBoolean, thousands, trimmed } from "./row";
import { FIELD_INDEX, type Values } from "./values";

const WORDS: readonly { key: FieldKey; at: number; words: readonly string[] }[] = (
  [
    ["facebookType", ["post", "story", "reel"]],
    ["instagramType", ["post", "story", "reel"]],
    ["googleEventType", ["call_to_action", "event", "offer"]],
    ["googleActionType", ["none", "order", "book", "shop", "learn_more", "call", "sign_up"]],
    ["youtubePrivacyLevel", ["private", "public", "unlisted"]],
    ["youtubeType", ["video", "short"]],
    ["tiktokPrivacyLevel", ["everyone", "friends", "only_me"]],
  ] as const
).map(([key, words]) => ({ key, at: FIELD_INDEX[key], words }));

const BOOLEANS: readonly { key: FieldKey; at: number }[] = (
  [
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
  ] as const
).map((key) => ({ key, at: FIELD_INDEX[key] }));

const THUMBNAIL = FIELD_INDEX.thumbnailUrl;
const LINK = FIELD_INDEX.link;
const PDF_TITLE = FIELD_INDEX.linkedinPdfTitle;
const AS_PDF = FIELD_INDEX.linkedinPostAsPdf;
const RARE = [...WORDS, ...BOOLEANS].map(({ at }) => at);

const LINKS: readonly { key: FieldKey; at: number }[] = (
  ["link", "googleActionUrl", "googleRedeemOnlineUrl", "pinterestLink"] as const
).map((key) => ({ key, at: FIELD_INDEX[key] }));

export function at(values: Values, key: FieldKey): string {
  return values[FIELD_INDEX[key]] ?? "";
}
const filled = (values: Values, key: FieldKey): boolean => !isBlankCell(at(values, key));
const isTrue = (values: Values, key: FieldKey): boolean => readBoolean(at(values, key)) === true;

/** Cells that hold one of a few words, or true and false. */
export function checkWords(values: Values, issues: IssueList): void {
  // Most of these cells are empty: looking at each must cost next to nothing.
  for (let index = 0; index < RARE.length; index++) {
    if (values[RARE[index] ?? 0] === "") continue;
    checkFilledWords(values, issues);
    return;
  }
}

function checkFilledWords(values: Values, issues: IssueList): void {
  for (const { key, at, words } of WORDS) {
    const cell = values[at];
    if (!cell || words.includes(cell)) continue;
    const word = cell.trim().toLowerCase();
    if (word === "" || words.includes(word)) continue;
    issues.add(
      "type_unknown",
      key,
      `${FIELD_LABELS[key]} reads “${short(cell)}”; use one of ${words.join(", ")}.`,
    );
  }
  for (const { key, at } of BOOLEANS) {
    const cell = values[at];
    if (!cell || readBoolean(cell) !== null || cell.trim() === "") continue;
    issues.add("boolean_unknown", key, `${FIELD_LABELS[key]} reads “${short(cell)}”; use true or false.`);
  }
}

/** Each URL by itself: a public address of a file, not a page that shows one; and how many of which kind. */
export function checkUrls(values: Values, media: Media, issues: IssueList): void {
  if (media.images.length > 0) checkMediaUrls("imageUrls", "images", media.images, issues, media.plain);
  if (media.gif.length > 0) checkMediaUrls("gifUrl", "gif", media.gif, issues);
  if (media.videos.length > 0) checkMediaUrls("videoUrls", "videos", media.videos, issues);
  const thumbnail = values[THUMBNAIL] ?? "";
  if (!isBlankCell(thumbnail)) checkMediaUrls("thumbnailUrl", "images", [thumbnail.trim()], issues);
  for (let index = 0; index < LINKS.length; index++) {
    const link = LINKS[index];
    const cell = link ? values[link.at] : "";
    if (!link || !cell || isBlankCell(cell) || isWebUrl(trimmed(cell))) continue;
    issues.add("link_not_a_url", link.key, `“${short(cell)}” is no web address; write it with https://.`);
  }
  if (media.kind === "none") return;
  if (media.kind === "mixed") {
    issues.add(
      "media_kinds_mixed",
      "imageUrls",
      "A row takes images, one GIF or videos; this one mixes them.",
    );
  } else if (media.gif.length > 1) {
    issues.add(
      "too_many_media",
      "gifUrl",
      `A row takes one GIF, this has ${media.gif.length}.`,
      null,
      1,
      media.gif.length,
    );
  } else if (media.videos.length > 10 || media.images.length > 10) {
    const actual = Math.max(media.videos.length, media.images.length);
    const field = media.videos.length > 10 ? "videoUrls" : "imageUrls";
    issues.add(
      "too_many_media",
      field,
      `A row takes at most 10 media, this has ${actual}.`,
      null,
      10,
      actual,
    );
  }
  if (!isBlankCell(values[LINK] ?? ""))
    issues.add("link_in_caption", "link", "With media the link goes into the caption instead of a preview.");
}

const KIND_WORDS = { images: "an image", gif: "a GIF", videos: "a video" } as const;

function checkMediaUrls(
  field: FieldKey,
  kind: "images" | "gif" | "videos",
  urls: readonly string[],
  issues: IssueList,
  sound = false,
): void {
  for (const url of urls) {
    const trouble = sound ? null : troubleOf(url);
    if (trouble === "share")
      issues.add(
        "media_share_link",
        field,
        "Share links of Drive or Dropbox are refused; a direct, public URL is needed.",
      );
    else if (trouble === "inside")
      issues.add("media_not_public", field, `“${short(url)}” cannot be reached from the internet.`);
    else if (trouble === "none")
      issues.add(
        "media_not_a_url",
        field,
        `“${short(url)}” is no web address; media needs one that starts with https://.`,
      );
    else if (trouble === "page")
      issues.add(
        "media_page_link",
        field,
        `“${short(url)}” looks like a page; media needs the address of the file itself.`,
      );
    else {
      const says = kindOfUrl(url);
      // An animated picture may stand among images; a video among them, or a picture among videos, may not.
      if (says !== null && says !== kind && !(says === "gif" && kind === "images"))
        issues.add(
          "media_wrong_kind",
          field,
          `“${short(url)}” is ${KIND_WORDS[says]}; ${FIELD_LABELS[field]} takes ${KIND_WORDS[kind]}.`,
        );
    }
  }
}

/** Fields that only one network knows. */
export function checkOwnFields(
  values: Values,
  plan: Plan,
  media: Media,
  order: DateOrder,
  clock: Clock,
  issues: IssueList,
): void {
  if (plan.google) checkGoogle(values, order, clock, issues);
  if (plan.linkedin) checkLinkedin(values, media, issues);
  if (plan.youtube) {
    checkTitle(values, "youtubeTitle", TITLE_LIMITS.youtube, "youtube", issues);
    if (!filled(values, "youtubeTitle"))
      issues.add(
        "title_needed",
        "youtubeTitle",
        "YouTube shows a title; without one it takes the start of the caption.",
        "youtube",
      );
  }
  if (plan.tiktok) checkTiktok(values, plan.tiktok, issues);
  if (plan.pinterest) {
    checkTitle(values, "pinterestTitle", TITLE_LIMITS.pinterest, "pinterest", issues);
    checkTitle(values, "pinterestLink", TITLE_LIMITS.pinterestLink, "pinterest", issues);
    if (filled(values, "pinterestBoard"))
      issues.add(
        "board_unsupported",
        "pinterestBoard",
        "The import takes no board: pins go to the account's default board.",
        "pinterest",
      );
  }
}

function checkTitle(values: Values, key: FieldKey, limit: number, platform: string, issues: IssueList): void {
  const { length } = at(values, key);
  if (length > limit)
    issues.add(
      "title_too_long",
      key,
      `${FIELD_LABELS[key]} allows ${thousands(limit)} characters, this has ${thousands(length)}.`,
      platform,
      limit,
      length,
    );
}

function checkLinkedin(values: Values, media: Media, issues: IssueList): void {
  if (values[PDF_TITLE] === "" && values[AS_PDF] === "") return;
  checkTitle(values, "linkedinPdfTitle", TITLE_LIMITS.linkedinPdf, "linkedin", issues);
  if (!isTrue(values, "linkedinPostAsPdf")) return;
  if (!filled(values, "linkedinPdfTitle"))
    issues.add(
      "title_needed",
      "linkedinPdfTitle",
      "A LinkedIn PDF shows a title, the cell is empty.",
      "linkedin",
    );
  if (media.images.length === 0)
    issues.add(
      "media_needed",
      "imageUrls",
      "A LinkedIn PDF is made of images, this row has none.",
      "linkedin",
    );
}

function checkTiktok(values: Values, platform: string, issues: IssueList): void {
  const promotesOther = isTrue(values, "tiktokPromoteOtherBrand");
  if ((promotesOther || isTrue(values, "tiktokPromoteYourBrand")) && !isTrue(values, "tiktokVideoDisclosure"))
    issues.add(
      "tiktok_disclosure",
      "tiktokVideoDisclosure",
      "The video promotes a brand, and videoDisclosure is not true.",
      platform,
    );
  if (promotesOther && at(values, "tiktokPrivacyLevel").trim().toLowerCase() === "only_me")
    issues.add(
      "tiktok_branded_private",
      "tiktokPrivacyLevel",
      "TikTok does not take branded content with privacy only_me; choose everyone or friends.",
      platform,
    );
}

const NEEDED = {
  event: ["googleTitle", "googleStartDate", "googleEndDate"],
  offer: ["googleOfferTitle", "googleStartDate", "googleEndDate"],
} as const;

function checkGoogle(values: Values, order: DateOrder, clock: Clock, issues: IssueList): void {
  const kind = at(values, "googleEventType").trim().toLowerCase() || "call_to_action";
  const action = at(values, "googleActionType").trim().toLowerCase();
  if (kind !== "event" && kind !== "offer") {
    if (action && action !== "none" && action !== "call" && !filled(values, "googleActionUrl"))
      issues.add(
        "google_action_url",
        "googleActionUrl",
        "A Google button needs its link, the cell is empty.",
        "google",
      );
    return;
  }
  const lacks = NEEDED[kind].filter((key) => !filled(values, key));
  const first = lacks[0];
  if (first) {
    const names = lacks.map((key) => FIELD_LABELS[key].replace(/^Google /, "")).join(", ");
    issues.add(
      kind === "event" ? "google_event_fields" : "google_offer_fields",
      first,
      `A Google ${kind} needs ${names}, ${lacks.length === 1 ? "the cell is" : "the cells are"} empty.`,
      "google",
    );
  }
  if (kind === "offer" && action && action !== "none")
    issues.add(
      "google_button_ignored",
      "googleActionType",
      "A Google offer shows no button; it is left out.",
      "google",
    );
  const title = kind === "event" ? "googleTitle" : "googleOfferTitle";
  const { length } = at(values, title);
  if (length > TITLE_LIMITS.googleEvent)
    issues.add(
      "title_too_long",
      title,
      `A Google ${kind} title allows ${TITLE_LIMITS.googleEvent} characters, this has ${length}.`,
      "google",
      TITLE_LIMITS.googleEvent,
      length,
    );
  const start = googleMoment(values, "googleStartDate", order, clock, issues);
  const end = googleMoment(values, "googleEndDate", order, clock, issues);
  if (start !== null && end !== null && end <= start)
    issues.add("google_dates", "googleEndDate", "The Google end is not after its start.", "google");
}

/** Seconds on the wall clock since 1970; null: empty or not readable. */
function googleMoment(
  values: Values,
  key: "googleStartDate" | "googleEndDate",
  order: DateOrder,
  clock: Clock,
  issues: IssueList,
): number | null {
  const cell = at(values, key);
  parseDate(cell, order, clock);
  if (clock.status === "invalid")
    issues.add("google_dates", key, `“${short(cell)}” is no date; write YYYY-MM-DD HH:mm:ss.`, "google");
  // The cell itself is sent: another form would reach the upstream as it stands.
  if (clock.status === "read" && clock.rewritten)
    issues.add(
      "google_dates",
      key,
      `“${short(cell)}” is in no form Google posts take; write ${toUpstreamDate(localOf(clock.day, clock.seconds))}.`,
      "google",
    );
  return clock.status === "read" ? clock.day * 86_400 + clock.seconds : null;
}

export const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);
