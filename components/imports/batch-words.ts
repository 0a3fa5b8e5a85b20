import { OUTCOME_WORDS, POST_WORDS } from "@/components/posts/post-words";
import type { Tone } from "@/components/ui/status-tag";
import { list, number, plural } from "@/lib/format";
import {
  type BatchStatus,
  type BatchSummary,
  type BatchView,
  type CsvStep,
  type CsvView,
  MAX_PART_BYTES,
  type RowCounts,
  SENT_AGAIN,
} from "@/lib/imports/schema";

export const STATUS_WORDS: Record<BatchStatus, { word: string; tone: Tone }> = {
  receiving: { word: "Not finished", tone: "neutral" },
  checking: { word: "Checking", tone: "info" },
  ready: { word: "Not scheduled", tone: "neutral" },
  scheduling: { word: "Running", tone: "info" },
  paused: { word: "Paused", tone: "warn" },
  needs_person: { word: "Waits for you", tone: "warn" },
  completed: { word: "Completed", tone: "good" },
  cancelled: { word: "Cancelled", tone: "neutral" },
  failed: POST_WORDS.failed,
};

const STANDING_WORDS = {
  asked: { word: "Waits for approval", tone: "info" },
  approved: { word: "Approved", tone: "good" },
  sent_back: { word: "Sent back", tone: "warn" },
} as const satisfies Record<string, { word: string; tone: Tone }>;

/** The status as a person reads it: a completed batch with failed or deleted rows is not simply good. */
export function statusOf(
  status: BatchStatus,
  counts: RowCounts,
  standing: BatchSummary["standing"] = null,
): { word: string; tone: Tone } {
  if (standing !== null) return STANDING_WORDS[standing];
  if (isSettled(status) && counts.deleted > 0)
    return {
      word: counts.scheduled === 0 ? POST_WORDS.deleted.word : `${number(counts.deleted)} deleted`,
      tone: "neutral",
    };
  if (status === "completed" && counts.failed > 0)
    return { word: `Completed, ${number(counts.failed)} failed`, tone: "warn" };
  return STATUS_WORDS[status];
}

export type CountKey = "scheduled" | "moving" | "person" | "failed" | "skipped" | "deleted";
type Segment = { key: CountKey; label: string; count: number; tone: Tone; open?: boolean };

/** The rows cut into parts that add up to all of them; waiting is split into what moves and what waits for a person. */
export function segmentsOf(counts: RowCounts): Segment[] {
  return [
    { key: "scheduled", label: POST_WORDS.scheduled.word, count: counts.scheduled, tone: "good" },
    {
      key: "moving",
      label: OUTCOME_WORDS.sending.word,
      count: counts.waiting - counts.waitingForPerson,
      tone: "neutral",
      open: true,
    },
    { key: "person", label: "Wait for you", count: counts.waitingForPerson, tone: "warn" },
    { key: "failed", label: POST_WORDS.failed.word, count: counts.failed, tone: "bad" },
    { key: "skipped", label: OUTCOME_WORDS.skipped.word, count: counts.skipped, tone: "neutral" },
    { key: "deleted", label: POST_WORDS.deleted.word, count: counts.deleted, tone: "neutral" },
  ];
}

export const STEPS: readonly { step: CsvStep; label: string }[] = [
  { step: "uploaded", label: "Uploaded" },
  { step: "accounts_set", label: "Accounts set" },
  { step: "in_review", label: POST_WORDS.in_review.word },
  { step: "finalized", label: "Finalized" },
  { step: "verified", label: "Verified" },
];

export const isSettled = (status: BatchStatus): boolean =>
  status === "completed" || status === "cancelled" || status === "failed";

/** Every row of it failed and was sent again: nothing of it is left to look at. */
export const isSentAgain = ({ rows, stepTimes }: CsvView): boolean => rows === 0 && SENT_AGAIN in stepTimes;

/** Where the rows went that failed in a csv; null where none were sent again. */
export function sentAgainWords({ sentAgain: { rows, csvs }, stepTimes }: CsvView): string | null {
  if (!(SENT_AGAIN in stepTimes)) return null;
  // Those that failed there once more were sent from there.
  if (rows === 0) return "Its failed rows were sent again";
  if (csvs.length === 0) return `${plural(rows, "row")} to be sent again`;
  return `${plural(rows, "row")} sent again in ${list(
    csvs.map((csv) => `csv ${number(csv)}`),
    3,
  )}`;
}

/** Every part of the file is here, whatever became of its rows. */
export const isWhole = ({ parts, fileSize }: Pick<BatchView, "parts" | "fileSize">): boolean =>
  parts.length === Math.ceil(fileSize / MAX_PART_BYTES);
