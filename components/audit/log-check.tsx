"use client";

import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { dateTime, number, plural } from "@/lib/format";
import type { useCheckLog } from "./queries";

type LogCheckProps = { check: ReturnType<typeof useCheckLog>; timezone: string };

/** What the last check of the log found, and when; while it runs, how far it is. */
export function LogCheck({ check, timezone }: LogCheckProps) {
  const { mutation, progress } = check;
  if (mutation.isPending) {
    return (
      <Notice tone="info" title="Checking the log">
        {progress
          ? `${plural(progress.events, "entry", "entries")} of ${number(progress.total)} read.`
          : null}
      </Notice>
    );
  }
  if (mutation.isError) {
    return (
      <Notice
        tone="warn"
        title="The log could not be checked"
        action={
          <Button size="sm" onClick={() => mutation.mutate()}>
            Try again
          </Button>
        }
      >
        {sentenceOf(mutation.error)}
      </Notice>
    );
  }
  if (!mutation.data) return null;
  const { checkedAt, events, faultCount, faults } = mutation.data;
  const what = `${plural(events, "entry was", "entries were")} checked on ${dateTime(checkedAt, timezone)}.`;
  if (faultCount === 0) {
    return (
      <Notice tone="good" title="The log is whole">
        {what} None was changed, removed or moved since it was written.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={`The log has ${plural(faultCount, "fault")}`}>
      {what} Keep a copy of the database as it is, and compare it with an earlier export or backup.
      <ul className="mt-1 list-disc pl-5">
        {faults.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
        {faultCount > faults.length && <li>And {number(faultCount - faults.length)} more.</li>}
      </ul>
    </Notice>
  );
}
