"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Progress } from "@/components/ui/progress";
import { Textarea } from "@/components/ui/textarea";
import type { AccountView } from "@/lib/accounts/schema";
import type { Summary } from "@/lib/csv/import-session";
import { bytes, day, list, number, plural } from "@/lib/format";
import type { LocationSummary } from "@/lib/locations/schema";
import { approversQuery } from "../queries";
import { GoingOutLines, postedTwice, Receivers } from "./schedule-facts";
import type { Asking, Progress as Step } from "./use-schedule";

type ScheduleDialogProps = {
  summary: Summary;
  location: LocationSummary;
  /** Of all locations that rows go to. */
  accounts: readonly AccountView[];
  /** Accounts that were chosen for rows which name none. */
  chosen: readonly string[];
  /** Rows by location, where they go to several. */
  split: readonly { name: string; timezone: string; ready: number }[];
  /** Who sent these rows back: they are shown again before anything is scheduled. */
  sentBackBy: string | null;
  progress: Step;
  onConfirm: (asking: Asking | null) => void;
  onLeaveOut: (kind: "drop_duplicates" | "drop_scheduled") => void;
  onClose: () => void;
};

/** "298 posts", or "286 posts and 12 drafts". */
export function whatOf(summary: Summary): string {
  const posts = summary.ready - summary.drafts;
  if (summary.drafts === 0) return plural(posts, "post");
  if (posts === 0) return plural(summary.drafts, "draft");
  return `${plural(posts, "post")} and ${plural(summary.drafts, "draft")}`;
}

/** Names where, for which accounts, from when to when, in how many csvs, and who is asked first; then shows how far it is. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const { summary, location, progress } = props;
  const { sentBackBy } = props;
  const [asking, setAsking] = useState<Asking | null>(sentBackBy === null ? null : ANYBODY);
  const [meant, setMeant] = useState(false);
  const busy = progress.step !== "idle" && progress.step !== "stopped";
  const none = summary.ready === 0;
  const what = whatOf(summary);
  const verb = asking ? "Ask for approval" : none ? "Schedule" : `Schedule ${what}`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={
        none ? "No row is left to schedule" : asking ? `Ask for approval of ${what}?` : `Schedule ${what}?`
      }
      sentence={
        none
          ? "Every row has an error or is left out. Close this and take back what you left out, or choose another file."
          : asking
            ? "Nothing is scheduled until these rows are approved as they are now. Whoever is asked gets an e-mail; you get a page to share."
            : "Posts go out at their times until you delete them. The batch page follows each row and can pause, cancel or undo."
      }
      confirmLabel={progress.step === "stopped" ? "Try again" : verb}
      busy={busy}
      error={progress.step === "stopped" ? <Stop {...progress} /> : undefined}
      confirmDisabled={
        none ||
        (progress.step === "stopped" && progress.openAt !== null) ||
        (postedTwice(summary.goingOut) > 0 && !meant)
      }
      onConfirm={() => props.onConfirm(asking)}
    >
      <dl className="grid shrink-0 grid-cols-[76px_1fr] gap-x-3 gap-y-1.5 rounded-control border px-3 py-2.5 text-[13px]">
        {factsOf(props).map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Receivers {...props} />
      <GoingOutLines
        goingOut={summary.goingOut}
        busy={busy}
        meant={meant}
        onMeant={setMeant}
        onLeaveOut={props.onLeaveOut}
      />
      <ApproverFields
        locationId={location.id}
        sentBackBy={sentBackBy}
        asking={asking}
        busy={busy}
        onChange={setAsking}
      />
      {busy && <StepProgress progress={progress} size={summary.fileSize} />}
    </ConfirmDialog>
  );
}

const ANYBODY: Asking = { approverId: null, note: null };

function Stop({ sentence, openAt }: { sentence: string; openAt: string | null }) {
  return (
    <>
      {sentence}{" "}
      {openAt && (
        <Link href={`/imports/${openAt}`} className="underline underline-offset-2">
          Open the import
        </Link>
      )}
    </>
  );
}

function factsOf({ summary, location, split }: ScheduleDialogProps): [string, string][] {
  const left = summary.rows - summary.ready;
  const going = split.filter(({ ready }) => ready > 0);
  const several = going.length > 1;
  const facts: [string, string | null][] = [
    ["Location", several ? null : (going[0]?.name ?? location.name)],
    [
      "Locations",
      several
        ? list(
            going.map(({ name, ready }) => `${name} (${plural(ready, "row")})`),
            6,
          )
        : null,
    ],
    ["First", summary.firstLocal && moment(summary.firstLocal)],
    ["Last", summary.lastLocal && `${moment(summary.lastLocal)}`],
    ["Times", several ? "each location's own" : (going[0]?.timezone ?? location.timezone)],
    ["Sent as", summary.ready > 0 ? `${plural(summary.csvs, "csv", "csvs")} of at most 90 rows` : null],
    ["Drafts", summary.drafts > 0 ? `${plural(summary.drafts, "row")} without a date` : null],
    ["Not sent", left > 0 ? `${plural(left, "row")} with errors or left out` : null],
  ];
  return facts.flatMap(([term, value]): [string, string][] => (value === null ? [] : [[term, value]]));
}

type ApproverFieldsProps = {
  locationId: string;
  sentBackBy: string | null;
  asking: Asking | null;
  busy: boolean;
  onChange: (asking: Asking | null) => void;
};

function ApproverFields({ locationId, sentBackBy, asking, busy, onChange }: ApproverFieldsProps) {
  const people = useQuery({ ...approversQuery(locationId), enabled: asking !== null });
  return (
    <div className="flex flex-col gap-2.5">
      <Checkbox
        checked={asking !== null}
        disabled={busy || sentBackBy !== null}
        onCheckedChange={(on) => onChange(on === true ? ANYBODY : null)}
        label={
          sentBackBy === null
            ? "Ask somebody to approve it first"
            : `Ask for approval again: ${sentBackBy} sent these rows back`
        }
      />
      {asking && (
        <>
          <Field
            label="Approver"
            hint={
              people.data?.approvers.length === 0 ? "Nobody else has access to this location yet." : undefined
            }
          >
            <NativeSelect
              value={asking.approverId ?? ""}
              disabled={busy}
              onChange={({ target }) => onChange({ ...asking, approverId: target.value || null })}
            >
              <option value="">Anybody but me</option>
              {(people.data?.approvers ?? []).map((person) => (
                <option key={person.id} value={person.id}>
                  {person.name}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Field label="Note" optional>
            <Textarea
              rows={2}
              maxLength={2000}
              disabled={busy}
              value={asking.note ?? ""}
              onChange={({ target }) => onChange({ ...asking, note: target.value || null })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

function StepProgress({ progress, size }: { progress: Step; size: number }) {
  const { words, done, total } = stepOf(progress, size);
  return (
    <div className="flex flex-col gap-1.5" role="status">
      <Progress label={words} done={done} total={total} />
      <p className="text-meta text-muted">{words}</p>
    </div>
  );
}

function stepOf(progress: Step, size: number): { words: string; done: number; total: number | null } {
  if (progress.step === "uploading") {
    const part = `part ${Math.min(progress.parts, progress.sent + 1)} of ${number(progress.parts)}`;
    return {
      words: progress.trouble
        ? `The connection is lost. It goes on by itself with ${part} as soon as there is one`
        : `Sending the file, ${part} (${bytes(size)})`,
      done: progress.sent,
      total: progress.parts,
    };
  }
  if (progress.step === "checking")
    return {
      words: `The server reads and checks every row again: ${number(progress.rows)}${progress.total === null ? "" : ` of ${number(progress.total)}`}`,
      done: progress.rows,
      total: progress.total,
    };
  const words = {
    reading: "Looking whether part of the file is there already",
    asking: "Showing it to the approver",
    scheduling: "Cutting the rows into csvs",
    idle: "",
    stopped: "",
  }[progress.step];
  return { words, done: 0, total: null };
}

const moment = (local: string): string =>
  `${day(local.slice(0, 10), { weekday: true })}, ${local.slice(11, 16)}`;
