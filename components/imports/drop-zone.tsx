"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { prepareSheetWorker } from "@/lib/csv/worker/client";
import { bytes } from "@/lib/format";
import { MAX_FILE_BYTES } from "@/lib/imports/schema";

const ACCEPT =
  ".csv,.tsv,.txt,.xlsx,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

type DropZoneProps = {
  onFile: (file: File) => void;
  /** Beside the button: templates. */
  extra?: ReactNode;
  /** The whole page is about choosing a file. */
  large?: boolean;
};

/** Takes one spreadsheet by dropping, by clicking or by keyboard: inside stands the browser's own file input. */
export function DropZone({ onFile, extra, large = false }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const hint = useId();
  useEffect(() => prepareSheetWorker(), []);

  function take(files: FileList | null): void {
    const file = files?.[0];
    if (input.current) input.current.value = "";
    if (!file) return;
    const reason = whyRefused(file, files.length);
    setRefusal(reason);
    if (reason === null) onFile(file);
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    // Only a larger target: the input inside is the control.
    <section
      aria-label="Choose a file"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={onDrop}
      className={cn(
        "flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-line-strong/60 border-dashed bg-surface px-4 py-4 transition-colors duration-[120ms]",
        large && "flex-col justify-center px-6 py-16 text-center max-md:px-4 max-md:py-10",
        over && "border-primary bg-primary-soft",
      )}
    >
      <span className="grid size-10 shrink-0 place-items-center rounded-card bg-sunken text-muted">
        <FileUp className="size-5" aria-hidden />
      </span>
      <div className={cn("min-w-56 flex-1", large && "flex-none")}>
        <p className="font-medium">
          {over ? (
            "Let go to look at it"
          ) : (
            <>
              <span className="pointer-coarse:hidden">Drop a CSV or Excel sheet of posts here</span>
              <span className="hidden pointer-coarse:inline">A CSV or Excel sheet of posts</span>
            </>
          )}
        </p>
        <p id={hint} className="text-muted">
          Any columns, any order, up to {bytes(MAX_FILE_BYTES)}. You see every row before anything is
          scheduled.
        </p>
        {refusal && (
          <p role="alert" className="mt-1 text-bad">
            {refusal}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 max-md:w-full">
        {extra}
        <input
          ref={input}
          type="file"
          accept={ACCEPT}
          aria-label="Spreadsheet of posts"
          aria-describedby={hint}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => take(event.target.files)}
        />
        <Button variant="primary" className="max-md:flex-1" onClick={() => input.current?.click()}>
          Choose a file
        </Button>
      </div>
    </section>
  );
}

function whyRefused(file: File, count: number): string | null {
  if (count > 1) return "Several files were dropped. Import them one after another.";
  if (file.size === 0) return `${file.name} is empty. Add at least one post below the header.`;
  if (file.size > MAX_FILE_BYTES)
    return `${file.name} has ${bytes(file.size)}, ${bytes(MAX_FILE_BYTES)} are the most. Cut it into smaller files.`;
  if (/\.(xls|xlsb|numbers|ods)$/i.test(file.name))
    return `${file.name} is a kind of workbook that is not read. Save it as .xlsx or CSV, then choose that file.`;
  return null;
}
