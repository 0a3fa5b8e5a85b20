"use client";

import { ArrowRight, CalendarClock, Link, type LucideIcon, Scissors, Wrench } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Suggestion } from "@/lib/csv/repairs";
import { ReviewDialog } from "./review-dialog";
import type { Sheet } from "./use-sheet";

const ICONS: Partial<Record<Suggestion["repair"]["kind"], LucideIcon>> = {
  write_dates: CalendarClock,
  shift_dates: ArrowRight,
  trim_captions: Scissors,
  add_https: Link,
};

/** What can be repaired for many rows at once, a sentence each; never applied unseen. */
export function FixBar({ sheet, suggestions }: { sheet: Sheet; suggestions: readonly Suggestion[] }) {
  const [reviewed, setReviewed] = useState<Suggestion | null>(null);
  return (
    <>
      {suggestions.length > 0 && (
        <section
          aria-label="Fix all"
          className="flex items-center gap-x-4 gap-y-1.5 border-b bg-surface px-4 py-2 max-md:flex-col max-md:items-stretch md:flex-wrap md:px-6"
        >
          <h2 className="font-semibold text-[13px]">Fix all</h2>
          {suggestions.map((suggestion) => {
            const Icon = ICONS[suggestion.repair.kind] ?? Wrench;
            return (
              <div
                key={suggestion.sentence}
                className="flex items-center gap-2 text-[13px] md:not-last:border-r md:not-last:pr-4"
              >
                <Icon className="size-3.5 shrink-0 text-muted" aria-hidden />
                <span className="flex-1">{suggestion.sentence}</span>
                <Button
                  size="sm"
                  aria-label={`Review: ${suggestion.sentence}`}
                  onClick={() => setReviewed(suggestion)}
                >
                  Review
                </Button>
              </div>
            );
          })}
        </section>
      )}
      {reviewed && <ReviewDialog sheet={sheet} suggestion={reviewed} onClose={() => setReviewed(null)} />}
    </>
  );
}
