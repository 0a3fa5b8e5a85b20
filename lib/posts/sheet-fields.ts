import { type FieldKey, listUrls, readBoolean, readDate, type Zone } from "@/lib/csv";
import type { UpstreamPost } from "@/lib/upstream/contract";
import type { PostPatch } from "./change-schema";
import type { Names } from "./post-fields";

/** Where a column of the sheet lives in a post, and how its text becomes the API's value. */
type Place = { details: string; name: string; kind: "text" | "flag" | "privacy" };

const DETAILS: Partial<Record<FieldKey, Place>> = {
  linkedinPdfTitle: { details: "linkedinPostDetails", name: "pdfTitle", kind: "text" },
  linkedinPostAsPdf: { details: "linkedinPostDetails", name: "postAsPdf", kind: "flag" },
  googleActionType: { details: "gmbPostDetails", name: "actionType", kind: "text" },
  googleTitle: { details: "gmbPostDetails", name: "title", kind: "text" },
  googleOfferTitle: { details: "gmbPostDetails", name: "offerTitle", kind: "text" },
  googleTermsConditions: { details: "gmbPostDetails", name: "termsConditions", kind: "text" },
  googleCouponCode: { details: "gmbPostDetails", name: "couponCode", kind: "text" },
  googleRedeemOnlineUrl: { details: "gmbPostDetails", name: "redeemOnlineUrl", kind: "text" },
  googleActionUrl: { details: "gmbPostDetails", name: "url", kind: "text" },
  youtubeTitle: { details: "youtubePostDetails", name: "title", kind: "text" },
  youtubePrivacyLevel: { details: "youtubePostDetails", name: "privacyLevel", kind: "text" },
  tiktokPrivacyLevel: { details: "tiktokPostDetails", name: "privacyLevel", kind: "privacy" },
  tiktokPromoteOtherBrand: { details: "tiktokPostDetails", name: "promoteOtherBrand", kind: "flag" },
  tiktokEnableComment: { details: "tiktokPostDetails", name: "enableComment", kind: "flag" },
  tiktokEnableDuet: { details: "tiktokPostDetails", name: "enableDuet", kind: "flag" },
  tiktokEnableStitch: { details: "tiktokPostDetails", name: "enableStitch", kind: "flag" },
  tiktokVideoDisclosure: { details: "tiktokPostDetails", name: "videoDisclosure", kind: "flag" },
  tiktokPromoteYourBrand: { details: "tiktokPostDetails", name: "promoteYourBrand", kind: "flag" },
  pinterestTitle: { details: "pinterestPostDetails", name: "title", kind: "text" },
  pinterestLink: { details: "pinterestPostDetails", name: "link", kind: "text" },
};

const PRIVACY: Record<string, string> = {
  everyone: "PUBLIC_TO_EVERYONE",
  friends: "MUTUAL_FOLLOW_FRIENDS",
  only_me: "SELF_ONLY",
};

export type CellReading = { patch: PostPatch } | { problem: string };

const FIXED = "This cannot be changed on a post that is there. Remove its row and add it as a new one.";

/**
 * The patch that puts `text` into the column `key` of a post, or why that cannot be. `patch` so far is passed on, so
 * that two columns of one network end in one value.
 */
export function patchOfCell(
  key: FieldKey,
  text: string,
  post: UpstreamPost,
  soFar: PostPatch,
  names: Names,
  zone: Zone,
): CellReading {
  const value = text.trim();
  switch (key) {
    case "postAtSpecificTime":
      return patchOfTime(value, zone);
    case "content":
      return { patch: { summary: text } };
    case "followUpComment":
      return { patch: { followUpComment: text } };
    case "link": {
      const present = soFar.ogTagsDetails ?? post.ogTagsDetails ?? {};
      return { patch: { ogTagsDetails: value === "" ? null : { ...present, metaLink: value } } };
    }
    case "imageUrls":
    case "gifUrl":
    case "videoUrls":
    case "thumbnailUrl":
      return { patch: { media: mediaWith(key, text, post, soFar) } };
    case "tags": {
      const wanted = value
        .split(",")
        .map((one) => one.trim())
        .filter(Boolean);
      const ids = wanted.map((name) => idOf(names.tags, name));
      const missing = wanted.filter((_, index) => ids[index] === undefined);
      return missing.length > 0
        ? { problem: `This location has no tag “${missing[0]}”. Add it in the social planner first.` }
        : { patch: { tags: ids } };
    }
    case "category": {
      if (value === "") return { patch: { categoryId: null } };
      const id = idOf(names.categories, value);
      return id === undefined
        ? { problem: `This location has no category “${value}”. Add it in the social planner first.` }
        : { patch: { categoryId: id } };
    }
    default: {
      const place = DETAILS[key];
      return place ? patchOfDetail(place, value, post, soFar) : { problem: FIXED };
    }
  }
}

function patchOfDetail(place: Place, value: string, post: UpstreamPost, soFar: PostPatch): CellReading {
  const present = soFar[place.details] ?? post[place.details];
  const others = typeof present === "object" && present !== null ? present : {};
  const wanted =
    value === ""
      ? null
      : place.kind === "flag"
        ? readBoolean(value)
        : place.kind === "privacy"
          ? (PRIVACY[value.toLowerCase()] ?? null)
          : value;
  if (value !== "" && wanted === null)
    return {
      problem: `“${value}” is none of the words this column takes. Write one of those in its heading.`,
    };
  return { patch: { [place.details]: { ...others, [place.name]: wanted } } };
}

function patchOfTime(value: string, zone: Zone): CellReading {
  const read = readDate(value);
  if (read.kind === "empty")
    return { problem: "A scheduled post keeps its time: give it another one, or remove its row." };
  if (read.kind === "invalid")
    return { problem: `“${value}” is no date and time. Write it as 2026-11-30 09:00.` };
  const moment = zone.toInstant(read.local);
  if (moment.kind === "gap")
    return { problem: "This time does not exist on that day, when clocks change. Choose another." };
  return {
    patch: { scheduleDate: new Date(moment.kind === "once" ? moment.ms : moment.first).toISOString() },
  };
}

type Media = { url: string; type: string; thumbnail?: string };

function mediaWith(
  key: "imageUrls" | "gifUrl" | "videoUrls" | "thumbnailUrl",
  text: string,
  post: UpstreamPost,
  soFar: PostPatch,
): Media[] {
  const present = (Array.isArray(soFar.media) ? soFar.media : (post.media ?? [])) as Media[];
  const isVideo = (item: Media) => (item.type ?? "").startsWith("video");
  if (key === "thumbnailUrl")
    return present.map((item) => {
      const { thumbnail: _old, ...rest } = item;
      return isVideo(item) && text.trim() !== "" ? { ...rest, thumbnail: text.trim() } : rest;
    });
  const kindOf = (item: Media) =>
    isVideo(item) ? "videoUrls" : item.type === "image/gif" ? "gifUrl" : "imageUrls";
  const kept = present.filter((item) => kindOf(item) !== key);
  const known = new Map(present.map((item) => [item.url, item]));
  const wanted = listUrls(text).map((url) => known.get(url) ?? { url, type: typeOf(key, url) });
  return [...kept, ...wanted];
}

function typeOf(key: "imageUrls" | "gifUrl" | "videoUrls", url: string): string {
  if (key === "gifUrl") return "image/gif";
  if (key === "videoUrls")
    return /\.mov(\?|$)/i.test(url) ? "video/mov" : /\.webm(\?|$)/i.test(url) ? "video/webm" : "video/mp4";
  return /\.png(\?|$)/i.test(url) ? "image/png" : "image/jpeg";
}

function idOf(names: ReadonlyMap<string, string>, wanted: string): string | undefined {
  const low = wanted.toLocaleLowerCase();
  for (const [id, name] of names) if (id === wanted || name.toLocaleLowerCase() === low) return id;
  return undefined;
}
