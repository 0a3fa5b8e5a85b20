"use client";

import { Download, FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { ExportDialog } from "./export-dialog";
import type { PostsFilter } from "./queries";
import { SheetDialog } from "./sheet-dialog";

type ExportMenuProps = {
  filter: PostsFilter;
  total: number | null;
  canChange: boolean;
  onApplied: (applied: { changeIds: string[]; deletionIds: string[] }) => void;
};

/** Posts out as a sheet, and back in with what was changed there. */
export function ExportMenu({ filter, total, canChange, onApplied }: ExportMenuProps) {
  const [asked, setAsked] = useState<"download" | "edit" | null>(null);
  const dialog = { filter, open: true, onOpenChange: (open: boolean) => setAsked(open ? asked : null) };
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button>
            <Download className="max-md:hidden" aria-hidden /> Export
          </Button>
        }
      >
        <MenuItem onSelect={() => setAsked("download")}>
          <Download aria-hidden />
          <Item hint="To keep, or to import elsewhere">Download posts</Item>
        </MenuItem>
        {canChange && (
          <MenuItem onSelect={() => setAsked("edit")}>
            <FileSpreadsheet aria-hidden />
            <Item hint="Change them there, then apply the differences">Edit in a spreadsheet</Item>
          </MenuItem>
        )}
      </DropdownMenu>
      {asked === "download" && <ExportDialog {...dialog} total={total} />}
      {asked === "edit" && <SheetDialog {...dialog} total={total} onApplied={onApplied} />}
    </>
  );
}

function Item({ children, hint }: { children: string; hint: string }) {
  return (
    <span>
      {children}
      <span className="block text-meta text-muted">{hint}</span>
    </span>
  );
}
