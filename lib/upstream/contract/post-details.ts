import { z } from "zod";
import { accountId, input, oneOf, text, webAddress } from "./shapes";
import { MEDIA_TYPES, POST_TYPES } from "./words";

export const TIKTOK_PRIVACY_LEVELS = ["PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"] as const;
export const GOOGLE_EVENT_TYPES = ["STANDARD", "EVENT", "OFFER"] as const;
export const GOOGLE_ACTIONS = ["none", "order", "book", "shop", "learn_more", "call", "sign_up"] as const;
export const YOUTUBE_PRIVACY_LEVELS = ["private", "public", "unlisted"] as const;
export const POLL_DURATIONS = ["ONE_DAY", "THREE_DAYS", "SEVEN_DAYS", "FOURTEEN_DAYS"] as const;
export const APPROVAL_STATUSES = ["pending", "approved", "rejected", "not_required"] as const;

const flag = z.boolean({ error: "Give true or false." }).optional();
const words = z.string({ error: "Give a text." }).optional();
const atMost = (noun: string, limit: number) =>
  z.string({ error: `Give the ${noun} as text.` }).max(limit, {
    error: `The ${noun} may hold at most ${limit} characters.`,
  });

export const postMediaInput = input({
  url: webAddress("media address"),
  type: oneOf("media type", MEDIA_TYPES),
  caption: words,
  originalUrl: words,
  watermarkedUrl: words,
  thumbnail: words,
  id: words,
  optimizedUrl: words,
  optimizedType: words,
  isModified: flag,
  altText: atMost("alternative text", 4086).optional(),
});

export const ogTagsInput = input({ metaImage: words, metaLink: words, ogTitle: words, ogDescription: words });

export const approvalInput = input({
  approver: words,
  requesterNote: words,
  approverNote: words,
  approvalStatus: oneOf("approval status", APPROVAL_STATUSES).optional(),
});

export const tiktokInput = input({
  privacyLevel: oneOf("privacy level", TIKTOK_PRIVACY_LEVELS),
  promoteOtherBrand: flag,
  enableComment: flag,
  enableDuet: flag,
  enableStitch: flag,
  videoDisclosure: flag,
  promoteYourBrand: flag,
});

const part = (noun: string, least: number, most: number) =>
  z
    .int({ error: `Give the ${noun} as a whole number.` })
    .min(least, { error: `The ${noun} must be ${least} or more.` })
    .max(most, { error: `The ${noun} must be ${most} or less.` });
const wallDate = input({
  year: part("year", 1970, 9999),
  month: part("month", 1, 12),
  day: part("day", 1, 31),
});
const wallTime = input({
  hours: part("hours", 0, 23),
  minutes: part("minutes", 0, 59),
  seconds: part("seconds", 0, 59),
});

export const googleInput = input({
  gmbEventType: oneOf("Google post type", GOOGLE_EVENT_TYPES),
  title: atMost("event title", 58).optional(),
  offerTitle: words,
  startDate: input({ startDate: wallDate.optional(), startTime: wallTime.optional() }).optional(),
  endDate: input({ endDate: wallDate.optional(), endTime: wallTime.optional() }).optional(),
  termsConditions: words,
  url: words,
  couponCode: words,
  redeemOnlineUrl: words,
  actionType: oneOf("button", GOOGLE_ACTIONS).optional(),
});

const poll = input({
  question: atMost("question", 140),
  options: z
    .array(input({ text: atMost("option", 30) }), { error: "Give the options as a list." })
    .min(2, { error: "A poll needs at least two options." })
    .max(4, { error: "A poll may have at most four options." }),
  settings: input({ duration: oneOf("duration", POLL_DURATIONS) }),
});

export const linkedinInput = input({
  pdfTitle: atMost("PDF title", 100),
  postAsPdf: z.boolean({ error: "Say whether the images are posted as a PDF: true or false." }),
  poll: poll.optional(),
});

export const pinterestInput = input({
  title: atMost("pin title", 100).optional(),
  link: atMost("pin link", 2048).optional(),
  boardIds: z.record(z.string(), z.string()).optional(),
  pinterestBoards: z
    .array(
      input({
        accountId,
        boards: z
          .array(text("board id"), { error: "Give the boards as a list." })
          .min(1, { error: "Choose at least one board." })
          .max(25, { error: "At most 25 boards fit in one post." }),
      }),
    )
    .optional(),
  shortenedLinks: z.array(z.string()).optional(),
});

export const facebookInput = input({ type: oneOf("post type", POST_TYPES), textFormatPresetId: words });

export const instagramInput = input({
  type: oneOf("post type", POST_TYPES),
  collaborators: z.record(z.string(), z.array(z.string())).optional(),
  showOnFeed: flag,
  publishViaPushNotification: flag,
  publisherNote: words,
});

export const youtubeInput = input({
  title: atMost("video title", 100).optional(),
  privacyLevel: oneOf("privacy level", YOUTUBE_PRIVACY_LEVELS).optional(),
  type: oneOf("video type", ["video", "short"]),
});
