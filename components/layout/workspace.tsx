import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/**
 * A page of full height, as wide as the window: header, filters and bottom bar stay while the middle scrolls
 * (give that child `min-h-0 flex-1 overflow-auto`).
 */
export function Workspace({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      data-workspace
      className={cn(
        "flex h-[calc(100dvh-52px-60px-env(safe-area-inset-bottom))] min-h-0 flex-col md:h-[calc(100dvh-52px)]",
        className,
      )}
    >
      {children}
    </div>
  );
}
