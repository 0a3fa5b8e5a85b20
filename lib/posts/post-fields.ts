import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type Fields, toUpstreamDate } from "@/lib/csv";
import type { UpstreamPost } from "@/lib/upstream/contract";

/** Ids of tags and categories as people know them. */
export type Names = { tags: ReadonlyMap<string, string>; categories: ReadonlyMap<string, string> };

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const date = z.object({ year: z.number(), month: z.number(), day: z.number() });
const time = z.object({ hours: z.number(), minutes: z.number(), seconds: z.number() });

const tiktok = z.object({
  privacyLevel: text,
  promoteOtherBrand: flag,
  enableComment: flag,
  enableDuet: flag,
  enableStitch: flag,
  videoDisclosure: flag,
  promoteYourBrand: flag,
});
const google = z.object({
  gmbEventType: text,
  title: text,
  offerTitle: text,
  startDate: z.object({ startDate: date, startTime: time }).optional().catch(undefined),
  endDate: z.object({ endDate: date, endTime: time }).optional().catch(undefined),
  termsConditions: text,
  couponCode: text,
  redeemOnlineUrl: text,
  url: text,
  actionType: text,
});
const linkedin = z.object({ pdfTitle: text, postAsPdf: flag });
const youtube = z.object({ title: text, privacyLevel: text, type: text });
const pinterest = z.object({ title: text, link: text });
const community = z.object({ title: text, notifyAllGroupMembers: flag });
const typed = z.object({ type: text });
const ogTags = z.object({ metaLink: text });

/** The CSV's words for the API's. */
const PRIVACY: Record<string, string> = {
  PUBLIC_TO_EVERYONE: "everyone",
  MUTUAL_FOLLOW_FRIENDS: "friends",
  SELF_ONLY: "only_me",
};
const EVENTS: Record<string, string> = { STANDARD: "call_to_action", EVENT: "event", OFFER: "offer" };

/** A post as a row of the upstream's CSV, on the location's clock. A field that the upstream did not send stays empty. */
export function fieldsOf(post: UpstreamPost, timezone: string, names: Names): Fields {
  const media = post.media ?? [];
  const urls = (wanted: (type: string) => boolean) =>
    media.flatMap(({ url, type }) => (url && wanted(type ?? "") ? [url] : [])).join(",");
  const video = (type: string) => type.startsWith("video");
  const gif = (type: string) => type === "image/gif";
  const thumbnail = media.find((item) => video(item.type ?? ""))?.thumbnail ?? "";
  const draft = post.status === "draft";
  const common: Fields = {
    postAtSpecificTime: draft || !post.scheduleDate ? "" : wallClock(post.scheduleDate, timezone),
    content: post.summary ?? "",
    link: ogTags.safeParse(post.ogTagsDetails).data?.metaLink ?? "",
    imageUrls: urls((type) => !gif(type) && !video(type)),
    gifUrl: urls(gif),
    videoUrls: urls(video),
    thumbnailUrl: thumbnail,
    mediaOptimization: word(post.mediaOptimization),
    tags: (post.tags ?? []).map((id) => names.tags.get(id) ?? id).join(","),
    category: post.categoryId ? (names.categories.get(post.categoryId) ?? post.categoryId) : "",
    followUpComment: post.followUpComment ?? "",
  };
  return filled({ ...common, ...networkFields(post) });
}

function networkFields(post: UpstreamPost): Fields {
  switch (post.platform) {
    case "facebook":
      return { facebookType: kindOf(post.facebookPostDetails, post.type) };
    case "instagram":
      return { instagramType: kindOf(post.instagramPostDetails, post.type) };
    case "linkedin": {
      const details = linkedin.safeParse(post.linkedinPostDetails).data;
      return { linkedinPdfTitle: details?.pdfTitle ?? "", linkedinPostAsPdf: word(details?.postAsPdf) };
    }
    case "google":
      return googleFields(post);
    case "youtube": {
      const details = youtube.safeParse(post.youtubePostDetails).data;
      return {
        youtubeTitle: details?.title ?? "",
        youtubePrivacyLevel: details?.privacyLevel ?? "",
        youtubeType: details?.type ?? "",
      };
    }
    case "tiktok":
    case "tiktok-business": {
      const details = tiktok.safeParse(post.tiktokPostDetails).data;
      return {
        tiktokPrivacyLevel: PRIVACY[details?.privacyLevel ?? ""] ?? "",
        tiktokPromoteOtherBrand: word(details?.promoteOtherBrand),
        tiktokEnableComment: word(details?.enableComment),
        tiktokEnableDuet: word(details?.enableDuet),
        tiktokEnableStitch: word(details?.enableStitch),
        tiktokVideoDisclosure: word(details?.videoDisclosure),
        tiktokPromoteYourBrand: word(details?.promoteYourBrand),
      };
    }
    case "community": {
      const details = community.safeParse(post.communityPostDetails).data;
      return {
        communityTitle: details?.title ?? "",
        communityNotifyAllGroupMembers: word(details?.notifyAllGroupMembers),
      };
    }
    case "pinterest": {
      const details = pinterest.safeParse(post.pinterestPostDetails).data;
      return { pinterestTitle: details?.title ?? "", pinterestLink: details?.link ?? "" };
    }
    default:
      return {};
  }
}

function googleFields(post: UpstreamPost): Fields {
  const details = google.safeParse(post.gmbPostDetails).data;
  if (!details) return {};
  return {
    googleEventType: EVENTS[details.gmbEventType ?? ""] ?? "",
    googleActionType: details.actionType ?? "",
    googleTitle: details.title ?? "",
    googleOfferTitle: details.offerTitle ?? "",
    googleStartDate: details.startDate
      ? moment(details.startDate.startDate, details.startDate.startTime)
      : "",
    googleEndDate: details.endDate ? moment(details.endDate.endDate, details.endDate.endTime) : "",
    googleTermsConditions: details.termsConditions ?? "",
    googleCouponCode: details.couponCode ?? "",
    googleRedeemOnlineUrl: details.redeemOnlineUrl ?? "",
    googleActionUrl: details.url ?? "",
  };
}

/** `post` is what an empty cell means: only the others are written. */
function kindOf(details: unknown, fallback: string | null | undefined): string {
  const type = typed.safeParse(details).data?.type ?? fallback ?? "";
  return type === "post" ? "" : type;
}

const word = (value: boolean | null | undefined): string => (value == null ? "" : String(value));

function wallClock(instant: string, timezone: string): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainDateTime();
  return toUpstreamDate(local.toString({ smallestUnit: "second" }));
}

function moment(day: z.output<typeof date>, at: z.output<typeof time>): string {
  const local = Temporal.PlainDateTime.from({
    year: day.year,
    month: day.month,
    day: day.day,
    hour: at.hours,
    minute: at.minutes,
    second: at.seconds,
  });
  return toUpstreamDate(local.toString({ smallestUnit: "second" }));
}

function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
}
