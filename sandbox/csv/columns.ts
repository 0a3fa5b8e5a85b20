/** The sample file's headers, word for word: the upstream compares with these. */
export const basicColumns = [
  "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)",
  "content",
  "link (OGmetaUrl)",
  "imageUrls",
  "gifUrl",
  "videoUrls",
] as const;

type Group = readonly [group: string, columns: readonly string[]];

const advanceGroups: readonly Group[] = [
  [
    "All Social",
    [
      "postAtSpecificTime (YYYY-MM-DD HH:mm:ss)",
      "content",
      "OGmetaUrl (url)",
      "imageUrls (comma-separated)",
      "gifUrl",
      "videoUrls (comma-separated)",
      "thumbnailUrl",
      "mediaOptimization (true/false)",
      "applyWatermark (true/false)",
      "tags (comma-separated)",
      "category",
      "followUpComment",
    ],
  ],
  ["Facebook", ["type (post/story/reel)"]],
  ["Instagram", ["type (post/story/reel)"]],
  ["LinkedIn", ["pdfTitle", "postAsPdf (true/false)"]],
  [
    "Google (GBP)",
    [
      "eventType (call_to_action/event/offer)",
      "actionType (none/order/book/shop/learn_more/call/sign_up)",
      "title",
      "offerTitle",
      "startDate (YYYY-MM-DD HH:mm:ss)",
      "endDate (YYYY-MM-DD HH:mm:ss)",
      "termsConditions",
      "couponCode",
      "redeemOnlineUrl",
      "actionUrl",
    ],
  ],
  ["YouTube", ["title", "privacyLevel (private/public/unlisted)", "type (video/short)"]],
  [
    "TikTok",
    [
      "privacyLevel (everyone/friends/only_me)",
      "promoteOtherBrand (true/false)",
      "enableComment (true/false)",
      "enableDuet (true/false)",
      "enableStitch (true/false)",
      "videoDisclosure (true/false)",
      "promoteYourBrand (true/false)",
    ],
  ],
  ["Community", ["title", "notifyAllGroupMembers (true/false)"]],
  ["Pinterest", ["title", "link"]],
];

export type Column = { header: string; key: string };

/** `All Social/content`, `YouTube/title`: the bare name before the bracket, under its group. */
export const advanceColumns: readonly Column[] = advanceGroups.flatMap(([group, columns]) =>
  columns.map((header) => ({ header, key: `${group}/${bareName(header)}` })),
);

/** The basic file's columns under the keys of the advance one. */
export const basicKeys: readonly Column[] = [
  { header: basicColumns[0], key: "All Social/postAtSpecificTime" },
  { header: basicColumns[1], key: "All Social/content" },
  { header: basicColumns[2], key: "All Social/OGmetaUrl" },
  { header: basicColumns[3], key: "All Social/imageUrls" },
  { header: basicColumns[4], key: "All Social/gifUrl" },
  { header: basicColumns[5], key: "All Social/videoUrls" },
];

/** Older templates lack the thumbnail. */
export const advanceColumnsBefore: readonly Column[] = advanceColumns.filter(
  ({ key }) => key !== "All Social/thumbnailUrl",
);

/** A column that people add behind the template's own. */
export const pinterestBoard: Column = { header: "Pinterest board", key: "Pinterest/board" };

function bareName(header: string): string {
  return header.replace(/\s*\(.*\)$/, "");
}
