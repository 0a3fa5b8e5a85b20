"use client";

import type { ReactNode } from "react";
import { useReady } from "@/components/ui/use-ready";

/**
 * Cards that stand below the first screen. The page's first bytes leave them out, so the figures above are written, sent and
 * laid out without waiting for them; the browser adds them once the page is alive, and lays out each when it comes near.
 * The room around them is for focus rings, which containment would cut.
 */
export function BelowFold({ children }: { children: ReactNode }) {
  const ready = useReady();
  if (!ready) return <div aria-busy className="min-h-[60rem]" />;
  return (
    <div className="-m-1 flex flex-col gap-4 p-1 [contain-intrinsic-block-size:auto_60rem] [content-visibility:auto]">
      {children}
    </div>
  );
}
