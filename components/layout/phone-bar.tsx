"use client";

import { CircleHelp, Menu } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { HELP_HASH } from "@/components/help/help-drawer";
import { cn } from "@/components/ui/cn";
import { Sheet } from "@/components/ui/sheet";
import { LocationSwitcher } from "./location-switcher";
import { NavIcon } from "./nav-icon";
import { isUnder, MAIN_PAGES } from "./navigation";
import type { ShellCounts, ShellUser } from "./shell-types";
import { NavList } from "./sidebar";

const slot =
  "flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[11px] leading-4 text-muted [&_svg]:size-5";
const SHOWN = ["/overview", "/snapshots", "/posts", "/imports"];

type PhoneBarProps = { user: ShellUser; company: string; counts: ShellCounts };

/** Four pages and everything else, under the thumb. */
export function PhoneBar({ user, company, counts }: PhoneBarProps) {
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <nav
      aria-label="Main pages"
      className="fixed inset-x-0 bottom-0 z-30 flex h-[calc(60px+env(safe-area-inset-bottom))] border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {MAIN_PAGES.filter((item) => SHOWN.includes(item.href)).map(({ href, label, icon }) => {
        const here = isUnder(pathname, href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(slot, here && "text-primary")}
          >
            <NavIcon icon={icon} />
            {label}
          </Link>
        );
      })}
      <Sheet
        open={open}
        onOpenChange={setOpen}
        side="bottom"
        title="All pages"
        trigger={
          <button type="button" className={slot}>
            <Menu aria-hidden />
            More
          </button>
        }
      >
        <LocationSwitcher company={company} onNavigate={close} />
        <NavList user={user} counts={counts} onNavigate={close} />
        <a
          href={HELP_HASH}
          onClick={close}
          className="mt-1 flex min-h-11 items-center gap-2.5 rounded-control px-2 font-medium text-muted"
        >
          <CircleHelp className="size-4" aria-hidden />
          Help and terms
        </a>
      </Sheet>
    </nav>
  );
}
