"use client";

import { type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Suggestion } from "@/lib/csv/repairs";
import { type Slots, slotWords } from "./slot-words";
import type { Sheet } from "./use-sheet";

export type FormProps = { onReview: (suggestion: Suggestion) => void; onClose: () => void };

type FrameProps = {
  title: string;
  description: string;
  onClose: () => void;
  actions: ReactNode;
  children: ReactNode;
};

/** A question asked before a repair is worked out. */
export const Frame = ({ title, description, onClose, actions, children }: FrameProps) => (
  <Dialog
    open
    onOpenChange={(open) => !open && onClose()}
    size="sm"
    title={title}
    description={description}
    footer={
      <>
        <Button onClick={onClose}>Cancel</Button>
        {actions}
      </>
    }
  >
    <div className="flex flex-col gap-3">{children}</div>
  </Dialog>
);

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/** Times as people type them: `9:00, 13:30 17` reads as three. Null: one of them is no time. */
export function readTimes(text: string): string[] | null {
  const times: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const match = /^(\d{1,2})(?:[:.h](\d{2})?)?$/i.exec(word);
    const [hour, minute] = [Number(match?.[1]), Number(match?.[2] ?? 0)];
    if (!match || hour > 23 || minute > 59) return null;
    times.push(`${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  }
  return [...new Set(times)].sort();
}

/** Rows without a date get one slot each, in their order: on which weekdays, at which times, from which day. */
export function SpreadForm({ sheet, onReview, onClose }: FormProps & { sheet: Sheet }) {
  const [firstDay, setFirstDay] = useState(tomorrow);
  const [text, setText] = useState("09:00, 13:00, 17:00");
  const [weekdays, setWeekdays] = useState([1, 2, 3, 4, 5]);
  const times = readTimes(text);
  const ready = times !== null && times.length > 0 && weekdays.length > 0 && firstDay !== "";
  return (
    <Frame
      title="Give rows without a date a slot"
      description="Rows are spread in their order over the slots you choose; slots that another row has are left free."
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          disabled={!ready}
          onClick={() =>
            times &&
            onReview({
              repair: { kind: "spread_drafts", firstDay, times, weekdays },
              sentence: "Give rows without a date a slot",
            })
          }
        >
          Review
        </Button>
      }
    >
      <Field label="From">
        <Input type="date" value={firstDay} onChange={({ target }) => setFirstDay(target.value)} />
      </Field>
      <Field
        label="Times of day"
        hint="With commas, on the location's clock."
        error={times === null ? "Write times as 09:00, 13:30." : undefined}
      >
        <Input value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
        <legend className="mb-1 font-medium text-[13px]">Weekdays</legend>
        {WEEKDAYS.map((name, index) => (
          <Checkbox
            key={name}
            label={name}
            checked={weekdays.includes(index + 1)}
            onCheckedChange={(on) =>
              setWeekdays(
                on === true ? [...weekdays, index + 1] : weekdays.filter((day) => day !== index + 1),
              )
            }
          />
        ))}
      </fieldset>
      <SlotsLine sheet={sheet} slots={ready ? { firstDay, times, weekdays } : null} />
    </Frame>
  );
}

const LOOK_MS = 250;

/** How many of the slots are free, and until when the rows need them. */
function SlotsLine({ sheet, slots }: { sheet: Sheet; slots: Slots | null }) {
  const [words, setWords] = useState("");
  const { call } = sheet;
  const asked = slots === null ? "" : JSON.stringify(slots);
  useEffect(() => {
    let live = true;
    setWords("");
    if (asked === "") return;
    const wanted = JSON.parse(asked) as Slots;
    const timer = setTimeout(() => {
      void call("previewRepair", { kind: "spread_drafts", ...wanted }).then((changes) => {
        const given = changes.filter(({ field }) => field === "postAtSpecificTime").map(({ after }) => after);
        if (live) setWords(slotWords(wanted, given));
      });
    }, LOOK_MS);
    return () => {
      live = false;
      clearTimeout(timer);
    };
  }, [asked, call]);
  return (
    <p role="status" className="min-h-5 text-[13px] text-muted">
      {words}
    </p>
  );
}

/** All dates move by the same span, so that the first one is the chosen moment. */
export function ShiftForm({ first, onReview, onClose }: FormProps & { first: string | null }) {
  const [moment, setMoment] = useState(() => `${tomorrow()}T${first?.slice(11, 16) ?? "09:00"}`);
  return (
    <Frame
      title="Shift all dates"
      description="Every date moves by the same span; times of day stay apart as they are."
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          disabled={moment.length < 16}
          onClick={() =>
            onReview({
              repair: { kind: "shift_dates", firstLocal: `${moment.slice(0, 16)}:00` },
              sentence: `Shift all so the first is ${moment.slice(0, 10)} ${moment.slice(11, 16)}`,
            })
          }
        >
          Review
        </Button>
      }
    >
      <Field label="The first post goes out">
        <Input type="datetime-local" value={moment} onChange={({ target }) => setMoment(target.value)} />
      </Field>
    </Frame>
  );
}

/** The accounts cell of every row: names, networks or groups. */
export function AssignForm({ onReview, onClose }: FormProps) {
  const [text, setText] = useState("");
  return (
    <Frame
      title="Accounts of all rows"
      description="Writes the accounts cell of every row. Left empty, rows go to the accounts chosen above."
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          onClick={() =>
            onReview({
              repair: { kind: "assign_accounts", accounts: text.trim(), rows: null },
              sentence:
                text.trim() === ""
                  ? "Empty the accounts cell of all rows"
                  : `Send all rows to ${text.trim()}`,
            })
          }
        >
          Review
        </Button>
      }
    >
      <Field label="Accounts" hint="Account names, networks or groups, with commas.">
        <Input value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
    </Frame>
  );
}
