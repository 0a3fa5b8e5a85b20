"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { isUnder } from "./navigation";

export type SubNavItem = {
  label: string;
  href: string;
  /** Beside the word: a count in a StatusTag. */
  count?: ReactNode;
};

/** The pages below one page, each with its own address. Tabs are for parts of one page. */
export function SubNav({ label, items }: { label: string; items: readonly SubNavItem[] }) {
  const pathname = usePathname();
  const here = items
    .filter((item) => isUnder(pathname, item.href))
    .reduce<string | null>(
      (longest, { href }) => (href.length > (longest?.length ?? 0) ? href : longest),
      null,
    );
  return (
    <nav aria-label={label} className="overflow-x-auto">
      <ul className="flex min-w-full gap-1 border-b">
        {items.map((item) => (
          <li key={item.href} className="-mb-px">
            <Link
              href={item.href}
              aria-current={item.href === here ? "page" : undefined}
              className={cn(
                "inline-flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted transition-colors duration-[120ms] -outline-offset-2 hover:text-foreground pointer-coarse:h-11",
                item.href === here && "border-primary text-foreground",
              )}
            >
              {item.label}
              {item.count}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
