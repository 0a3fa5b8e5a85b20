"use client";

import { useState } from "react";
import { Notice } from "@/components/states/notice";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioGroup } from "@/components/ui/radio-group";
import { plural } from "@/lib/format";
import { type ChangePostsInput, changePostsBody, MAX_POSTS_PER_CHANGE } from "@/lib/posts/change-schema";
import type { ChosenPost } from "@/lib/posts/schema";
import { ChangeDialog } from "./change-dialog";
import { groupsForChange } from "./chosen-groups";
import { usePreview } from "./queries";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

type MoveDialogProps = {
  groups: ReadonlyMap<string, readonly ChosenPost[]>;
  today: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStarted: (changeIds: string[]) => void;
};

/** Moves posts in time: all by the same offset, or onto the times of a rule. */
export function MoveDialog({ groups, today, ...dialog }: MoveDialogProps) {
  const [mode, setMode] = useState<"offset" | "slots">("offset");
  const [shift, setShift] = useState({ direction: 1, days: "1", hours: "0", minutes: "0" });
  const [rule, setRule] = useState({ days: [1, 2, 3, 4, 5], times: "09:00, 17:00", from: today });
  const preview = usePreview();
  // What was previewed is what is sent: another wish needs another look.
  const changing = <T,>(set: (value: T) => void, value: T) => {
    set(value);
    preview.reset();
  };
  // Slots are dealt out in one go: two changes at one location would take the same ones.
  const tooMany =
    mode === "slots" && [...groups.values()].some((posts) => posts.length > MAX_POSTS_PER_CHANGE);
  const requests = requestsOf();
  const count = [...groups.values()].reduce((sum, some) => sum + some.length, 0);

  function requestsOf(): ChangePostsInput[] | null {
    if (tooMany) return null;
    const all = groupsForChange(groups).map(({ locationId, postIds }) => {
      if (mode === "slots") {
        const times = rule.times.split(/[\s,;]+/).filter(Boolean);
        return { kind: "slots", locationId, postIds, rule: { ...rule, times } };
      }
      const by = (text: string) => shift.direction * Math.abs(Math.trunc(Number(text)));
      return {
        kind: "offset",
        locationId,
        postIds,
        days: by(shift.days),
        hours: by(shift.hours),
        minutes: by(shift.minutes),
      };
    });
    const parsed = changePostsBody.array().safeParse(all);
    return parsed.success ? parsed.data : null;
  }

  return (
    <ChangeDialog
      {...dialog}
      title={`Move ${plural(count, "post")}`}
      description="Each post keeps everything but its time. Published posts are left as they are."
      verb="Move"
      requests={requests}
      names={new Map()}
      preview={preview}
    >
      <RadioGroup
        label="How to move"
        value={mode}
        onValueChange={(next) => changing(setMode, next)}
        options={[
          { value: "offset", label: "By an offset", hint: "Whole days keep the time on the clock." },
          { value: "slots", label: "To slots", hint: "One after another, onto chosen days and times." },
        ]}
      />
      {tooMany && (
        <Notice tone="warn">
          At most 1,000 posts of a location can be put on slots at once. Choose fewer.
        </Notice>
      )}
      {mode === "offset" ? (
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
          <Field label="Direction">
            <NativeSelect
              value={String(shift.direction)}
              onChange={(event) => changing(setShift, { ...shift, direction: Number(event.target.value) })}
            >
              <option value="1">Later</option>
              <option value="-1">Earlier</option>
            </NativeSelect>
          </Field>
          {(["days", "hours", "minutes"] as const).map((unit) => (
            <Field key={unit} label={unit.charAt(0).toUpperCase() + unit.slice(1)}>
              <Input
                type="number"
                min={0}
                step={1}
                inputMode="numeric"
                value={shift[unit]}
                onChange={(event) => changing(setShift, { ...shift, [unit]: event.target.value })}
              />
            </Field>
          ))}
        </div>
      ) : (
        <div className="grid gap-3 sm:grid-cols-2">
          <fieldset className="sm:col-span-2">
            <legend className="mb-1.5 font-medium">Days</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-2">
              {DAYS.map((name, index) => (
                <Checkbox
                  key={name}
                  label={name}
                  checked={rule.days.includes(index + 1)}
                  onCheckedChange={(on) => {
                    const others = rule.days.filter((day) => day !== index + 1);
                    changing(setRule, { ...rule, days: on === true ? [...others, index + 1] : others });
                  }}
                />
              ))}
            </div>
          </fieldset>
          <Field
            label="Times"
            hint="With commas, as in 09:00, 17:00."
            error={
              requests || tooMany || !rule.times.trim() || rule.days.length === 0
                ? undefined
                : "Give each time as hours and minutes."
            }
          >
            <Input
              value={rule.times}
              onChange={(event) => changing(setRule, { ...rule, times: event.target.value })}
            />
          </Field>
          <Field label="First day">
            <Input
              type="date"
              value={rule.from}
              onChange={(event) => changing(setRule, { ...rule, from: event.target.value })}
            />
          </Field>
        </div>
      )}
    </ChangeDialog>
  );
}
