import type { FieldKey } from "./formats";

export type Severity = "error" | "warning";

/** Every issue a row can have: how bad it is, what its filter chip says, and the rule behind it. */
export const ISSUES = {
  date_invalid: ["error", "Date not readable", "Dates are written YYYY-MM-DD HH:mm:ss."],
  date_rewritten: [
    "warning",
    "Date rewritten",
    "A date in another form than the template's is read all the same; look whether it was read as meant.",
  ],
  date_past: ["error", "Time has passed", "A post needs a time that lies ahead."],
  date_soon: [
    "error",
    "Less than 10 minutes ahead",
    "A file is uploaded at least 10 minutes before the earliest time in it.",
  ],
  date_gap: ["error", "Time does not exist", "Clocks go forward over this time in the location's timezone."],
  date_twice: [
    "warning",
    "Time comes twice",
    "Clocks go back over this time in the location's timezone; the first of the two is meant.",
  ],
  no_date: ["warning", "Becomes a draft", "A row without a date becomes a draft."],
  nothing_to_post: ["error", "Nothing to post", "A row needs a caption, media or a link."],
  rows_run_together: [
    "error",
    "Rows run together",
    "A caption that holds the start of another row has lost a closing quote.",
  ],
  no_accounts: ["error", "No accounts", "A row goes to at least one account."],
  account_unknown: [
    "error",
    "Unknown account",
    "The accounts column names accounts or networks of this location.",
  ],
  location_unknown: [
    "error",
    "Unknown location",
    "The location column names locations that you may use, by name or id.",
  ],
  account_expired: [
    "warning",
    "Account expired",
    "Posts of an expired account fail until it is connected again.",
  ],
  caption_too_long: [
    "error",
    "Caption too long",
    "Each network has its own limit, counted as it counts. A longer caption would be cut off upstream without a word.",
  ],
  too_many_hashtags: ["error", "Too many hashtags", "Instagram takes 30 hashtags in a caption."],
  caption_ignored: ["warning", "Caption not shown", "Stories show no caption."],
  media_kinds_mixed: ["error", "Mixed media", "A row takes images, one GIF or videos, not a mixture."],
  too_many_media: ["error", "Too many media", "Each network takes a number of images or videos in one post."],
  media_needed: ["error", "No media", "Instagram, Pinterest and stories show nothing without media."],
  video_needed: ["error", "Not a video", "Reels, TikTok and YouTube take exactly one video."],
  media_wrong_kind: ["error", "Media in the wrong column", "Images, GIFs and videos have a column each."],
  gif_refused: ["error", "No GIF there", "Instagram, Google and Pinterest take no GIF."],
  video_refused: ["error", "No video there", "Google and Pinterest take no video from an import."],
  media_share_link: [
    "error",
    "Share link as media",
    "Media needs a direct, public URL; a share link of Google Drive or Dropbox opens a page.",
  ],
  media_page_link: [
    "warning",
    "Page as media",
    "Media needs the address of the file itself, not of a page that shows it.",
  ],
  media_not_public: [
    "error",
    "Media not public",
    "Media is fetched from the internet; an address inside a network cannot be reached.",
  ],
  media_not_a_url: ["error", "Media is no URL", "Media is named by addresses that start with https://."],
  link_not_a_url: ["error", "Link is no URL", "Links start with https://."],
  link_in_caption: [
    "warning",
    "Link in caption",
    "With media the link goes into the caption instead of a preview.",
  ],
  type_unknown: ["error", "Unknown word", "Some columns take one of a few words."],
  boolean_unknown: ["error", "Neither true nor false", "Some columns take true or false."],
  google_action_url: ["error", "Button without link", "A Google button needs its link."],
  google_button_ignored: ["warning", "Button not shown", "A Google offer shows no button."],
  google_event_fields: ["error", "Event incomplete", "A Google event needs title, start and end."],
  google_offer_fields: ["error", "Offer incomplete", "A Google offer needs title, start and end."],
  google_dates: [
    "error",
    "Google dates wrong",
    "Start and end are dates, and the end comes after the start.",
  ],
  tiktok_disclosure: [
    "warning",
    "Disclosure missing",
    "TikTok asks to disclose a video that promotes a brand.",
  ],
  tiktok_branded_private: [
    "error",
    "Branded and private",
    "TikTok does not take branded content that only its author may see.",
  ],
  title_too_long: ["error", "Title too long", "Titles have a limit of their own."],
  title_needed: ["warning", "No title", "YouTube videos and LinkedIn PDFs show a title."],
  board_unsupported: [
    "warning",
    "Board not sent",
    "The upstream's file has no column for a Pinterest board.",
  ],
  comment_ignored: [
    "warning",
    "Comment not sent",
    "Facebook, Instagram, LinkedIn, YouTube and Community take a follow-up comment.",
  ],
  daily_cap: [
    "error",
    "Daily limit",
    "Instagram takes 25 posts of an account in 24 hours, TikTok 15, Google 100, LinkedIn 200.",
  ],
  quiet_hours: ["warning", "Quiet hours", "The location prefers not to post in these hours."],
  duplicate_in_file: ["warning", "Duplicate in file", "Two rows have the same caption, time and accounts."],
  already_scheduled: [
    "warning",
    "Already scheduled",
    "A post with this caption, time and accounts is scheduled already.",
  ],
} as const satisfies Record<string, readonly [Severity, string, string]>;

export type IssueCode = keyof typeof ISSUES;

export type Issue = {
  row: number;
  field: FieldKey | null;
  code: IssueCode;
  severity: Severity;
  /** The rule in words for the accounts the row goes to. */
  message: string;
  /** Networks the issue is about; empty: all of them. */
  platforms: string[];
  /** The limit and what the row has, where the rule is a number. */
  limit?: number;
  actual?: number;
};

const NONE: Issue[] = [];
Object.freeze(NONE);

/** Collects the issues of one row after another; a row without one costs nothing. */
export class IssueList {
  private row = 0;
  private found: Issue[] | null = null;

  start(row: number): void {
    this.row = row;
    this.found = null;
  }

  add(
    code: IssueCode,
    field: FieldKey | null,
    message: string,
    platform: string | null = null,
    limit?: number,
    actual?: number,
  ): void {
    const issue: Issue = {
      row: this.row,
      field,
      code,
      severity: ISSUES[code][0],
      message,
      platforms: platform === null ? [] : [platform],
    };
    if (limit !== undefined) issue.limit = limit;
    if (actual !== undefined) issue.actual = actual;
    this.found ??= [];
    this.found.push(issue);
  }

  /** The row's issues. Where there are none the answer is shared and frozen. */
  take(): Issue[] {
    return this.found ?? NONE;
  }
}
