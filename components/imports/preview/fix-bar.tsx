"use client";

import {
  ArrowRight,
  CalendarClock,
  CalendarRange,
  ChevronDown,
  Link,
  type LucideIcon,
  Moon,
  Scissors,
  Wrench,
} from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { Summary } from "@/lib/csv/import-session";
import type { Suggestion } from "@/lib/csv/repairs";
import { plural } from "@/lib/format";
import { QuietForm } from "./quiet-form";
import { AssignForm, ShiftForm, SpreadForm } from "./repair-forms";
import { ReviewDialog } from "./review-dialog";
import { usePhone } from "./use-phone";
import type { Sheet } from "./use-sheet";
import type { QuietHours } from "./use-target";

const ICONS: Partial<Record<Suggestion["repair"]["kind"], LucideIcon>> = {
  write_dates: CalendarClock,
  shift_dates: ArrowRight,
  move_late: ArrowRight,
  leave_full_days: ArrowRight,
  leave_quiet_hours: Moon,
  spread_drafts: CalendarRange,
  trim_captions: Scissors,
  split_captions: Scissors,
  add_https: Link,
};

type FixBarProps = {
  sheet: Sheet;
  summary: Summary;
  quietHours: QuietHours | null;
  platformOf: (accountId: string) => string;
  onQuietHours: (hours: QuietHours | null) => void;
  location: { id: string; name: string } | null;
  isAdmin: boolean;
};

const FEW_FIXES = 3;
/** What fits beside the menu in one line of a usual window. */
const SENTENCES_CHARS = 90;

function fitting(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  let room = SENTENCES_CHARS;
  return suggestions.slice(0, FEW_FIXES).filter(({ sentence }, index) => {
    room -= sentence.length;
    return index === 0 || room >= 0;
  });
}

type Form = "spread" | "shift" | "quiet" | "assign";

/** What can be repaired for many rows at once, a sentence each, and what a person may wish; never applied unseen. */
export function FixBar({ sheet, summary, quietHours, platformOf, onQuietHours, ...props }: FixBarProps) {
  const [reviewed, setReviewed] = useState<Suggestion | null>(null);
  const [form, setForm] = useState<Form | null>(null);
  const rows = (code: Summary["codes"][number]["code"]) =>
    summary.codes.find((one) => one.code === code)?.rows ?? 0;
  const close = () => setForm(null);
  const review = (suggestion: Suggestion) => {
    close();
    setReviewed(suggestion);
  };
  const other = summary.dateOrder === "MDY" ? "DMY" : "MDY";
  const phone = usePhone();
  const shown = phone ? [] : fitting(summary.suggestions);
  const folded = summary.suggestions.slice(shown.length);
  const offered = new Set(summary.suggestions.map(({ repair }) => repair.kind));
  const wishes = (
    <>
      {folded.length > 0 && (
        <>
          <MenuLabel>Found in this file</MenuLabel>
          {folded.map((suggestion) => (
            <MenuItem key={suggestion.sentence} onSelect={() => review(suggestion)}>
              {suggestion.sentence}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuLabel>For any file</MenuLabel>
        </>
      )}
      <MenuItem disabled={summary.drafts === 0} onSelect={() => setForm("spread")}>
        Give rows without a date a slot
      </MenuItem>
      <MenuItem disabled={summary.fromLocal === null} onSelect={() => setForm("shift")}>
        Shift all dates
      </MenuItem>
      <MenuItem onSelect={() => setForm("quiet")}>Quiet hours</MenuItem>
      <MenuItem onSelect={() => setForm("assign")}>Accounts of all rows</MenuItem>
      <MenuItem
        onSelect={() =>
          review({
            repair: { kind: "read_dates", order: other },
            sentence: `Read dates as ${other === "DMY" ? "D/M/YYYY" : "M/D/YYYY"}`,
          })
        }
      >
        Read day and month the other way round
      </MenuItem>
      {!offered.has("drop_duplicates") && (
        <MenuItem
          disabled={rows("duplicate_in_file") === 0}
          onSelect={() => review({ repair: { kind: "drop_duplicates" }, sentence: "Leave out duplicates" })}
        >
          Leave out duplicates
        </MenuItem>
      )}
      <MenuItem
        disabled={rows("already_scheduled") === 0}
        onSelect={() =>
          review({ repair: { kind: "drop_scheduled" }, sentence: "Leave out what is scheduled already" })
        }
      >
        Leave out what is scheduled already
      </MenuItem>
      {!offered.has("drop_past") && (
        <MenuItem
          disabled={rows("date_past") === 0}
          onSelect={() =>
            review({ repair: { kind: "drop_past" }, sentence: "Leave out rows whose time has passed" })
          }
        >
          Leave out rows whose time has passed
        </MenuItem>
      )}
    </>
  );
  const menu = phone ? (
    <section aria-label="Fix all" className="border-b bg-surface px-4 py-2">
      <DropdownMenu
        align="start"
        className="w-[var(--radix-dropdown-menu-trigger-width)]"
        trigger={
          <Button className="w-full">
            <Wrench aria-hidden />
            {summary.suggestions.length === 0
              ? "Fix all"
              : `Fix all: ${plural(summary.suggestions.length, "repair")} found`}
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {wishes}
      </DropdownMenu>
    </section>
  ) : null;
  return (
    <>
      {menu ?? (
        <section
          aria-label="Fix all"
          className="flex items-center flex-wrap gap-x-5 gap-y-1.5 border-b bg-surface px-6 py-2"
        >
          <h2 className="font-semibold text-[13px]">Fix all</h2>
          {shown.map((suggestion) => {
            const Icon = ICONS[suggestion.repair.kind] ?? Wrench;
            return (
              <div key={suggestion.sentence} className="flex items-center gap-2 text-[13px]">
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
          <DropdownMenu
            trigger={
              <Button size="sm" variant="ghost" className="-mr-2.5 ml-auto">
                More fixes{folded.length > 0 && `: ${folded.length} found`}
                <ChevronDown aria-hidden />
              </Button>
            }
          >
            {wishes}
          </DropdownMenu>
        </section>
      )}
      {form === "spread" && <SpreadForm sheet={sheet} onReview={review} onClose={close} />}
      {form === "shift" && <ShiftForm first={summary.fromLocal} onReview={review} onClose={close} />}
      {form === "quiet" && (
        <QuietForm
          hours={quietHours}
          location={props.location}
          isAdmin={props.isAdmin}
          onSave={onQuietHours}
          onReview={review}
          onClose={close}
        />
      )}
      {form === "assign" && <AssignForm onReview={review} onClose={close} />}
      {reviewed && (
        <ReviewDialog
          sheet={sheet}
          suggestion={reviewed}
          platformOf={platformOf}
          onClose={() => setReviewed(null)}
        />
      )}
    </>
  );
}
