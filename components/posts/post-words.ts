import type { Tone } from "@/components/ui/status-tag";
import type { ItemOutcome } from "@/lib/posts/change-schema";

type Words = { word: string; tone: Tone };

/** How a post stands, in words: the same on every page that names it. */
export const POST_WORDS = {
  scheduled: { tone: "info", word: "Scheduled" },
  draft: { tone: "neutral", word: "Draft" },
  published: { tone: "good", word: "Published" },
  failed: { tone: "bad", word: "Failed" },
  in_review: { tone: "warn", word: "In review" },
  in_progress: { tone: "info", word: "Publishing" },
  pending: { tone: "info", word: "Pending" },
  deleted: { tone: "neutral", word: "Deleted" },
} as const satisfies Record<string, Words>;

export function postWords(status: string): Words {
  return Object.hasOwn(POST_WORDS, status)
    ? POST_WORDS[status as keyof typeof POST_WORDS]
    : { tone: "neutral", word: status };
}

/** How one post of a bulk change fared. */
export const OUTCOME_WORDS: Record<ItemOutcome, Words> = {
  waiting: { tone: "neutral", word: "Waiting" },
  sending: { tone: "info", word: "Under way" },
  changed: { tone: "good", word: "Changed" },
  failed: POST_WORDS.failed,
  unknown: { tone: "warn", word: "Unknown" },
  skipped: { tone: "neutral", word: "Skipped" },
};
