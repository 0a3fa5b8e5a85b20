import { cn } from "./cn";

/** A grey shape that stands for content on its way; appears only when the wait passes 200 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-4 animate-late rounded-control bg-sunken", className)} />;
}
