"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { StatusTag } from "@/components/ui/status-tag";
import { NavIcon } from "./nav-icon";
import { isUnder, type NavItem } from "./navigation";

type NavLinkProps = { item: NavItem; count?: string; onNavigate?: () => void };

/** One line of the sidebar. */
export function NavLink({ item, count, onNavigate }: NavLinkProps) {
  const here = isUnder(usePathname(), item.href);
  return (
    <Link
      href={item.href}
      aria-current={here ? "page" : undefined}
      onClick={onNavigate}
      className={cn(
        "flex min-h-[34px] items-center gap-2.5 rounded-control px-2 font-medium text-muted transition-colors duration-[120ms] hover:bg-sunken hover:text-foreground pointer-coarse:min-h-11",
        here && "bg-primary-soft text-primary hover:bg-primary-soft hover:text-primary",
      )}
    >
      <NavIcon icon={item.icon} className="size-4 shrink-0" />
      <span className="truncate">{item.label}</span>
      {count && (
        <StatusTag tone={item.countTone ?? "info"} icon={null} className="ml-auto">
          {count}
        </StatusTag>
      )}
    </Link>
  );
}
