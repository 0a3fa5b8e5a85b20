"use client";

import { Download, FileSpreadsheet } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel } from "@/components/ui/dropdown-menu";
import type { UrlFilter } from "./use-posts-filter";

const FORMATS = [
  {
    label: "Advance",
    hint: "Every field of every network, with the accounts",
    query: { format: "advance", withAccounts: "true" },
  },
  {
    label: "Basic",
    hint: "Date, caption, link and media, with the accounts",
    query: { format: "basic", withAccounts: "true" },
  },
  {
    label: "Advance template",
    hint: "The Social Media API's own columns only",
    query: { format: "advance", withAccounts: "false" },
  },
] as const;

/** Downloads of all posts that the filters name, on every page; each file imports again without a change. */
export function ExportMenu({ filter, locationId }: { filter: UrlFilter; locationId: string }) {
  const hrefOf = (query: Record<string, string>) => {
    const search = new URLSearchParams({ locationId, type: filter.type, ...query });
    if (filter.accounts.length > 0) search.set("accounts", filter.accounts.join(","));
    if (filter.from) search.set("from", filter.from);
    if (filter.to) search.set("to", filter.to);
    return `/api/posts/export?${search}`;
  };
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>Posts of this view, as CSV</MenuLabel>
      {FORMATS.map(({ label, hint, query }) => (
        <MenuItem key={label} asChild>
          <a href={hrefOf(query)} download>
            <FileSpreadsheet aria-hidden />
            <span>
              {label}
              <span className="block text-meta text-muted">{hint}</span>
            </span>
          </a>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
