import type { CsvRow } from "../records";
import type { PostRecord } from "../world/posts";
import { readTime } from "./time";

const privacy: Record<string, string> = {
  everyone: "PUBLIC_TO_EVERYONE",
  friends: "MUTUAL_FOLLOW_FRIENDS",
  only_me: "SELF_ONLY",
};
const events: Record<string, string> = { call_to_action: "STANDARD", event: "EVENT", offer: "OFFER" };

/** The per-platform parts of an advance row, in the API's words instead of the CSV's. */
export function detailsOf(row: CsvRow, type: PostRecord["type"]): Record<string, unknown> {
  const cell = (key: string) => row[key] ?? "";
  const text = (name: string, key: string) => (cell(key) === "" ? {} : { [name]: cell(key) });
  const flag = (name: string, key: string) =>
    cell(key) === "" ? {} : { [name]: cell(key).toLowerCase() === "true" };
  const details: Record<string, unknown> = {
    facebookPostDetails: { type },
    instagramPostDetails: { type },
  };
  const tiktokFlags = [
    "promoteOtherBrand",
    "enableComment",
    "enableDuet",
    "enableStitch",
    "videoDisclosure",
    "promoteYourBrand",
  ];
  if (cell("TikTok/privacyLevel") !== "" || tiktokFlags.some((name) => cell(`TikTok/${name}`) !== "")) {
    details.tiktokPostDetails = {
      privacyLevel: privacy[cell("TikTok/privacyLevel").toLowerCase()] ?? "PUBLIC_TO_EVERYONE",
      ...Object.assign({}, ...tiktokFlags.map((name) => flag(name, `TikTok/${name}`))),
    };
  }
  const event = cell("Google (GBP)/eventType").toLowerCase();
  if (event !== "") {
    details.gmbPostDetails = {
      gmbEventType: events[event] ?? "STANDARD",
      ...text("title", "Google (GBP)/title"),
      ...text("offerTitle", "Google (GBP)/offerTitle"),
      ...moment("startDate", "startTime", cell("Google (GBP)/startDate")),
      ...moment("endDate", "endTime", cell("Google (GBP)/endDate")),
      ...text("termsConditions", "Google (GBP)/termsConditions"),
      ...text("couponCode", "Google (GBP)/couponCode"),
      ...text("redeemOnlineUrl", "Google (GBP)/redeemOnlineUrl"),
      ...text("url", "Google (GBP)/actionUrl"),
      ...text("actionType", "Google (GBP)/actionType"),
    };
  }
  if (cell("LinkedIn/pdfTitle") !== "") {
    details.linkedinPostDetails = {
      pdfTitle: cell("LinkedIn/pdfTitle"),
      postAsPdf: cell("LinkedIn/postAsPdf").toLowerCase() === "true",
    };
  }
  if (cell("YouTube/title") !== "" || cell("YouTube/type") !== "") {
    details.youtubePostDetails = {
      ...text("title", "YouTube/title"),
      privacyLevel: cell("YouTube/privacyLevel").toLowerCase() || "public",
      type: cell("YouTube/type").toLowerCase() || "video",
    };
  }
  if (cell("Pinterest/title") !== "" || cell("Pinterest/link") !== "") {
    details.pinterestPostDetails = { ...text("title", "Pinterest/title"), ...text("link", "Pinterest/link") };
  }
  return details;
}

function moment(name: "startDate" | "endDate", time: string, text: string): Record<string, unknown> {
  const wall = readTime(text);
  if (wall === null) return {};
  const at = new Date(wall);
  const date = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  const clock = { hours: at.getUTCHours(), minutes: at.getUTCMinutes(), seconds: at.getUTCSeconds() };
  return { [name]: { [name]: date, [time]: clock } };
}

const owners: Record<string, readonly string[]> = {
  facebookPostDetails: ["facebook"],
  instagramPostDetails: ["instagram"],
  tiktokPostDetails: ["tiktok", "tiktok-business"],
  gmbPostDetails: ["google"],
  linkedinPostDetails: ["linkedin"],
  youtubePostDetails: ["youtube"],
  pinterestPostDetails: ["pinterest"],
};

/** Only the part that belongs to the platform. */
export function detailsOn(platform: string, details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).filter(([name]) => owners[name]?.includes(platform) ?? true),
  );
}
