"use client";

import { Download, FileSpreadsheet, FileUp } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { AssignCsvDialog } from "./assign-csv-dialog";

/** Assignments of all locations as one CSV: out, and back in with what was changed. */
export function AssignCsvMenu() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button>
            <FileSpreadsheet aria-hidden />
            Assignments as CSV
          </Button>
        }
      >
        <MenuItem asChild>
          <a href="/api/locations/assignments" download>
            <Download aria-hidden />
            Download the present ones
          </a>
        </MenuItem>
        <MenuItem onSelect={() => setOpen(true)}>
          <FileUp aria-hidden />
          Upload a changed file
        </MenuItem>
      </DropdownMenu>
      {open && <AssignCsvDialog onClose={() => setOpen(false)} />}
    </>
  );
}
