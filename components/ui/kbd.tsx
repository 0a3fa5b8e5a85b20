import type { ReactNode } from "react";
import { cn } from "./cn";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-block min-w-5 rounded border bg-sunken px-1 text-center font-medium font-sans text-[11px] text-muted leading-4",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
