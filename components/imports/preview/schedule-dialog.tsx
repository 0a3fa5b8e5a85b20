"use client";

import { platformShortLabel } from "@/components/charts/platform";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import type { AccountView } from "@/lib/accounts/schema";
import type { Summary } from "@/lib/csv/import-session";
import { bytes, day, list, number, plural } from "@/lib/format";
import type { LocationSummary } from "@/lib/locations/schema";
import type { Progress as Step } from "./use-schedule";

type ScheduleDialogProps = {
  summary: Summary;
  location: LocationSummary;
  accounts: readonly AccountView[];
  progress: Step;
  onConfirm: () => void;
  onClose: () => void;
};

/** "298 posts", or "286 posts and 12 drafts". */
export function whatOf(summary: Summary): string {
  const posts = summary.ready - summary.drafts;
  if (summary.drafts === 0) return plural(posts, "post");
  if (posts === 0) return plural(summary.drafts, "draft");
  return `${plural(posts, "post")} and ${plural(summary.drafts, "draft")}`;
}

/** Names where, for which accounts, from when to when, in how many csvs; then shows how far it is. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const { summary, location, accounts, progress } = props;
  const left = summary.rows - summary.ready;
  const busy = progress.step !== "idle" && progress.step !== "stopped";
  const facts: [string, string][] = [
    ["Location", location.name],
    [
      "Accounts",
      list(
        accounts.map((account) => `${account.name} (${platformShortLabel(account.platform)})`),
        4,
      ),
    ],
    ...(summary.firstLocal && summary.lastLocal
      ? ([
          ["First", moment(summary.firstLocal)],
          ["Last", `${moment(summary.lastLocal)}, times in ${location.timezone}`],
        ] satisfies [string, string][])
      : []),
    ["Sent as", `${plural(summary.csvs, "csv", "csvs")} of at most 90 rows`],
    ...(summary.drafts > 0
      ? ([["Drafts", `${plural(summary.drafts, "row")} without a date`]] satisfies [string, string][])
      : []),
    ...(left > 0
      ? ([["Not sent", `${plural(left, "row")} with errors or left out`]] satisfies [string, string][])
      : []),
  ];
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={`Schedule ${whatOf(summary)}?`}
      sentence="Posts go out at their times until you delete them. The batch page follows each row and can pause, cancel or undo."
      confirmLabel={progress.step === "stopped" ? "Try again" : `Schedule ${whatOf(summary)}`}
      busy={busy}
      error={progress.step === "stopped" ? progress.sentence : undefined}
      onConfirm={props.onConfirm}
    >
      <dl className="grid grid-cols-[76px_1fr] gap-x-3 gap-y-1.5 rounded-control border px-3 py-2.5 text-[13px]">
        {facts.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-muted">{term}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {busy && <StepProgress progress={progress} size={summary.fileSize} />}
    </ConfirmDialog>
  );
}

function StepProgress({ progress, size }: { progress: Step; size: number }) {
  const uploading = progress.step === "uploading";
  const words = uploading
    ? `Sending the file, part ${Math.min(progress.parts, progress.sent + 1)} of ${number(progress.parts)} (${bytes(size)})`
    : progress.step === "checking"
      ? "The server reads and checks every row again"
      : "Cutting the rows into csvs";
  return (
    <div className="flex flex-col gap-1.5" role="status">
      <Progress
        label={words}
        done={uploading ? progress.sent : 0}
        total={uploading ? progress.parts : null}
      />
      <p className="text-meta text-muted">{words}</p>
    </div>
  );
}

const moment = (local: string): string =>
  `${day(local.slice(0, 10), { weekday: true })}, ${local.slice(11, 16)}`;
