"use client";

import { useId } from "react";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { dateTime } from "@/lib/format";
import { type ReportFilters, writeFilters } from "@/lib/reports/filters";
import { useCreateSchedule } from "./queries";
import { newDraft, ScheduleForm } from "./schedule-form";

/** Makes a schedule of exactly this view. */
export function NewSchedule({ filters, name }: { filters: ReportFilters; name: string }) {
  const id = useId();
  const create = useCreateSchedule();
  if (create.data) {
    return (
      <Notice tone="good" title="The schedule is made.">
        The first e-mail goes out on {dateTime(create.data.nextRunAt, create.data.timezone)} (
        {create.data.timezone}). All schedules are on the page{" "}
        <a className="underline" href="/delivery">
          Delivery
        </a>
        .
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <ScheduleForm
        id={id}
        start={newDraft(name)}
        error={create.error}
        onSubmit={(draft) => create.mutate({ ...draft, search: writeFilters(filters) })}
      />
      <p className="text-meta text-muted">
        {filters.preset
          ? "The period moves on: each e-mail shows the same span up to its day."
          : "The days are fixed: each e-mail shows the same ones. Choose a span such as the last 7 days first."}
      </p>
      <Button type="submit" form={id} variant="primary" className="self-end" loading={create.isPending}>
        Make the schedule
      </Button>
    </div>
  );
}
