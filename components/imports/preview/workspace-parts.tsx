"use client";

import { FileX2 } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/ui/mod-key";
import { Progress } from "@/components/ui/progress";
import { number, plural } from "@/lib/format";

/** How many rows are shown, and the keys that work on them. */
export function KeyLine({ shown, all }: { shown: number; all: number }) {
  const keys: [string[], string][] = [
    [["J", "K"], "Rows"],
    [["Enter"], "Edit cell"],
    [["N"], "Next error"],
    [["Space"], "Leave out"],
    [[useModKey("V")], "Paste cells"],
    [[useModKey("Z")], "Undo"],
  ];
  return (
    <div className="flex h-[28px] shrink-0 items-center gap-4 border-t px-6 text-meta text-muted">
      <span className="whitespace-nowrap tabular-nums">
        {number(shown)} of {plural(all, "row")}
      </span>
      <span className="ml-auto flex gap-4 overflow-hidden max-lg:hidden">
        {keys.map(([caps, word]) => (
          <span key={word} className="flex items-center gap-1 whitespace-nowrap">
            {caps.map((cap) => (
              <Kbd key={cap}>{cap}</Kbd>
            ))}
            {word}
          </span>
        ))}
      </span>
    </div>
  );
}

/** Before the first rows are there. */
export function Reading({ file }: { file: File }) {
  return (
    <div className="grid min-h-64 place-items-center" role="status">
      <div className="flex w-64 flex-col gap-2 text-center text-muted">
        Reading {file.name}
        <Progress label={`Reading ${file.name}`} done={0} total={null} />
      </div>
    </div>
  );
}

type RefusedProps = { message: string; line: number | null; file: File; onAnother: () => void };

/** A file that cannot be read: why, where, and what to do. */
export function Refused({ message, line, file, onAnother }: RefusedProps) {
  const place = line !== null && !/\bline\b/i.test(message) ? ` It happens at line ${number(line)}.` : "";
  return (
    <>
      <PageHeader
        title={file.name}
        breadcrumbs={[{ label: "Imports", href: "/imports" }, { label: file.name }]}
      />
      <div className="rounded-card border bg-surface" role="alert">
        <EmptyState
          icon={FileX2}
          heading="h2"
          title="This file cannot be read"
          action={
            <Button variant="primary" onClick={onAnother}>
              Choose another file
            </Button>
          }
        >
          {message}
          {place} Nothing was sent anywhere.
        </EmptyState>
      </div>
    </>
  );
}
