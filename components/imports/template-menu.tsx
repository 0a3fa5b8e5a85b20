"use client";

import { Download } from "lucide-react";
import { saveFile } from "@/components/charts/save-file";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { type Fields, writeAdvance, writeBasic } from "@/lib/csv";
import { day } from "@/lib/format";

const WEEK_MS = 7 * 24 * 3_600_000;

/** One row shows the forms that are expected; it lies a week ahead, so that it would be accepted. */
function example(): Fields {
  const date = new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10);
  return {
    postAtSpecificTime: `${date} 09:00:00`,
    content: `An example for ${day(date)}: replace it with your own post.`,
    imageUrls: "https://images.example.com/picture.jpg",
  };
}

function save(kind: "basic" | "advance"): void {
  const text = kind === "basic" ? writeBasic([example()]) : writeAdvance([example()]);
  saveFile(`posts-${kind}.csv`, new Blob([text], { type: "text/csv" }));
}

/** The upstream's two templates with their exact headers, made in the browser. */
export function TemplateMenu() {
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button className="max-md:flex-1">
          <Download aria-hidden />
          Download a template
        </Button>
      }
    >
      <MenuItem onSelect={() => save("basic")}>
        <span>
          Basic
          <span className="block text-meta text-muted">Date, caption, link and media: 6 columns</span>
        </span>
      </MenuItem>
      <MenuItem onSelect={() => save("advance")}>
        <span>
          Advance
          <span className="block text-meta text-muted">Every field of every network: 40 columns</span>
        </span>
      </MenuItem>
    </DropdownMenu>
  );
}
