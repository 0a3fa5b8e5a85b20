import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";

type LoadingStateProps = {
  /** Read aloud: "Loading accounts". */
  label: string;
  /** Table rows to stand in for. */
  rows?: number;
  /** Own skeletons in the shape of the content, instead of rows. */
  children?: ReactNode;
  className?: string;
};

/** First load only; a refetch keeps what is there. */
export function LoadingState({ label, rows = 5, children, className }: LoadingStateProps) {
  const keys = Array.from({ length: rows }, (_, index) => `row-${index}`);
  return (
    <div role="status" className={cn("flex flex-col", className)}>
      <span className="sr-only">{label}</span>
      {children ??
        keys.map((key, index) => (
          <div key={key} className="flex h-9 items-center gap-6 px-4">
            <Skeleton className={index % 2 ? "w-2/5" : "w-1/3"} />
            <Skeleton className="ml-auto w-16" />
            <Skeleton className="w-16 max-sm:hidden" />
          </div>
        ))}
    </div>
  );
}
