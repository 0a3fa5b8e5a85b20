"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ChooseFile } from "@/components/ui/choose-file";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { number, plural } from "@/lib/format";
import { MAX_SHEET_BYTES, type SheetApplied } from "@/lib/posts/sheet-schema";
import { type PostsFilter, useApplySheet, useSheetDiff } from "./queries";
import { countPosts, SheetDiffView } from "./sheet-diff";
import { exportHref } from "./sheet-links";

type SheetDialogProps = {
  filter: PostsFilter;
  total: number | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onApplied: (applied: { changeIds: string[]; deletionIds: string[] }) => void;
};

/** Posts out to a spreadsheet and back: what differs is shown cell by cell, and only that is applied. */
export function SheetDialog({ filter, total, open, onOpenChange, onApplied }: SheetDialogProps) {
  const [file, setFile] = useState<File | null>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const [deleteRemoved, setDeleteRemoved] = useState(false);
  const [newRows, setNewRows] = useState<string | null>(null);
  const compare = useSheetDiff();
  const apply = useApplySheet();
  const diff = compare.data;
  const applicable = diff?.changed.filter((row) => row.problem === null).length ?? 0;
  const deleting = deleteRemoved ? (diff?.removed.length ?? 0) : 0;
  const work = applicable + (diff?.added.length ?? 0) + deleting;

  const choose = (chosen: File) => {
    setFile(chosen);
    setDeleteRemoved(false);
    apply.reset();
    compare.reset();
    setTooLarge(chosen.size > MAX_SHEET_BYTES);
    if (chosen.size <= MAX_SHEET_BYTES) compare.mutate(chosen);
  };
  const applied = ({ changeIds, deletionIds, batchId }: SheetApplied) => {
    onApplied({ changeIds, deletionIds });
    if (batchId) setNewRows(batchId);
    else onOpenChange(false);
  };
  const start = () => {
    if (file && diff) apply.mutate({ file, digest: diff.digest, deleteRemoved }, { onSuccess: applied });
  };

  return (
    <Dialog
      size="lg"
      open={open}
      onOpenChange={onOpenChange}
      title="Edit in a spreadsheet"
      description="Download the posts, change them, upload the file again. Only what differs is applied, after you have seen it."
      footer={
        <>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
          {newRows ? (
            <Button asChild variant="primary">
              <Link href={`/imports/${newRows}`}>Check the new rows</Link>
            </Button>
          ) : (
            diff && (
              <Button variant="primary" disabled={work === 0} loading={apply.isPending} onClick={start}>
                Apply {plural(work, "change")}
              </Button>
            )
          )}
        </>
      }
    >
      <ol className="flex flex-col gap-5">
        <li className="flex flex-col gap-2">
          <h3 className="font-medium">1. Download</h3>
          <p className="text-muted">
            {total === null ? "All posts" : plural(total, "post")} of this view. The same post at several
            accounts is one row, so there may be fewer rows than posts. Keep the column “Post ID”: it tells
            which row is which posts.
          </p>
          <span className="flex flex-wrap gap-2">
            {(["xlsx", "csv"] as const).map((kind) => (
              <Button key={kind} asChild size="sm">
                <a href={exportHref(filter, { purpose: "edit", file: kind })} download>
                  <Download aria-hidden />
                  {kind === "xlsx" ? "Excel workbook" : "CSV"}
                </a>
              </Button>
            ))}
          </span>
        </li>
        <li className="flex flex-col gap-2">
          <h3 className="font-medium">2. Upload the changed file</h3>
          <span className="flex flex-wrap items-center gap-2">
            <ChooseFile accept=".csv,.xlsx" onFile={choose} />
            {file && <span className="text-muted">{file.name}</span>}
            {compare.isPending && <span role="status">Comparing with the posts as they are now</span>}
          </span>
          {tooLarge && <Notice tone="bad">This file is larger than 5 MB. Edit fewer posts at once.</Notice>}
          {compare.error && <Notice tone="bad">{sentenceOf(compare.error)}</Notice>}
        </li>
        {diff && (
          <li className="flex flex-col gap-3">
            <h3 className="font-medium">3. Look at the differences</h3>
            <SheetDiffView diff={diff} />
            {diff.removed.length > 0 && (
              <Checkbox
                checked={deleteRemoved}
                onCheckedChange={(on) => setDeleteRemoved(on === true)}
                label={`Delete the ${plural(countPosts(diff.removed), "post")} of the ${diff.removed.length === 1 ? "row that is" : `${number(diff.removed.length)} rows that are`} gone. This cannot be undone.`}
              />
            )}
            {apply.error && <Notice tone="bad">{sentenceOf(apply.error)}</Notice>}
            {newRows && (
              <Notice tone="info">
                The new rows are an import of their own now: check and schedule them there.
              </Notice>
            )}
          </li>
        )}
      </ol>
    </Dialog>
  );
}
