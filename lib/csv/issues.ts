import type { FieldKey } from "./formats";

export type Severity = "error" | "warning";

/** Every issue a row can have: what its filter chip says, and how bad it is. */
export const ISSUES = {
  date_invalid: ["error", "Date not readable"],
  date_rewritten: ["warning", "Date rewritten"],
  date_past: ["error", "Time has passed"],
  date_soon: ["error", "Less than 10 minutes ahead"],
  date_gap: ["error", "Time does not exist"],
  date_twice: ["warning", "Time comes twice"],
  no_date: ["warning", "Becomes a draft"],
  nothing_to_post: ["error", "Nothing to post"],
  no_accounts: ["error", "No accounts"],
  caption_too_long: ["error", "Caption too long"],
  too_many_hashtags: ["error", "Too many hashtags"],
  caption_ignored: ["warning", "Caption not shown"],
  media_kinds_mixed: ["error", "Mixed media"],
  too_many_media: ["error", "Too many media"],
  media_needed: ["error", "No media"],
  video_needed: ["error", "Not a video"],
  gif_refused: ["error", "No GIF there"],
  video_refused: ["error", "No video there"],
  media_share_link: ["error", "Share link as media"],
  media_not_a_url: ["error", "Media is no URL"],
  link_not_a_url: ["error", "Link is no URL"],
  link_in_caption: ["warning", "Link in caption"],
  type_unknown: ["error", "Unknown word"],
  boolean_unknown: ["error", "Neither true nor false"],
  google_action_url: ["error", "Button without link"],
  google_event_fields: ["error", "Event incomplete"],
  google_offer_fields: ["error", "Offer incomplete"],
  google_dates: ["error", "Google dates wrong"],
  title_too_long: ["error", "Title too long"],
  title_needed: ["warning", "No title"],
  board_unsupported: ["warning", "Board not sent"],
  comment_ignored: ["warning", "Comment not sent"],
  daily_cap: ["error", "Daily limit"],
  duplicate_in_file: ["warning", "Duplicate in file"],
  already_scheduled: ["warning", "Already scheduled"],
} as const satisfies Record<string, readonly [Severity, string]>;

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
