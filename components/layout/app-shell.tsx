"use client";

import { type ReactNode, useCallback, useState } from "react";
import { KeyboardHelp } from "./keyboard-help";
import { PhoneBar } from "./phone-bar";
import type { ShellCounts, ShellUser } from "./shell-types";
import { Sidebar } from "./sidebar";
import { Topbar } from "./topbar";
import { useCalledPart } from "./use-called-part";
import { useShortcuts } from "./use-shortcuts";

type AppShellProps = {
  user: ShellUser;
  company: { name: string };
  demo: boolean;
  counts?: ShellCounts;
  children: ReactNode;
};

const loadCommands = () => import("./command-menu").then(({ CommandMenu }) => CommandMenu);

/** What stays around every page. A page that brings a Workspace gets the whole height and no padding. */
export function AppShell({ user, company, demo, counts = {}, children }: AppShellProps) {
  const { Part: CommandMenu, open, turn } = useCalledPart(loadCommands);
  const showCommands = useCallback(() => turn(true), [turn]);
  const [keys, setKeys] = useState(false);
  const showKeys = useCallback(() => setKeys(true), []);
  useShortcuts({ onCommand: showCommands, onKeys: showKeys });
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[240px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-50 rounded-control bg-surface px-3 py-2 font-medium text-primary shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Sidebar user={user} company={company.name} counts={counts} />
      <div className="flex min-w-0 flex-col">
        <Topbar user={user} demo={demo} onSearch={showCommands} />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-[1360px] flex-1 flex-col gap-4 p-4 pb-[84px] outline-none has-data-workspace:max-w-none has-data-workspace:p-0 md:p-6"
        >
          {children}
        </main>
      </div>
      <PhoneBar user={user} company={company.name} counts={counts} />
      {CommandMenu && <CommandMenu user={user} open={open} onOpenChange={turn} onKeys={showKeys} />}
      <KeyboardHelp open={keys} onOpenChange={setKeys} />
    </div>
  );
}
