"use client";

import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { useRememberQuietHours } from "../queries";
import { type FormProps, Frame } from "./repair-forms";
import type { QuietHours } from "./use-target";

type Scope = "file" | "location" | "company";

type QuietFormProps = FormProps & {
  hours: QuietHours | null;
  /** Null: no location is chosen yet, so there is nothing to remember them for. */
  location: { id: string; name: string } | null;
  isAdmin: boolean;
  onSave: (hours: QuietHours | null) => void;
};

/** Hours in which nothing should go out: rows in them are marked, can be moved to their end, and are remembered. */
export function QuietForm({ hours, location, isAdmin, onSave, onReview, onClose }: QuietFormProps) {
  const [from, setFrom] = useState(hours?.from ?? "22:00");
  const [to, setTo] = useState(hours?.to ?? "07:00");
  const [scope, setScope] = useState<Scope>(location ? "location" : "file");
  const remember = useRememberQuietHours();
  const ready = from !== "" && to !== "" && from !== to;
  const changed = hours?.from !== from || hours.to !== to;

  function save(next: QuietHours | null): void {
    const done = () => {
      onSave(next);
      onClose();
    };
    if (scope === "file" || !location) done();
    else remember.mutate({ locationId: location.id, quietHours: next, scope }, { onSuccess: done });
  }

  return (
    <Frame
      title="Quiet hours"
      description="Rows between these times are marked with a warning. They can be moved to the end of the quiet hours."
      onClose={onClose}
      actions={
        <>
          {hours && (
            <Button disabled={remember.isPending} onClick={() => save(null)}>
              No quiet hours
            </Button>
          )}
          <Button
            variant="primary"
            disabled={!ready}
            loading={remember.isPending}
            onClick={() =>
              changed
                ? save({ from, to })
                : onReview({
                    repair: { kind: "leave_quiet_hours", to },
                    sentence: "Move posts out of quiet hours",
                  })
            }
          >
            {changed ? "Mark rows in them" : "Review moving them"}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label="From">
          <Input type="time" value={from} onChange={({ target }) => setFrom(target.value)} />
        </Field>
        <Field label="To">
          <Input type="time" value={to} onChange={({ target }) => setTo(target.value)} />
        </Field>
      </div>
      {location && (
        <Field label="Remember a change for">
          <NativeSelect value={scope} onChange={({ target }) => setScope(target.value as Scope)}>
            <option value="location">{location.name}, also its next files</option>
            {isAdmin && <option value="company">Every location without its own</option>}
            <option value="file">This file only</option>
          </NativeSelect>
        </Field>
      )}
      {remember.isError && (
        <p role="alert" className="text-[13px] text-bad">
          {sentenceOf(remember.error)}
        </p>
      )}
    </Frame>
  );
}
