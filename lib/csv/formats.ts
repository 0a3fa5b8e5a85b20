/**
 * The one table of the upstream's CSV columns (basic and advance), with the exact header text it accepts. Names repeat
 * across groups, so a column is known by group and name, or by position where the group row is damaged.
 */
export const COLUMNS = [
  {
    key: "postAtSpecificTime",
    group: "All Social",
    name: "postAtSpecificTime",
    hint: "(YYYY-MM-DD HH:mm:ss)",
  },
  { key: "content", group: "All Social", name: "content", hint: "" },
  { key: "link", group: "All Social", name: "OGmetaUrl", hint: "(url)" },
  { key: "imageUrls", group: "All Social", name: "imageUrls", hint: "(comma-separated)" },
  { key: "gifUrl", group: "All Social", name: "gifUrl", hint: "" },
  { key: "videoUrls", group: "All Social", name: "videoUrls", hint: "(comma-separated)" },
  { key: "thumbnailUrl", group: "All Social", name: "thumbnailUrl", hint: "" },
  { key: "mediaOptimization", group: "All Social", name: "mediaOptimization", hint: "(true/false)" },
  { key: "applyWatermark", group: "All Social", name: "applyWatermark", hint: "(true/false)" },
  { key: "tags", group: "All Social", name: "tags", hint: "(comma-separated)" },
  { key: "category", group: "All Social", name: "category", hint: "" },
  { key: "followUpComment", group: "All Social", name: "followUpComment", hint: "" },
  { key: "facebookType", group: "Facebook", name: "type", hint: "(post/story/reel)" },
  { key: "instagramType", group: "Instagram", name: "type", hint: "(post/story/reel)" },
  { key: "linkedinPdfTitle", group: "LinkedIn", name: "pdfTitle", hint: "" },
  { key: "linkedinPostAsPdf", group: "LinkedIn", name: "postAsPdf", hint: "(true/false)" },
  { key: "googleEventType", group: "Google (GBP)", name: "eventType", hint: "(call_to_action/event/offer)" },
  {
    key: "googleActionType",
    group: "Google (GBP)",
    name: "actionType",
    hint: "(none/order/book/shop/learn_more/call/sign_up)",
  },
  { key: "googleTitle", group: "Google (GBP)", name: "title", hint: "" },
  { key: "googleOfferTitle", group: "Google (GBP)", name: "offerTitle", hint: "" },
  { key: "googleStartDate", group: "Google (GBP)", name: "startDate", hint: "(YYYY-MM-DD HH:mm:ss)" },
  { key: "googleEndDate", group: "Google (GBP)", name: "endDate", hint: "(YYYY-MM-DD HH:mm:ss)" },
  { key: "googleTermsConditions", group: "Google (GBP)", name: "termsConditions", hint: "" },
  { key: "googleCouponCode", group: "Google (GBP)", name: "couponCode", hint: "" },
  { key: "googleRedeemOnlineUrl", group: "Google (GBP)", name: "redeemOnlineUrl", hint: "" },
  { key: "googleActionUrl", group: "Google (GBP)", name: "actionUrl", hint: "" },
  { key: "youtubeTitle", group: "YouTube", name: "title", hint: "" },
  { key: "youtubePrivacyLevel", group: "YouTube", name: "privacyLevel", hint: "(private/public/unlisted)" },
  { key: "youtubeType", group: "YouTube", name: "type", hint: "(video/short)" },
  { key: "tiktokPrivacyLevel", group: "TikTok", name: "privacyLevel", hint: "(everyone/friends/only_me)" },
  { key: "tiktokPromoteOtherBrand", group: "TikTok", name: "promoteOtherBrand", hint: "(true/false)" },
  { key: "tiktokEnableComment", group: "TikTok", name: "enableComment", hint: "(true/false)" },
  { key: "tiktokEnableDuet", group: "TikTok", name: "enableDuet", hint: "(true/false)" },
  { key: "tiktokEnableStitch", group: "TikTok", name: "enableStitch", hint: "(true/false)" },
  { key: "tiktokVideoDisclosure", group: "TikTok", name: "videoDisclosure", hint: "(true/false)" },
  { key: "tiktokPromoteYourBrand", group: "TikTok", name: "promoteYourBrand", hint: "(true/false)" },
  { key: "communityTitle", group: "Community", name: "title", hint: "" },
  {
    key: "communityNotifyAllGroupMembers",
    group: "Community",
    name: "notifyAllGroupMembers",
    hint: "(true/false)",
  },
  { key: "pinterestTitle", group: "Pinterest", name: "title", hint: "" },
  { key: "pinterestLink", group: "Pinterest", name: "link", hint: "" },
] as const;

/** Columns people add that are no part of the upstream's templates. */
export const EXTRA_COLUMNS = [
  { key: "pinterestBoard", group: "Pinterest", name: "Pinterest board", hint: "" },
  { key: "location", group: "", name: "location", hint: "" },
  { key: "postTime", group: "", name: "time", hint: "" },
  { key: "accounts", group: "", name: "accounts", hint: "" },
] as const;

export type UpstreamField = (typeof COLUMNS)[number]["key"];
export type FieldKey = UpstreamField | (typeof EXTRA_COLUMNS)[number]["key"];
export type Fields = Partial<Record<FieldKey, string>>;
export type CsvFormat = "basic" | "advance" | "own";

export const FIELD_KEYS: readonly FieldKey[] = [...COLUMNS, ...EXTRA_COLUMNS].map((column) => column.key);

/** The basic template's columns in order, with its own header text. */
export const BASIC_COLUMNS: readonly { key: UpstreamField; header: string }[] = [
  { key: "postAtSpecificTime", header: "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)" },
  { key: "content", header: "content" },
  { key: "link", header: "link (OGmetaUrl)" },
  { key: "imageUrls", header: "imageUrls" },
  { key: "gifUrl", header: "gifUrl" },
  { key: "videoUrls", header: "videoUrls" },
];

/** What a field is called on screen. */
export const FIELD_LABELS: Record<FieldKey, string> = {
  postAtSpecificTime: "Date and time",
  content: "Caption",
  link: "Link",
  imageUrls: "Images",
  gifUrl: "GIF",
  videoUrls: "Videos",
  thumbnailUrl: "Thumbnail",
  mediaOptimization: "Optimise media",
  applyWatermark: "Watermark",
  tags: "Tags",
  category: "Category",
  followUpComment: "Follow-up comment",
  facebookType: "Facebook type",
  instagramType: "Instagram type",
  linkedinPdfTitle: "LinkedIn PDF title",
  linkedinPostAsPdf: "LinkedIn as PDF",
  googleEventType: "Google kind",
  googleActionType: "Google button",
  googleTitle: "Google event title",
  googleOfferTitle: "Google offer title",
  googleStartDate: "Google start",
  googleEndDate: "Google end",
  googleTermsConditions: "Google terms",
  googleCouponCode: "Google coupon",
  googleRedeemOnlineUrl: "Google redeem link",
  googleActionUrl: "Google button link",
  youtubeTitle: "YouTube title",
  youtubePrivacyLevel: "YouTube privacy",
  youtubeType: "YouTube type",
  tiktokPrivacyLevel: "TikTok privacy",
  tiktokPromoteOtherBrand: "TikTok promotes another brand",
  tiktokEnableComment: "TikTok comments",
  tiktokEnableDuet: "TikTok duet",
  tiktokEnableStitch: "TikTok stitch",
  tiktokVideoDisclosure: "TikTok disclosure",
  tiktokPromoteYourBrand: "TikTok promotes your brand",
  communityTitle: "Community title",
  communityNotifyAllGroupMembers: "Community notifies members",
  pinterestTitle: "Pinterest title",
  pinterestLink: "Pinterest link",
  pinterestBoard: "Pinterest board",
  location: "Location",
  postTime: "Time",
  accounts: "Accounts",
};

/** A header as people may have typed it: case, spaces, punctuation and bracketed hints do not matter. */
export function normaliseHeader(text: string): string {
  const bare = text.replace(/\([^)]*\)/g, "");
  // Most headers have no accents to take off.
  const plain = /[^\0-\x7f]/.test(bare) ? bare.normalize("NFD").replace(/\p{M}/gu, "") : bare;
  return plain.toLowerCase().replace(/[^a-z0-9]+/g, "");
}
