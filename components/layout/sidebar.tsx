import { CircleHelp } from "lucide-react";
import { HELP_HASH } from "@/components/help/help-drawer";
import { Brand } from "./brand";
import { LocationSwitcher } from "./location-switcher";
import { NavLink } from "./nav-link";
import { pagesFor } from "./navigation";
import type { ShellCounts, ShellUser } from "./shell-types";

type SidebarProps = { user: ShellUser; company: string; counts: ShellCounts };

export function Sidebar({ user, company, counts }: SidebarProps) {
  return (
    <aside
      aria-label="Sidebar"
      className="sticky top-0 hidden h-dvh w-60 flex-col gap-1 overflow-y-auto border-r bg-surface p-3 md:flex"
    >
      <Brand />
      <LocationSwitcher company={company} />
      <NavList user={user} counts={counts} />
      <a
        href={HELP_HASH}
        className="mt-auto flex min-h-[34px] items-center gap-2.5 rounded-control px-2 font-medium text-muted hover:bg-sunken hover:text-foreground"
      >
        <CircleHelp className="size-4 shrink-0" aria-hidden />
        Help and terms
      </a>
    </aside>
  );
}

type NavListProps = { user: ShellUser; counts: ShellCounts; onNavigate?: () => void };

/** The pages of the sidebar and of the phone's "More". */
export function NavList({ user, counts, onNavigate }: NavListProps) {
  const pages = pagesFor(user.role);
  return (
    <nav aria-label="Pages" className="mt-1 flex flex-col gap-0.5">
      {pages.main.map((item) => (
        <NavLink
          key={item.href}
          item={item}
          count={item.count && counts[item.count]}
          onNavigate={onNavigate}
        />
      ))}
      {pages.admin.length > 0 && (
        <>
          <h2 className="px-2 pt-3.5 pb-1 font-medium text-meta text-muted">Admin</h2>
          {pages.admin.map((item) => (
            <NavLink
              key={item.href}
              item={item}
              count={item.count && counts[item.count]}
              onNavigate={onNavigate}
            />
          ))}
        </>
      )}
    </nav>
  );
}
