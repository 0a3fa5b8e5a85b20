"use client";

import { CircleAlert, CloudCheck, CloudUpload, Download, Ellipsis, FileWarning } from "lucide-react";
import { toast } from "sonner";
import { saveFile } from "@/components/charts/save-file";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import type { Summary } from "@/lib/csv/import-session";
import { isBasicText } from "@/lib/csv/session-files";
import { number, percent, plural } from "@/lib/format";
import { whatOf } from "./schedule-dialog";
import type { Keeping } from "./use-kept-repairs";
import type { Preview } from "./use-preview";

type BottomBarProps = {
  preview: Preview;
  summary: Summary;
  /** Why nothing can be scheduled yet; null: it can. */
  obstacle: string | null;
  keeping: Keeping;
  onSchedule: () => void;
};

/** What would be scheduled, in numbers that add up, and the one button that does it. */
export function BottomBar({ preview, summary, obstacle, keeping, onSchedule }: BottomBarProps) {
  const stem = summary.fileName.replace(/\.[^.]+$/, "");
  async function save(kind: "correctedCsv" | "errorReport"): Promise<void> {
    const text = await preview.sheet.call(kind);
    const name = kind === "correctedCsv" ? `${stem} corrected.csv` : `${stem} issues.csv`;
    saveFile(name, new Blob([text], { type: "text/csv" }));
    if (kind === "correctedCsv" && summary.map.format === "basic" && !isBasicText(text))
      toast("Saved in the advance form: some of its cells have no column in the basic one.");
  }
  const noIssues = summary.codes.length === 0;
  return (
    <footer className="flex flex-wrap items-center gap-x-2 gap-y-2 border-t bg-surface px-4 py-2.5 md:px-6">
      <p className="min-w-0 flex-1 text-[13px] max-md:basis-full" role="status">
        {preview.checked ? (
          <Counts preview={preview} summary={summary} />
        ) : (
          <span className="text-muted">{plural(summary.rows, "row")} read</span>
        )}
        {obstacle && <span className="block text-muted">{obstacle}</span>}
      </p>
      <KeepLine keeping={keeping} />
      <Button
        variant="ghost"
        className="max-lg:hidden"
        disabled={noIssues}
        onClick={() => void save("errorReport")}
      >
        <FileWarning aria-hidden />
        Error report
      </Button>
      <Button variant="ghost" className="max-lg:hidden" onClick={() => void save("correctedCsv")}>
        <Download aria-hidden />
        Download corrected file
      </Button>
      <Button
        variant="primary"
        className="max-md:flex-1"
        disabled={obstacle !== null || summary.ready === 0 || !preview.checked}
        onClick={onSchedule}
      >
        {preview.checked && summary.ready > 0 ? `Schedule ${whatOf(summary)}` : "Schedule"}
      </Button>
      <DropdownMenu
        side="top"
        trigger={
          <Button aria-label="More" className="px-2.5 lg:hidden">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem onSelect={() => void save("correctedCsv")}>
          <Download aria-hidden />
          Download corrected file
        </MenuItem>
        <MenuItem disabled={noIssues} onSelect={() => void save("errorReport")}>
          <FileWarning aria-hidden />
          Error report
        </MenuItem>
      </DropdownMenu>
    </footer>
  );
}

/** Whether what was repaired here would outlive this tab. */
function KeepLine({ keeping }: { keeping: Keeping }) {
  if (keeping.step === "nothing") return null;
  if (keeping.step === "failed")
    return (
      <p role="alert" className="max-w-xl text-[13px] text-bad max-md:basis-full">
        Not kept: {keeping.sentence}
        {!keeping.final && " It is tried again by itself."}
      </p>
    );
  const kept = keeping.step === "kept";
  return (
    <p className="flex items-center gap-1.5 text-[13px] text-muted max-md:basis-full" role="status">
      {kept ? (
        <CloudCheck className="size-3.5 text-good" aria-hidden />
      ) : (
        <CloudUpload className="size-3.5" aria-hidden />
      )}
      {kept
        ? "Repairs are kept"
        : keeping.step === "saving"
          ? "Keeping your repairs"
          : `Repairs kept, file ${percent(keeping.parts === 0 ? 1 : keeping.sent / keeping.parts, 0)} sent`}
    </p>
  );
}

function Counts({ preview, summary }: { preview: Preview; summary: Summary }) {
  const facts = [
    ...(summary.warningRows > 0 ? [`${number(summary.warningRows)} with a warning`] : []),
    ...(summary.excluded > 0 ? [`${number(summary.excluded)} left out`] : []),
    ...(summary.ready > 0 ? [plural(summary.csvs, "csv", "csvs")] : []),
  ];
  return (
    <>
      <b className="font-semibold tabular-nums">{number(summary.ready)}</b> of {number(summary.rows)} ready
      <span className="text-muted max-md:hidden">{facts.map((fact) => ` · ${fact}`)}</span>
      {summary.errorRows > 0 && (
        <>
          <span className="text-muted"> · </span>
          <button
            type="button"
            onClick={() => void preview.nextError()}
            className="inline-flex items-center gap-1 rounded align-bottom text-bad hover:underline"
          >
            <CircleAlert className="size-3.5" aria-hidden />
            {summary.errorRows === 1 ? "1 row needs you" : `${number(summary.errorRows)} rows need you`}
          </button>
        </>
      )}
    </>
  );
}
