"use client";

import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/ui/mod-key";
import { StatusTag } from "@/components/ui/status-tag";
import { Tooltip } from "@/components/ui/tooltip";
import type { ShellUser } from "./shell-types";
import { UserMenu } from "./user-menu";

/** PageHeader draws the breadcrumbs of its page into this element. */
export const BREADCRUMBS_ID = "topbar-breadcrumbs";

type TopbarProps = { user: ShellUser; demo: boolean; onSearch: () => void };

export function Topbar({ user, demo, onSearch }: TopbarProps) {
  return (
    <header className="sticky top-0 z-20 flex h-[52px] items-center gap-3 border-b bg-surface px-4 md:px-6">
      <div id={BREADCRUMBS_ID} className="min-w-0 flex-1" />
      <button
        type="button"
        onClick={onSearch}
        className="flex h-[34px] shrink-0 items-center gap-2 rounded-control border px-2.5 text-[13px] text-muted hover:bg-sunken max-md:border-transparent lg:w-[300px] pointer-coarse:h-11"
      >
        <Search className="size-4 shrink-0" aria-hidden />
        <span className="max-lg:sr-only">Search or run a command</span>
        <Kbd className="ml-auto max-lg:hidden">{useModKey("K")}</Kbd>
      </button>
      {demo && (
        <Tooltip content="No real Social Media API is set: a sandbox plays it, and nothing leaves this machine.">
          <button type="button" className="rounded-full">
            <StatusTag tone="warn" icon={null}>
              Demo
            </StatusTag>
          </button>
        </Tooltip>
      )}
      <UserMenu user={user} />
    </header>
  );
}
