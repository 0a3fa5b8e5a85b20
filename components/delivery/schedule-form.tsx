"use client";

import { type FormEvent, useState } from "react";
import { formError } from "@/components/auth/field-errors";
import { Notice } from "@/components/states/notice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioGroup } from "@/components/ui/radio-group";
import { Textarea } from "@/components/ui/textarea";
import { type ScheduleView, WEEKDAY_NAMES } from "@/lib/delivery/schedules/schema";
import { ApiError } from "@/lib/http/api-client";

export type ScheduleDraft = Pick<
  ScheduleView,
  "name" | "recipients" | "timezone" | "frequency" | "weekday" | "monthDay" | "hour" | "delivery"
>;

type ScheduleFormProps = {
  id: string;
  start: ScheduleDraft;
  error: unknown;
  onSubmit: (draft: ScheduleDraft) => void;
};

/** The timezone of this browser: most recipients live where the agency does. */
export const ownTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function newDraft(name: string): ScheduleDraft {
  return {
    name,
    recipients: [],
    timezone: ownTimezone(),
    frequency: "weekly",
    weekday: 1,
    monthDay: null,
    hour: 9,
    delivery: "pdf",
  };
}

/** When a report goes out, to whom, and as what. Its buttons stand outside, bound by the form's id. */
export function ScheduleForm({ id, start, error, onSubmit }: ScheduleFormProps) {
  const [draft, setDraft] = useState(start);
  const [recipients, setRecipients] = useState(start.recipients.join("\n"));
  const set = (part: Partial<ScheduleDraft>) => setDraft({ ...draft, ...part });
  const failed = formError(error);
  // Every refused one of a list, or a field inside what is changed.
  const refusal = (name: string) =>
    (error instanceof ApiError ? error.fields : [])
      .filter(({ path }) => path.split(".").includes(name))
      .map(({ message }) => message)
      .join(" ") || undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const named = recipients.split(/[\s,;]+/).filter((part) => part !== "");
    onSubmit({ ...draft, recipients: named });
  };
  return (
    <form id={id} className="flex flex-col gap-4" onSubmit={submit}>
      {failed && <Notice tone="bad">{failed}</Notice>}
      <Field label="Name" hint="The subject of the e-mail and the title of the report.">
        <Input
          required
          maxLength={120}
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label="Recipients" hint="One e-mail address a line." error={refusal("recipients")}>
        <Textarea
          required
          rows={3}
          value={recipients}
          onChange={(event) => setRecipients(event.target.value)}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="How often">
          <NativeSelect
            value={draft.frequency}
            onChange={(event) =>
              set(
                event.target.value === "weekly"
                  ? { frequency: "weekly", weekday: 1, monthDay: null }
                  : { frequency: "monthly", weekday: null, monthDay: 1 },
              )
            }
          >
            <option value="weekly">Weekly</option>
            <option value="monthly">Monthly</option>
          </NativeSelect>
        </Field>
        <Field label="On">
          {draft.frequency === "weekly" ? (
            <NativeSelect
              value={draft.weekday ?? 1}
              onChange={(event) => set({ weekday: Number(event.target.value) })}
            >
              {WEEKDAY_NAMES.map((name, index) => (
                <option key={name} value={index + 1}>
                  {name}
                </option>
              ))}
            </NativeSelect>
          ) : (
            <NativeSelect
              value={draft.monthDay ?? 1}
              onChange={(event) => set({ monthDay: Number(event.target.value) })}
            >
              {Array.from({ length: 28 }, (_, index) => index + 1).map((each) => (
                <option key={each} value={each}>
                  Day {each}
                </option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <Field label="At">
          <NativeSelect value={draft.hour} onChange={(event) => set({ hour: Number(event.target.value) })}>
            {Array.from({ length: 24 }, (_, hour) => hour).map((hour) => (
              <option key={hour} value={hour}>
                {String(hour).padStart(2, "0")}:00
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <Field label="Timezone" hint="The recipients' own clock." error={refusal("timezone")}>
        <Input
          required
          list={`${id}-timezones`}
          value={draft.timezone}
          onChange={(event) => set({ timezone: event.target.value })}
        />
      </Field>
      <datalist id={`${id}-timezones`}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <fieldset>
        <legend className="mb-1.5 font-medium">Sent as</legend>
        <RadioGroup
          label="Sent as"
          value={draft.delivery}
          onValueChange={(value) => set({ delivery: value === "link" ? "link" : "pdf" })}
          options={[
            { value: "pdf", label: "PDF", hint: "Attached to the e-mail." },
            { value: "link", label: "Link", hint: "Opens without a sign-in, for 60 days." },
          ]}
        />
      </fieldset>
    </form>
  );
}
