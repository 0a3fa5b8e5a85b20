"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { plural } from "@/lib/format";
import type { PostsFilter } from "./queries";
import { exportHref } from "./sheet-links";

type ExportDialogProps = {
  filter: PostsFilter;
  total: number | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** A download of all posts that the filters name, on every page, as a sheet that imports again without a change. */
export function ExportDialog({ filter, total, open, onOpenChange }: ExportDialogProps) {
  const [file, setFile] = useState<"csv" | "xlsx">("csv");
  const [format, setFormat] = useState<"advance" | "basic">("advance");
  const [withAccounts, setWithAccounts] = useState(true);
  const [formulaSafe, setFormulaSafe] = useState(false);
  const href = exportHref(filter, {
    file,
    format,
    withAccounts: String(withAccounts),
    formulaSafe: String(formulaSafe && file === "csv"),
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Download posts"
      description={`${total === null ? "All posts" : plural(total, "post")} of this view, on every page.`}
      footer={
        <>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
          <Button asChild variant="primary">
            <a href={href} download onClick={() => onOpenChange(false)}>
              <Download aria-hidden />
              Download
            </a>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          <fieldset>
            <legend className="mb-1.5 font-medium">Columns</legend>
            <RadioGroup
              label="Columns"
              value={format}
              onValueChange={setFormat}
              options={[
                { value: "advance", label: "Advance", hint: "Every field of every network" },
                { value: "basic", label: "Basic", hint: "Date, caption, link and media" },
              ]}
            />
          </fieldset>
          <fieldset>
            <legend className="mb-1.5 font-medium">File</legend>
            <RadioGroup
              label="File"
              value={file}
              onValueChange={setFile}
              options={[
                { value: "csv", label: "CSV" },
                { value: "xlsx", label: "Excel workbook", hint: "Every cell is text: nothing is rewritten" },
              ]}
            />
          </fieldset>
        </div>
        <Checkbox
          checked={withAccounts}
          onCheckedChange={(on) => setWithAccounts(on === true)}
          label={
            <Explained hint="A last column with account ids. Without it the file is the Social Media API's own template.">
              Name the accounts
            </Explained>
          }
        />
        {file === "csv" && (
          <Checkbox
            checked={formulaSafe}
            onCheckedChange={(on) => setFormulaSafe(on === true)}
            label={
              <Explained hint="Puts an apostrophe before texts that begin with =, +, - or @, which a spreadsheet could run as formulas. Such a file is for reading: imported again, the apostrophes would be posted.">
                Safe against formulas
              </Explained>
            }
          />
        )}
      </div>
    </Dialog>
  );
}

function Explained({ children, hint }: { children: string; hint: string }) {
  return (
    <>
      {children}
      <span className="block text-meta text-muted">{hint}</span>
    </>
  );
}
