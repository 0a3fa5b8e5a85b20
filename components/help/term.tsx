import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** A word that opens its explanation. `id` is one of help/terms.ts. */
export function Term({ id, className, children }: { id: string; className?: string; children: ReactNode }) {
  return (
    <a
      href={`#help-${id}`}
      className={cn(
        "underline decoration-dotted decoration-line-strong underline-offset-[3px] hover:decoration-solid",
        className,
      )}
    >
      {children}
    </a>
  );
}
